package dev.fer.search.pruner;

import dev.fer.common.Suggestions;
import dev.fer.search.definition.ComponentException;
import dev.fer.search.definition.ComponentOptions;
import dev.fer.search.definition.SearchDefinition.Component;
import java.util.List;

/** Makes pruners of what a search file says. */
public final class Pruners {
    /** The types that can be made, sorted. */
    public static final List<String> TYPES = List.of("median", "none");

    private static final List<String> MEDIAN_OPTIONS = List.of("warmup_epochs", "startup_trials", "interval_epochs");

    private Pruners() {}

    /**
     * Makes a pruner.
     *
     * @throws ComponentException if the type is unknown or an option is wrong
     */
    public static Pruner create(Component component) {
        return switch (component.type()) {
            case "none" -> none(component);
            case "median" -> median(component);
            default ->
                throw new ComponentException(
                        component.type(),
                        TYPES,
                        "there is no pruner '" + component.type() + "'"
                                + Suggestions.didYouMean(component.type(), TYPES),
                        "pruners: " + String.join(", ", TYPES));
        };
    }

    private static Pruner none(Component component) {
        new ComponentOptions(component, List.of());
        return new NoPruner();
    }

    private static Pruner median(Component component) {
        ComponentOptions options = new ComponentOptions(component, MEDIAN_OPTIONS);
        return new MedianPruner(
                options.whole("warmup_epochs", 4, 1),
                options.whole("startup_trials", 5, 1),
                options.whole("interval_epochs", 1, 1));
    }
}
