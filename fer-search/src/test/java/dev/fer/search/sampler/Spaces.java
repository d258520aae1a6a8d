package dev.fer.search.sampler;

import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.Condition;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.ConstantParameter;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.IntParameter;
import dev.fer.search.space.NormalParameter;
import dev.fer.search.space.OrdinalParameter;
import dev.fer.search.space.Parameter;
import dev.fer.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Spaces that tests share. */
final class Spaces {
    private Spaces() {}

    /** Every kind of parameter, with conditions on conditions, a constant and a forbidden combination. */
    static SearchSpace everything() {
        return SearchSpace.of(
                List.of(
                        new FloatParameter("rate", 1e-4, 1e-1, true),
                        new FloatParameter("dropout", 0, 0.5, OptionalDouble.of(0.1), false, Optional.empty()),
                        new IntParameter("layers", 2, 4),
                        new IntParameter("units", 1, 4096, 1, true, Optional.empty()),
                        new IntParameter("even", 0, 1000, 2, false, Optional.empty()),
                        new OrdinalParameter("neurons", List.of(100, 200, 500)),
                        new CategoricalParameter(
                                "optimizer", List.of("sgd", "adam"), List.of(0.8, 0.2), Optional.empty()),
                        new FloatParameter(
                                "momentum", 0, 0.99, OptionalDouble.empty(), false, when("optimizer", "sgd")),
                        new CategoricalParameter("nesterov", List.of(true, false), List.of(), when("optimizer", "sgd")),
                        new IntParameter("lookahead", 1, 5, 1, false, when("nesterov", true)),
                        new NormalParameter(
                                "shift",
                                0,
                                2,
                                Double.NEGATIVE_INFINITY,
                                Double.POSITIVE_INFINITY,
                                false,
                                Optional.empty()),
                        new NormalParameter("decay", 1e-4, 1, 0, 1, true, Optional.empty()),
                        new ConstantParameter("batch", 256),
                        new FloatParameter("only", 3, 3, false),
                        new CategoricalParameter("single", List.of("one"))),
                List.of(Configuration.of(Map.of("layers", 4, "neurons", 500))));
    }

    /** 3 * 2 combinations, of which 1 is forbidden, one has 4 values of a conditional parameter: 4 + 4 = 8. */
    static SearchSpace small() {
        return SearchSpace.of(
                List.of(
                        new IntParameter("a", 1, 3),
                        new CategoricalParameter("b", List.of("x", "y")),
                        new OrdinalParameter(
                                "c",
                                List.of("low", "mid", "high", "top"),
                                Optional.of(new Condition(List.of(List.of(is("b", "y"), is("a", 2))))))),
                List.of(Configuration.of(Map.of("a", 3, "b", "x"))));
    }

    static SearchSpace box(int dimensions) {
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < dimensions; i++) {
            parameters.add(new FloatParameter("x" + i, -1, 1, false));
        }
        return SearchSpace.of(parameters, List.of());
    }

    private static Optional<Condition> when(String parameter, Object value) {
        return Optional.of(Condition.in(parameter, value));
    }

    private static Condition.Comparison is(String parameter, Object value) {
        return new Condition.Comparison(parameter, Condition.Operator.IN, List.of(value));
    }
}
