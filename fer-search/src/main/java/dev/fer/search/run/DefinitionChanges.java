package dev.fer.search.run;

import dev.fer.search.definition.SearchDefinition;
import java.util.ArrayList;
import java.util.List;

/** Tells which changes of a search file a study can live with. */
final class DefinitionChanges {
    private DefinitionChanges() {}

    /** Names the parts of a definition that differ and would make a study's trials mean something else. */
    static List<String> incompatible(SearchDefinition old, SearchDefinition changed) {
        List<String> parts = new ArrayList<>();
        add(parts, "space", old.space(), changed.space());
        add(parts, "objective", old.goals(), changed.goals());
        add(parts, "model", old.model(), changed.model());
        add(parts, "command", old.command(), changed.command());
        add(parts, "training", old.training(), changed.training());
        add(parts, "enqueue", old.enqueue(), changed.enqueue());
        add(parts, "seed", old.seed(), changed.seed());
        return parts;
    }

    private static void add(List<String> parts, String name, Object old, Object changed) {
        if (!old.equals(changed)) {
            parts.add(name);
        }
    }
}
