package dev.fer.search.sampler;

import dev.fer.search.Goal;
import dev.fer.search.definition.ComponentException;
import dev.fer.search.definition.Components;
import dev.fer.search.definition.SearchDefinition.Component;
import dev.fer.search.sampler.tpe.TpeSettings;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes samplers of what a search file says; {@link Components#SAMPLERS} is the table of their options. */
public final class Samplers {
    private Samplers() {}

    /**
     * Makes a sampler.
     *
     * @param goals of the search: one that optimises a single goal refuses several
     * @throws ComponentException if the type is unknown or not yet built, or the goals do not suit
     */
    public static Sampler create(Component component, List<Goal> goals) {
        Components.Type type = Components.SAMPLERS.require(component);
        if (goals.size() > 1 && !type.manyGoals()) {
            throw new ComponentException(
                    type.name(),
                    List.of("random"),
                    "sampler '" + type.name() + "' optimises one goal, found " + goals.size(),
                    "keep one goal, or use the sampler 'random'");
        }
        return switch (type.name()) {
            case "random" -> new RandomSampler();
            case "tpe" -> tpe(type.values(component));
            case "gp" -> new GpSampler(whole(type.values(component), "startup_trials"));
            case "auto" -> auto(goals);
            default -> throw new IllegalStateException("no sampler is made for type " + type.name());
        };
    }

    private static Sampler tpe(Map<String, Object> options) {
        return new TpeSampler(TpeSettings.DEFAULT.with(whole(options, "startup_trials"), whole(options, "candidates")));
    }

    private static int whole(Map<String, Object> options, String name) {
        return ((Number) Objects.requireNonNull(options.get(name), name)).intValue();
    }

    private static Sampler auto(List<Goal> goals) {
        return goals.size() > 1 ? severalGoals() : new AutoSampler();
    }

    /** What {@code auto} takes for several goals. */
    private static Sampler severalGoals() {
        Sampler random = new RandomSampler();
        return (history, number, seed) -> random.suggest(history, number, seed)
                .map(suggestion ->
                        new Sampler.Suggestion(suggestion.configuration(), Map.of("sampler", "random: several goals")));
    }
}
