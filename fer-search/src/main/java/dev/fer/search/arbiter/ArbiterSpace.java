package dev.fer.search.arbiter;

import dev.fer.search.sampler.internal.Axis;
import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.Parameter;
import dev.fer.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.BooleanSpace;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.function.Supplier;

/**
 * The leaves of an Arbiter parameter space as a search space of ours, and configurations as Arbiter's numbers.
 *
 * <p>Arbiter gives each leaf one number in [0, 1], which is the quantile of the leaf's distribution. A leaf whose
 * distribution we know becomes the parameter that means the same; any other becomes a uniform parameter of that
 * quantile. Discrete leaves become categories, because their order means nothing. Parameters are named by the way that
 * leads to their leaf ({@code updater.learningRate}), or numbered where Arbiter does not tell it. Immutable; as
 * thread-safe as the Arbiter space.
 */
@SuppressWarnings("rawtypes")
final class ArbiterSpace {
    /** Keeps unbounded distributions finite at both ends. */
    private static final double END = 1e-12;

    private final ParameterSpace<?> arbiter;
    private final List<Leaf> leaves;
    private final SearchSpace space;

    /** One searched leaf. */
    private record Leaf(Parameter parameter, Axis axis) {
        double quantile(Configuration configuration) {
            double code = parameter.encode(configuration.find(parameter.name()).orElseThrow());
            return isQuantile() ? code : axis.middle(axis.coordinate(code));
        }

        /** What stands for a quantile itself is kept off both ends, which its coordinate would bring back. */
        private boolean isQuantile() {
            return parameter instanceof FloatParameter real && real.low() == END && real.high() == 1 - END;
        }

        Object value(double quantile) {
            return parameter.decode(axis.code(axis.atQuantile(quantile)));
        }
    }

    /**
     * Reads a space and numbers its leaves.
     *
     * @throws ArbiterSpaceException if a leaf wants several numbers, which no leaf of Arbiter's own does
     */
    ArbiterSpace(ParameterSpace<?> arbiter) {
        this.arbiter = arbiter;
        IdentityHashMap<ParameterSpace<?>, String> names = new IdentityHashMap<>();
        name("", arbiter, names);
        List<ParameterSpace<?>> searched = searched(arbiter);
        Set<String> taken = new HashSet<>();
        leaves = new ArrayList<>();
        for (int index = 0; index < searched.size(); index++) {
            String name = names.getOrDefault(searched.get(index), "");
            String unique = name.isEmpty() || !taken.add(name) ? "leaf" + index : name;
            Parameter parameter = parameter(unique, searched.get(index));
            leaves.add(new Leaf(parameter, Axis.of(parameter)));
        }
        for (int index = 0; index < searched.size(); index++) {
            searched.get(index).setIndices(index);
        }
        space = SearchSpace.of(leaves.stream().map(Leaf::parameter).toList(), List.of());
    }

    private static void name(String path, ParameterSpace<?> space, IdentityHashMap<ParameterSpace<?>, String> names) {
        names.putIfAbsent(space, path);
        for (Map.Entry<String, ParameterSpace> nested : space.getNestedSpaces().entrySet()) {
            name(path.isEmpty() ? nested.getKey() : path + "." + nested.getKey(), nested.getValue(), names);
        }
    }

    private static List<ParameterSpace<?>> searched(ParameterSpace<?> arbiter) {
        Set<ParameterSpace<?>> known = Collections.newSetFromMap(new IdentityHashMap<>());
        List<ParameterSpace<?>> searched = new ArrayList<>();
        for (ParameterSpace<?> leaf : arbiter.collectLeaves()) {
            if (leaf.numParameters() > 1) {
                throw new ArbiterSpaceException(
                        leaf.toString(), "a leaf takes one number, this one wants " + leaf.numParameters());
            }
            if (leaf.numParameters() == 1 && known.add(leaf)) {
                searched.add(leaf);
            }
        }
        return searched;
    }

    private static Parameter parameter(String name, ParameterSpace<?> leaf) {
        if (leaf instanceof BooleanSpace) {
            // In the order of Arbiter's quantiles.
            return new CategoricalParameter(name, List.of(true, false));
        }
        return LeafPriors.exact(name, leaf)
                .orElseGet(() -> leaf instanceof DiscreteParameterSpace<?> discrete
                        ? new CategoricalParameter(name, labels(LeafPriors.values(discrete)))
                        : new FloatParameter(name, END, 1 - END, false));
    }

    /** Constants of an enum are called by their names, objects without a name by their places. */
    private static List<?> labels(List<?> values) {
        boolean named = values.stream().allMatch(value -> value instanceof Enum || value instanceof String);
        return named && LeafPriors.areDistinct(values)
                ? values.stream()
                        .map(value -> value instanceof Enum<?> constant ? constant.name() : value)
                        .toList()
                : IntStream.range(0, values.size()).mapToObj(Long::valueOf).toList();
    }

    /** Returns the space that is searched. */
    SearchSpace space() {
        return space;
    }

    /** Returns the numbers, one per leaf, of a configuration. */
    double[] numbers(Configuration configuration) {
        return leaves.stream().mapToDouble(leaf -> leaf.quantile(configuration)).toArray();
    }

    /** Returns the configuration that numbers stand for. */
    Configuration configuration(double[] numbers) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < leaves.size(); i++) {
            values.put(leaves.get(i).parameter().name(), leaves.get(i).value(numbers[i]));
        }
        return Configuration.of(values);
    }

    /**
     * Builds the candidate of a configuration. If the Arbiter space cannot build its value, the candidate carries the
     * exception, as those of Arbiter's own generators do.
     *
     * @param data what Arbiter's data providers are given with it, if anything
     */
    Candidate<?> candidate(Configuration configuration, int index, @Nullable Map<String, Object> data) {
        double[] numbers = numbers(configuration);
        try {
            return new Candidate<Object>(arbiter.getValue(numbers), index, numbers, data, null);
        } catch (RuntimeException e) {
            Supplier<Object> none = () -> {
                throw e;
            };
            return new Candidate<>(none, index, numbers, data, e);
        }
    }
}
