package dev.fer.search.pruner;

import dev.fer.search.definition.ComponentException;
import dev.fer.search.definition.Components;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.definition.SearchDefinition.Component;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Makes pruners of what a search file says; {@link Components#PRUNERS} is the table of their options. */
public final class Pruners {
    private Pruners() {}

    /**
     * Makes the pruner of a search.
     *
     * @throws ComponentException if the type is unknown or an option is wrong
     */
    public static Pruner create(SearchDefinition definition) {
        return create(definition.pruner(), definition.trialEpochs());
    }

    /**
     * Makes a pruner.
     *
     * @param epochs how long a whole trial takes, if that is known beforehand
     * @throws ComponentException if the type is unknown or an option is wrong
     */
    public static Pruner create(Component component, OptionalInt epochs) {
        Components.Type type = Components.PRUNERS.require(component);
        Options options = new Options(type.values(component));
        return switch (type.name()) {
            case "none" -> new NoPruner();
            case "median" -> percentile(50, options);
            case "percentile" -> percentile(options.real("percentile"), options);
            case "halving" ->
                new HalvingPruner(
                        options.whole("min_epochs", OptionalInt.empty()),
                        options.whole("reduction_factor"),
                        options.whole("max_epochs", epochs));
            case "asha" ->
                new AshaPruner(
                        options.whole("min_epochs"),
                        options.whole("reduction_factor"),
                        options.whole("startup_trials"));
            case "hyperband" ->
                new HyperbandPruner(
                        options.whole("min_epochs"),
                        options.whole("reduction_factor"),
                        options.whole("startup_trials"),
                        options.whole("max_epochs", epochs));
            case "patient" ->
                new PatientPruner(options.whole("patience"), options.real("min_delta"), options.whole("warmup_epochs"));
            case "threshold" ->
                new ThresholdPruner(options.find("lower"), options.find("upper"), options.whole("warmup_epochs"));
            default -> throw new IllegalStateException("no pruner is made for type " + type.name());
        };
    }

    private static Pruner percentile(double percentile, Options options) {
        return new PercentilePruner(
                percentile,
                options.whole("warmup_epochs"),
                options.whole("startup_trials"),
                options.whole("interval_epochs"));
    }

    /** Option values that were checked, by name. */
    private record Options(Map<String, Object> values) {
        boolean has(String name) {
            return values.containsKey(name);
        }

        double real(String name) {
            return ((Number) Objects.requireNonNull(values.get(name), name)).doubleValue();
        }

        int whole(String name) {
            return (int) real(name);
        }

        OptionalInt whole(String name, OptionalInt otherwise) {
            return has(name) ? OptionalInt.of(whole(name)) : otherwise;
        }

        OptionalDouble find(String name) {
            return has(name) ? OptionalDouble.of(real(name)) : OptionalDouble.empty();
        }
    }
}
