package dev.fer.search.run;

import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.definition.SearchDefinitions;

/** Small searches for tests. */
public final class Searches {
    private Searches() {}

    /** Two parameters, minimised loss; more keys of the search file may be given, each preceded by a comma. */
    public static SearchDefinition plain(String more) {
        return SearchDefinitions.parse("""
                {"name": "plain",
                 "space": {"x": {"type": "float", "low": -1, "high": 1}, "n": {"type": "int", "low": 1, "high": 3}},
                 "objective": {"metric": "loss", "direction": "minimize"}, "seed": 3 %s}
                """.formatted(more), "plain");
    }

    /** As {@link #plain}, with two goals: loss and size, both minimised. */
    public static SearchDefinition pair(String more) {
        return SearchDefinitions.parse("""
                {"name": "pair",
                 "space": {"x": {"type": "float", "low": -1, "high": 1}, "n": {"type": "int", "low": 1, "high": 3}},
                 "objective": [{"metric": "loss", "direction": "minimize"}, {"metric": "size", "direction": "minimize"}],
                 "seed": 3 %s}
                """.formatted(more), "pair");
    }

    /** Four configurations in all. */
    public static SearchDefinition finite(String more) {
        return SearchDefinitions.parse("""
                {"name": "finite", "space": {"a": {"type": "bool"}, "b": {"type": "int", "low": 1, "high": 2}},
                 "objective": {"metric": "loss", "direction": "minimize"} %s}
                """.formatted(more), "finite");
    }
}
