package dev.fer.search.pruner;

import dev.fer.search.definition.ComponentException;
import dev.fer.search.definition.Components;
import dev.fer.search.definition.SearchDefinition.Component;
import java.util.Map;
import java.util.Objects;

/** Makes pruners of what a search file says; {@link Components#PRUNERS} is the table of their options. */
public final class Pruners {
    private Pruners() {}

    /**
     * Makes a pruner.
     *
     * @throws ComponentException if the type is unknown or not yet built
     */
    public static Pruner create(Component component) {
        Components.Type type = Components.PRUNERS.require(component);
        return switch (type.name()) {
            case "none" -> new NoPruner();
            case "median" -> median(type.values(component));
            default -> throw new IllegalStateException("no pruner is made for type " + type.name());
        };
    }

    private static Pruner median(Map<String, Object> options) {
        return new MedianPruner(
                whole(options, "warmup_epochs"), whole(options, "startup_trials"), whole(options, "interval_epochs"));
    }

    private static int whole(Map<String, Object> options, String name) {
        return ((Number) Objects.requireNonNull(options.get(name), name)).intValue();
    }
}
