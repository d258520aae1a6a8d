package dev.fer.search.sampler;

import dev.fer.search.Goal;
import dev.fer.search.definition.ComponentException;
import dev.fer.search.definition.Components;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.definition.SearchDefinition.Component;
import dev.fer.search.sampler.tpe.TpeProfile;
import dev.fer.search.sampler.tpe.TpeSettings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.ServiceLoader;

/** Makes samplers of what a search file says; {@link Components#SAMPLERS} is the table of their options. */
public final class Samplers {
    private Samplers() {}

    /**
     * Makes the sampler of a search.
     *
     * @throws ComponentException as {@link #create(Component, List)}
     */
    public static Sampler create(SearchDefinition definition) {
        return create(definition.sampler(), definition.goals(), definition.trialEpochs());
    }

    /** Makes a sampler of a search of which it is not known how long a trial takes. */
    public static Sampler create(Component component, List<Goal> goals) {
        return create(component, goals, OptionalInt.empty());
    }

    /**
     * Makes a sampler.
     *
     * @param goals of the search: one that optimises a single goal refuses several
     * @param epochs how long a whole trial takes, if that is known beforehand
     * @throws ComponentException if the type is unknown, or the goals do not suit
     */
    public static Sampler create(Component component, List<Goal> goals, OptionalInt epochs) {
        Components.Type type = Components.SAMPLERS.require(component);
        if (goals.size() > 1 && !type.manyGoals()) {
            throw new ComponentException(
                    type.name(),
                    List.of("tpe", "nsga2", "random"),
                    "sampler '" + type.name() + "' optimises one goal, found " + goals.size(),
                    "keep one goal, or use the sampler 'tpe' or 'nsga2'");
        }
        return switch (type.name()) {
            case "random" -> new RandomSampler();
            case "grid" -> new GridSampler(whole(type.values(component), "points"));
            case "sobol" -> new SobolSampler();
            case "cmaes" -> new CmaEsSampler();
            case "tpe" -> tpe(type, component, goals);
            case "freeze-thaw" -> freezeThaw(type.values(component), epochs);
            case "nsga2" -> new Nsga2Sampler(whole(type.values(component), "population_size"));
            case "gp" -> new GpSampler(whole(type.values(component), "startup_trials"));
            case "auto" -> auto(goals);
            case "genetic" -> provided(type.name(), type.values(component));
            default -> throw new IllegalStateException("no sampler is made for type " + type.name());
        };
    }

    /** Takes startup trials and candidates from the profile where the file does not give them. */
    private static Sampler tpe(Components.Type type, Component component, List<Goal> goals) {
        Map<String, Object> options = type.values(component);
        TpeProfile profile = TpeProfile.named(String.valueOf(options.get("profile")));
        if (goals.size() > 1 && !(profile instanceof TpeSettings)) {
            throw new ComponentException(
                    type.name(),
                    List.of(),
                    "profile '" + options.get("profile") + "' optimises one goal, found " + goals.size(),
                    "leave the profile out");
        }
        if (component.options().containsKey("startup_trials")) {
            profile = profile.withStartupTrials(whole(options, "startup_trials"));
        }
        if (component.options().containsKey("candidates")) {
            profile = profile.withCandidates(whole(options, "candidates"));
        }
        return new TpeSampler(profile);
    }

    private static Sampler freezeThaw(Map<String, Object> options, OptionalInt epochs) {
        boolean given = options.containsKey("max_epochs");
        return new FreezeThawSampler(
                new TpeSampler(TpeSettings.DEFAULT),
                whole(options, "min_epochs"),
                given ? OptionalInt.of(whole(options, "max_epochs")) : epochs);
    }

    /** A sampler that needs an optional library comes from whoever knows that library. */
    private static Sampler provided(String type, Map<String, Object> options) {
        return ServiceLoader.load(SamplerProvider.class, Samplers.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.type().equals(type))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("nothing on the class path makes samplers of type " + type))
                .create(options);
    }

    private static int whole(Map<String, Object> options, String name) {
        return ((Number) Objects.requireNonNull(options.get(name), name)).intValue();
    }

    private static Sampler auto(List<Goal> goals) {
        return goals.size() > 1 ? severalGoals() : new AutoSampler();
    }

    /** What {@code auto} takes for several goals. */
    private static Sampler severalGoals() {
        Sampler tpe = new TpeSampler(TpeSettings.DEFAULT);
        return (history, number, seed) -> tpe.suggest(history, number, seed)
                .map(suggestion -> suggestion.noted(suggestion.attributes().get(Sampler.NOTE) + ", several goals"));
    }
}
