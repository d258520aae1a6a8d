package dev.fer.cli.command;

import dev.fer.models.model.Recipe;
import dev.fer.models.search.FaceObjective;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.run.TrialDirectories;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.Parameter;
import dev.fer.search.store.StudyRecord;
import dev.fer.search.store.TrialStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The networks that trials leave beside their store. */
final class TrialNetworks {
    private TrialNetworks() {}

    /**
     * Where the network of a recipe is, or why there is none.
     *
     * @param obstacle a sentence for people; empty if and only if there is a checkpoint
     */
    record Kept(Optional<Path> checkpoint, Optional<String> obstacle) {
        private static Kept none(String obstacle) {
            return new Kept(Optional.empty(), Optional.of(obstacle));
        }
    }

    /** Looks for the network of a recipe that was made of a trial. */
    static Kept find(TrialStore store, StudyRecord study, Trial trial, Recipe recipe) {
        String name = "Trial " + trial.number();
        if (recipe.origin().isEmpty()) {
            return Kept.none("This is a training of its own, and not that of trial " + trial.number() + ".");
        }
        if (trial.state() != TrialState.COMPLETE) {
            String state = trial.state().name().toLowerCase(Locale.ROOT);
            return Kept.none(name + " is " + state + " and has no whole network: it is trained from the start.");
        }
        Path directory =
                TrialDirectories.of(store, study.name(), Optional.empty()).of(trial.number());
        Path checkpoint = FaceObjective.checkpoint(directory);
        return Files.exists(checkpoint)
                ? new Kept(Optional.of(checkpoint), Optional.empty())
                : Kept.none(name + " is trained again: its network is not in " + directory
                        + ", where those of the best ones are kept.");
    }

    /**
     * Returns the recipe of a trial with some values instead of its own; with others than its own it is no longer the
     * trial's.
     *
     * @throws dev.fer.models.model.FreeParametersException if these values bring in parameters that the trial has not
     */
    static Recipe recipe(SearchDefinition definition, Trial trial, Map<String, Object> given) {
        Recipe own = Recipe.of(definition, trial);
        Map<String, Object> values = new LinkedHashMap<>(own.parameters().values());
        values.putAll(given);
        Configuration changed = Configuration.of(values);
        return changed.equals(own.parameters())
                ? own
                : Recipe.of(definition, active(definition, changed, given)).withSeed(own.seed());
    }

    /** What the given values switch off goes with them: momentum, where adam is given. */
    private static Configuration active(
            SearchDefinition definition, Configuration configuration, Map<String, Object> given) {
        Map<String, Object> values = new LinkedHashMap<>(configuration.values());
        for (Parameter parameter : definition.space().dependencyOrder()) {
            String name = parameter.name();
            if (!given.containsKey(name) && !definition.space().isActive(parameter, values)) {
                values.remove(name);
            }
        }
        return Configuration.of(values);
    }
}
