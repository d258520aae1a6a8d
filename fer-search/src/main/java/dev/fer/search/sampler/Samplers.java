package dev.fer.search.sampler;

import dev.fer.common.Suggestions;
import dev.fer.search.Goal;
import dev.fer.search.History;
import dev.fer.search.definition.ComponentException;
import dev.fer.search.definition.ComponentOptions;
import dev.fer.search.definition.SearchDefinition.Component;
import dev.fer.search.sampler.tpe.TpeSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes samplers of what a search file says. */
public final class Samplers {
    /** The types that can be made, sorted. */
    public static final List<String> TYPES = List.of("auto", "random", "tpe");

    private static final List<String> TPE_OPTIONS = List.of("startup_trials", "candidates");

    private Samplers() {}

    /**
     * Makes a sampler.
     *
     * @param goals of the search: one that optimises a single goal refuses several
     * @throws ComponentException if the type is unknown, an option is wrong, or the goals do not suit
     */
    public static Sampler create(Component component, List<Goal> goals) {
        return switch (component.type()) {
            case "random" -> random(component);
            case "tpe" -> tpe(component, goals);
            case "auto" -> auto(component, goals);
            default ->
                throw new ComponentException(
                        component.type(),
                        TYPES,
                        "there is no sampler '" + component.type() + "'"
                                + Suggestions.didYouMean(component.type(), TYPES),
                        "samplers: " + String.join(", ", TYPES));
        };
    }

    private static Sampler random(Component component) {
        new ComponentOptions(component, List.of());
        return new RandomSampler();
    }

    private static Sampler tpe(Component component, List<Goal> goals) {
        if (goals.size() > 1) {
            throw new ComponentException(
                    component.type(),
                    List.of("random"),
                    "sampler '" + component.type() + "' optimises one goal, found " + goals.size(),
                    "keep one goal, or use the sampler 'random'");
        }
        ComponentOptions options = new ComponentOptions(component, TPE_OPTIONS);
        TpeSettings defaults = TpeSettings.DEFAULT;
        return new TpeSampler(defaults.with(
                options.whole("startup_trials", defaults.startupTrials(), 1),
                options.whole("candidates", defaults.candidates(), 1)));
    }

    /** Chooses a sampler by the number of goals and says so in every suggestion. */
    private static Sampler auto(Component component, List<Goal> goals) {
        new ComponentOptions(component, List.of());
        return goals.size() > 1
                ? noted(new RandomSampler(), "random: several goals")
                : noted(new TpeSampler(TpeSettings.DEFAULT), "tpe: one goal");
    }

    private static Sampler noted(Sampler sampler, String note) {
        return (history, number, seed) -> suggest(sampler, history, number, seed, note);
    }

    private static Optional<Sampler.Suggestion> suggest(
            Sampler sampler, History history, int number, long seed, String note) {
        return sampler.suggest(history, number, seed).map(suggestion -> {
            Map<String, String> attributes = new HashMap<>(suggestion.attributes());
            attributes.put("sampler", note);
            return new Sampler.Suggestion(suggestion.configuration(), Map.copyOf(attributes));
        });
    }
}
