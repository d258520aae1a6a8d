package dev.fer.search.arbiter;

import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.IntParameter;
import dev.fer.search.space.Parameter;
import dev.fer.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.BooleanSpace;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.integer.IntegerParameterSpace;

/**
 * The leaves of an Arbiter parameter space as a search space of ours, and a configuration as Arbiter's numbers.
 *
 * <p>Arbiter gives each leaf one number in [0, 1], which is the quantile of the leaf's distribution: a continuous
 * leaf becomes a uniform parameter of that quantile, whatever its distribution. Discrete and boolean leaves become
 * categories, because their order means nothing; an integer leaf becomes an integer if its distribution is uniform.
 * Immutable; as thread-safe as the Arbiter space.
 */
final class ArbiterSpace {
    /** A wider range is searched by quantile. */
    private static final int MOST_INTEGERS = 10_000;

    private final List<Leaf> leaves;
    private final SearchSpace space;

    /** One searched leaf: a parameter of ours, and how many equal cells its quantile has (0 for a continuous one). */
    private record Leaf(Parameter parameter, int cells) {
        double quantile(Configuration configuration) {
            return cells == 0
                    ? configuration.getDouble(parameter.name())
                    : (configuration.getLong(parameter.name()) + 0.5) / cells;
        }
    }

    /**
     * Reads a space and numbers its leaves.
     *
     * @throws IllegalArgumentException if a leaf wants several numbers, which no leaf of Arbiter's own does
     */
    ArbiterSpace(ParameterSpace<?> arbiter) {
        List<ParameterSpace<?>> unique = new ArrayList<>();
        for (ParameterSpace<?> leaf : arbiter.collectLeaves()) {
            if (leaf.numParameters() > 1) {
                throw new IllegalArgumentException(
                        "leaf " + leaf + " wants " + leaf.numParameters() + " numbers, not 1");
            }
            boolean known = unique.stream().anyMatch(other -> other == leaf);
            if (leaf.numParameters() == 1 && !known) {
                leaf.setIndices(unique.size());
                unique.add(leaf);
            }
        }
        leaves = IntStream.range(0, unique.size())
                .mapToObj(index -> leaf(unique.get(index), index, unique.size()))
                .toList();
        space = SearchSpace.of(leaves.stream().map(Leaf::parameter).toList(), List.of());
    }

    private static Leaf leaf(ParameterSpace<?> leaf, int index, int leaves) {
        String name = "leaf" + index;
        if (leaf instanceof DiscreteParameterSpace<?> discrete) {
            return categories(name, discrete.numValues());
        }
        if (leaf instanceof BooleanSpace) {
            return categories(name, 2);
        }
        if (leaf instanceof IntegerParameterSpace integer && isUniform(integer, index, leaves)) {
            int cells = integer.getMax() - integer.getMin() + 1;
            return new Leaf(new IntParameter(name, 0, cells - 1), cells);
        }
        return new Leaf(new FloatParameter(name, 0, 1, false), 0);
    }

    private static Leaf categories(String name, int count) {
        List<Long> indices = IntStream.range(0, count).mapToObj(Long::valueOf).toList();
        return new Leaf(new CategoricalParameter(name, indices), count);
    }

    /** Asks the leaf itself: Arbiter does not tell the distribution. */
    private static boolean isUniform(IntegerParameterSpace leaf, int index, int leaves) {
        long cells = (long) leaf.getMax() - leaf.getMin() + 1;
        double[] numbers = new double[leaves];
        for (int cell = 0; cell < cells && cells <= MOST_INTEGERS; cell++) {
            numbers[index] = (cell + 0.5) / cells;
            if (leaf.getValue(numbers) != leaf.getMin() + cell) {
                return false;
            }
        }
        return cells <= MOST_INTEGERS;
    }

    /** Returns the space that is searched. */
    SearchSpace space() {
        return space;
    }

    /** Returns the numbers, one per leaf, of a configuration. */
    double[] numbers(Configuration configuration) {
        return leaves.stream().mapToDouble(leaf -> leaf.quantile(configuration)).toArray();
    }
}
