package dev.fer.models.model;

import dev.fer.models.train.EpochResult;
import dev.fer.models.train.TrainingSettings;
import dev.fer.search.Direction;
import dev.fer.search.Goal;
import dev.fer.search.Trial;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that decides how one model is trained, but for the images. Immutable and thread-safe.
 *
 * @param family the name of the model family
 * @param parameters of the model; what is missing takes its default
 * @param training settings by dotted name, as {@link TrainingSettings} declares them; what is missing takes its default
 * @param goal the metric of an epoch that early stopping watches
 * @param seed what weights, order of images, augmentation and dropout derive from
 * @param origin the trial that is trained like this, if it is one's
 */
public record Recipe(
        String family,
        Configuration parameters,
        Configuration training,
        Goal goal,
        long seed,
        Optional<Origin> origin) {
    private static final Goal ACCURACY = new Goal("validation.accuracy", Direction.MAXIMIZE);

    /** A trial of a study. */
    public record Origin(String study, int trial) {}

    /** Makes the recipe of given parameters, judged by validation accuracy. */
    public static Recipe of(String family, Configuration parameters, Map<String, ?> training, long seed) {
        return new Recipe(family, parameters, TrainingSettings.resolve(training), ACCURACY, seed, Optional.empty());
    }

    /**
     * Makes the recipe of a search file that leaves nothing to search.
     *
     * @param values parameters of the model that count instead of the file's, by name
     * @throws FreeParametersException if a parameter has neither one value in the file nor one here
     * @throws IllegalArgumentException if the file names no model
     */
    public static Recipe of(SearchDefinition definition, Configuration values) {
        Map<String, Object> known = new LinkedHashMap<>(values.values());
        List<String> free = new ArrayList<>();
        for (Parameter parameter : definition.space().dependencyOrder()) {
            boolean open = definition.space().isActive(parameter, known) && !known.containsKey(parameter.name());
            if (open && parameter.cardinality() == 1) {
                known.put(parameter.name(), parameter.decode(0));
            } else if (open) {
                free.add(parameter.name());
            }
        }
        if (!free.isEmpty()) {
            throw new FreeParametersException(definition.name(), free);
        }
        return of(definition, Configuration.of(known), definition.seed(), Optional.empty());
    }

    /**
     * Makes the recipe of a trial: trained again on the same data it gives the same figures.
     *
     * @throws IllegalArgumentException if the study trains no model, or the trial has no parameters yet
     */
    public static Recipe of(SearchDefinition definition, Trial trial) {
        Configuration parameters = trial.configuration()
                .orElseThrow(() -> new IllegalArgumentException("trial " + trial.number() + " has no parameters yet"));
        return of(definition, parameters, trial.seed(), Optional.of(new Origin(definition.name(), trial.number())));
    }

    private static Recipe of(
            SearchDefinition definition, Configuration parameters, long seed, Optional<Origin> origin) {
        String family = definition
                .model()
                .orElseThrow(
                        () -> new IllegalArgumentException("the search '" + definition.name() + "' names no model"));
        return new Recipe(
                family,
                parameters,
                TrainingSettings.resolve(definition.training()),
                epochGoal(definition),
                seed,
                origin);
    }

    /** Returns this recipe with another seed; with another one than its own it is no longer a trial's. */
    public Recipe withSeed(long other) {
        return new Recipe(family, parameters, training, goal, other, other == seed ? origin : Optional.empty());
    }

    /** Returns this recipe with another number of epochs; with another one than its own it is no longer a trial's. */
    public Recipe withEpochs(int epochs) {
        Map<String, Object> settings = new LinkedHashMap<>(training.values());
        settings.put("epochs", epochs);
        Configuration changed = TrainingSettings.resolve(settings);
        return new Recipe(
                family, parameters, changed, goal, seed, changed.equals(training) ? origin : Optional.empty());
    }

    /** Returns the first goal of a search that every epoch tells by what it learned, else validation accuracy. */
    public static Goal epochGoal(SearchDefinition definition) {
        return definition.goals().stream()
                .filter(goal -> EpochResult.METRICS.contains(goal.metric()))
                .filter(goal -> !goal.metric().equals(EpochResult.SECONDS))
                .findFirst()
                .orElse(ACCURACY);
    }
}
