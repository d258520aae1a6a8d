package dev.fer.search.store;

import dev.fer.search.Direction;
import dev.fer.search.Goal;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.definition.SearchDefinition.Budget;
import dev.fer.search.definition.SearchDefinition.Component;
import dev.fer.search.definition.SearchDefinition.Repeats;
import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.IntParameter;
import dev.fer.search.space.SearchSpace;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Small definitions for tests. */
final class Definitions {
    static final SearchSpace SPACE = SearchSpace.of(
            new IntParameter("layers", 1, 9),
            new FloatParameter("rate", 0.0, 1.0, false),
            new CategoricalParameter("optimizer", List.of("sgd", "adam")),
            new CategoricalParameter("bias", List.of(true, false)));

    private Definitions() {}

    static SearchDefinition named(String name, Configuration... enqueue) {
        return new SearchDefinition(
                name,
                "",
                Optional.empty(),
                List.of(),
                SPACE,
                List.of(enqueue),
                List.of(new Goal("loss", Direction.MINIMIZE)),
                Map.of(),
                new Component("random", Map.of()),
                new Component("none", Map.of()),
                Repeats.NONE,
                Budget.UNLIMITED,
                42);
    }

    static Configuration configuration(long layers) {
        return Configuration.of(Map.of("layers", layers, "rate", 0.5, "optimizer", "adam", "bias", true));
    }
}
