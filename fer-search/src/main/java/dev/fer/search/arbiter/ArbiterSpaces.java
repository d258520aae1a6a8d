package dev.fer.search.arbiter;

import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.ConstantParameter;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.IntParameter;
import dev.fer.search.space.NormalParameter;
import dev.fer.search.space.OrdinalParameter;
import dev.fer.search.space.Parameter;
import dev.fer.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.commons.math3.distribution.LogNormalDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.distribution.LogUniformDistribution;
import org.deeplearning4j.arbiter.optimize.parameter.BooleanSpace;
import org.deeplearning4j.arbiter.optimize.parameter.FixedValue;
import org.deeplearning4j.arbiter.optimize.parameter.continuous.ContinuousParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.integer.IntegerParameterSpace;

/**
 * Turns search spaces into Arbiter's parameter spaces, by name, and back. What {@link #toArbiter} made, {@link
 * #fromArbiter} turns into an equal space. Stateless and thread-safe.
 *
 * <table>
 * <caption>What becomes what</caption>
 * <tr><td>float, also log</td><td>ContinuousParameterSpace, uniform or LogUniformDistribution</td></tr>
 * <tr><td>normal, also log</td><td>ContinuousParameterSpace, NormalDistribution or LogNormalDistribution</td></tr>
 * <tr><td>int</td><td>IntegerParameterSpace</td></tr>
 * <tr><td>float or int with a step, ordinal</td><td>DiscreteParameterSpace, which remembers that order has a
 *     meaning</td></tr>
 * <tr><td>categorical</td><td>DiscreteParameterSpace, BooleanSpace for true and false</td></tr>
 * <tr><td>a constant</td><td>FixedValue</td></tr>
 * <tr><td>weights, log ints, normals with bounds</td><td>a leaf of our own, from which any generator draws</td></tr>
 * <tr><td>conditions, forbidden combinations</td><td>refused: every leaf of an Arbiter space always has a value</td>
 * </tr>
 * </table>
 */
public final class ArbiterSpaces {
    /** A finer grid is no list that anybody wants in memory. */
    private static final long MOST_VALUES = 100_000;

    private ArbiterSpaces() {}

    /**
     * Returns Arbiter spaces of a space's parameters, by name in the space's order; each is new and not numbered.
     *
     * @throws ArbiterSpaceException if the space has conditions or forbidden combinations
     */
    public static Map<String, ParameterSpace<?>> toArbiter(SearchSpace space) {
        if (!space.forbidden().isEmpty()) {
            throw new ArbiterSpaceException("forbidden", "Arbiter knows no forbidden combinations");
        }
        Map<String, ParameterSpace<?>> spaces = new LinkedHashMap<>();
        for (Parameter parameter : space.parameters()) {
            if (parameter.when().isPresent()) {
                throw new ArbiterSpaceException(
                        parameter.name(), "Arbiter knows no conditions: every leaf always has a value");
            }
            spaces.put(parameter.name(), toArbiter(parameter));
        }
        return spaces;
    }

    private static ParameterSpace<?> toArbiter(Parameter parameter) {
        if (parameter instanceof ConstantParameter constant) {
            return new FixedValue<>(constant.value());
        }
        if (parameter instanceof FloatParameter real && real.step().isEmpty() && real.low() < real.high()) {
            return real.log()
                    ? new ContinuousParameterSpace(new LogUniformDistribution(real.low(), real.high()))
                    : new ContinuousParameterSpace(real.low(), real.high());
        }
        if (parameter instanceof NormalParameter normal && isUnbounded(normal)) {
            return normal(normal);
        }
        if (parameter instanceof IntParameter whole && isPlain(whole)) {
            return new IntegerParameterSpace((int) whole.low(), (int) whole.high());
        }
        if (parameter instanceof CategoricalParameter choice && choice.weights().isEmpty()) {
            return choice.choices().equals(List.of(false, true))
                    ? new BooleanSpace()
                    : new DiscreteParameterSpace<>(choice.choices());
        }
        boolean ordered = parameter instanceof OrdinalParameter
                || parameter instanceof FloatParameter
                || (parameter instanceof IntParameter whole && !whole.log());
        return ordered && parameter.cardinality() <= MOST_VALUES
                ? new GridSpace(parameter, values(parameter))
                : new PriorSpace(parameter);
    }

    private static boolean isUnbounded(NormalParameter normal) {
        return normal.high() == Double.POSITIVE_INFINITY
                && normal.low() == (normal.log() ? 0 : Double.NEGATIVE_INFINITY)
                && (!normal.log() || LeafPriors.median(Math.log(normal.mean())) == normal.mean());
    }

    private static ParameterSpace<Double> normal(NormalParameter normal) {
        return new ContinuousParameterSpace(
                normal.log()
                        ? new LogNormalDistribution(Math.log(normal.mean()), normal.sd())
                        : new NormalDistribution(normal.mean(), normal.sd()));
    }

    private static boolean isPlain(IntParameter whole) {
        return whole.step() == 1
                && !whole.log()
                && whole.low() >= Integer.MIN_VALUE
                && whole.high() <= Integer.MAX_VALUE;
    }

    private static List<Object> values(Parameter parameter) {
        if (parameter instanceof OrdinalParameter ordinal) {
            return ordinal.choices();
        }
        double first = parameter instanceof FloatParameter real ? real.low() : ((IntParameter) parameter).low();
        double step =
                parameter instanceof FloatParameter real ? real.step().orElse(0) : ((IntParameter) parameter).step();
        return LongStream.range(0, parameter.cardinality())
                .mapToObj(index -> parameter.decode(first + index * step))
                .toList();
    }

    /**
     * Returns the search space of Arbiter spaces by name. Numbers discrete leaves anew, since Arbiter lets nobody read their
     * values otherwise: call it before a generator is made of them.
     *
     * @throws ArbiterSpaceException if one is not a leaf, has a distribution that search files cannot say, or values
     *     that are no JSON scalars; {@link FerCandidateGenerator} searches such spaces nevertheless
     */
    public static SearchSpace fromArbiter(Map<String, ? extends ParameterSpace<?>> spaces) {
        List<Parameter> parameters = new ArrayList<>();
        spaces.forEach((name, leaf) -> parameters.add(LeafPriors.exact(name, leaf)
                .orElseThrow(() ->
                        new ArbiterSpaceException(name, "no parameter of a search file means the same as " + leaf))));
        return SearchSpace.of(parameters, List.of());
    }
}
