package dev.fer.search.definition;

import dev.fer.common.Suggestions;
import dev.fer.search.definition.SearchDefinition.Component;
import java.util.List;

/** Reads the options of a sampler or pruner, with defaults and checks. Immutable and thread-safe. */
public final class ComponentOptions {
    private final Component component;

    /**
     * Wraps the options of a component.
     *
     * @param known all options that it has
     * @throws ComponentException if it is given another one
     */
    public ComponentOptions(Component component, List<String> known) {
        this.component = component;
        for (String name : component.options().keySet()) {
            if (!known.contains(name)) {
                throw new ComponentException(
                        component.type(),
                        known,
                        "'" + component.type() + "' has no option '" + name + "'" + Suggestions.didYouMean(name, known),
                        known.isEmpty() ? "remove it: there are none" : "its options: " + String.join(", ", known));
            }
        }
    }

    /**
     * Returns a whole number.
     *
     * @throws ComponentException if the option is not a whole number from {@code least} to the greatest int
     */
    public int whole(String name, int defaultValue, int least) {
        Object value = component.options().getOrDefault(name, (long) defaultValue);
        if (value instanceof Number number && isWhole(number.doubleValue(), least)) {
            return number.intValue();
        }
        throw new ComponentException(
                component.type(),
                List.of(),
                "option '" + name + "' of '" + component.type() + "' must be a whole number of at least " + least
                        + ", found " + value,
                null);
    }

    private static boolean isWhole(double value, int least) {
        return value == Math.rint(value) && value >= least && value <= Integer.MAX_VALUE;
    }
}
