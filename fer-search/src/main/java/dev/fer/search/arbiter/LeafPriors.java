package dev.fer.search.arbiter;

import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.ConstantParameter;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.IntParameter;
import dev.fer.search.space.NormalParameter;
import dev.fer.search.space.OrdinalParameter;
import dev.fer.search.space.Parameter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.BooleanSpace;
import org.deeplearning4j.arbiter.optimize.parameter.FixedValue;
import org.deeplearning4j.arbiter.optimize.parameter.continuous.ContinuousParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.integer.IntegerParameterSpace;
import org.deeplearning4j.arbiter.optimize.serde.jackson.JsonMapper;
import org.nd4j.shade.jackson.databind.JsonNode;

/**
 * Reads a leaf of an Arbiter space as the parameter of ours that has the same values with the same prior. Arbiter has
 * no getter for a leaf's distribution; what tells it is the JSON that Arbiter writes of the leaf.
 */
final class LeafPriors {
    private LeafPriors() {}

    /** Returns the parameter that means the same as a leaf, or empty if we have none. */
    static Optional<Parameter> exact(String name, ParameterSpace<?> leaf) {
        if (leaf instanceof PriorSpace || leaf instanceof GridSpace) {
            Parameter origin = leaf instanceof GridSpace grid ? grid.origin() : ((PriorSpace) leaf).origin();
            return Optional.of(renamed(origin, name));
        }
        if (leaf instanceof BooleanSpace) {
            return Optional.of(new CategoricalParameter(name, List.of(false, true)));
        }
        if (leaf instanceof FixedValue<?> fixed) {
            return isScalar(fixed.getValue())
                    ? Optional.of(new ConstantParameter(name, fixed.getValue()))
                    : Optional.empty();
        }
        if (leaf instanceof DiscreteParameterSpace<?> discrete) {
            List<?> values = values(discrete);
            return values.stream().allMatch(LeafPriors::isScalar) && areDistinct(values)
                    ? Optional.of(new CategoricalParameter(name, values))
                    : Optional.empty();
        }
        return leaf instanceof ContinuousParameterSpace || leaf instanceof IntegerParameterSpace
                ? ofDistribution(name, leaf)
                : Optional.empty();
    }

    private static Parameter renamed(Parameter origin, String name) {
        if (origin instanceof FloatParameter real) {
            return new FloatParameter(name, real.low(), real.high(), real.step(), real.log(), real.when());
        }
        if (origin instanceof IntParameter whole) {
            return new IntParameter(name, whole.low(), whole.high(), whole.step(), whole.log(), whole.when());
        }
        if (origin instanceof OrdinalParameter ordinal) {
            return new OrdinalParameter(name, ordinal.choices());
        }
        if (origin instanceof CategoricalParameter choice) {
            return new CategoricalParameter(name, choice.choices(), choice.weights(), choice.when());
        }
        NormalParameter n = (NormalParameter) origin;
        return new NormalParameter(name, n.mean(), n.sd(), n.low(), n.high(), n.log(), n.when());
    }

    private static Optional<Parameter> ofDistribution(String name, ParameterSpace<?> leaf) {
        Optional<JsonNode> found = distribution(leaf);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        JsonNode told = found.get();
        return switch (told.path("distribution").asText()) {
            case "UniformRealDistribution" ->
                Optional.of(new FloatParameter(name, number(told, "lower"), number(told, "upper"), false));
            case "LogUniformDistribution" ->
                Optional.of(new FloatParameter(name, number(told, "min"), number(told, "max"), true));
            case "NormalDistribution" -> Optional.of(normal(name, number(told, "mean"), number(told, "stdev"), false));
            case "LogNormalDistribution" ->
                Optional.of(normal(name, median(number(told, "scale")), number(told, "shape"), true));
            case "UniformIntegerDistribution" ->
                Optional.of(new IntParameter(
                        name, told.path("lower").asLong(), told.path("upper").asLong()));
            default -> Optional.empty();
        };
    }

    /** Arbiter cannot write every distribution that it can draw from. */
    private static Optional<JsonNode> distribution(ParameterSpace<?> leaf) {
        try {
            JsonNode told = JsonMapper.getMapper().valueToTree(leaf);
            return Optional.of(told.path("distribution"));
        } catch (IllegalArgumentException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private static double number(JsonNode told, String field) {
        return told.path(field).asDouble();
    }

    /** Returns the median of a log-normal prior without the noise that a logarithm and back leave behind. */
    static double median(double logarithm) {
        return new BigDecimal(Math.exp(logarithm)).round(new MathContext(12)).doubleValue();
    }

    private static NormalParameter normal(String name, double mean, double sd, boolean log) {
        double low = log ? 0 : Double.NEGATIVE_INFINITY;
        return new NormalParameter(name, mean, sd, low, Double.POSITIVE_INFINITY, log, Optional.empty());
    }

    /** Returns the values of a discrete leaf, which has no getter for them either; numbers the leaf. */
    static List<?> values(DiscreteParameterSpace<?> leaf) {
        leaf.setIndices(0);
        int count = leaf.numValues();
        return IntStream.range(0, count)
                .mapToObj(index -> leaf.getValue(new double[] {(index + 0.5) / count}))
                .toList();
    }

    static boolean isScalar(Object value) {
        return value instanceof String
                || value instanceof Boolean
                || value instanceof Long
                || value instanceof Integer
                || (value instanceof Double number && Double.isFinite(number));
    }

    static boolean areDistinct(List<?> values) {
        return new HashSet<>(values).size() == values.size();
    }
}
