package dev.fer.search.definition;

import dev.fer.search.Goal;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.SearchSpace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A validated description of a search. Immutable and thread-safe.
 *
 * @param name of the study, unique within a store
 * @param description for people, possibly empty
 * @param model the model family that is trained, if any
 * @param command the program that evaluates trials, if any; excludes a model; empty for a caller's own objective
 * @param space what is searched
 * @param enqueue partial configurations to try first; what they leave out is sampled
 * @param goals what is optimised, at least one
 * @param training the settings that all trials share, as plain JSON values (Map, List, String, Long, Double,
 *     Boolean), checked against the catalogue's declarations
 * @param sampler how configurations are chosen
 * @param pruner how trials are ended early
 * @param budget when the search ends
 * @param seed what everything random derives from
 */
public record SearchDefinition(
        String name,
        String description,
        Optional<String> model,
        List<String> command,
        SearchSpace space,
        List<Configuration> enqueue,
        List<Goal> goals,
        Map<String, Object> training,
        Component sampler,
        Component pruner,
        Budget budget,
        long seed) {

    /**
     * A sampler or pruner by its type, with its options.
     *
     * @param type for instance {@code tpe}
     * @param options the other keys beside the type, as plain JSON values
     */
    public record Component(String type, Map<String, Object> options) {
        /** Copies the options. */
        public Component {
            options = Map.copyOf(options);
        }
    }

    /**
     * When a search ends; what is empty sets no limit.
     *
     * @param trials how many trials the study has in the end, over all runs: complete, pruned and failed ones
     * @param time how long one run may take
     * @param failures how many trials may fail before the search gives up
     * @param trialTime how long one trial may take
     */
    public record Budget(
            OptionalInt trials, Optional<Duration> time, OptionalInt failures, Optional<Duration> trialTime) {
        /** The budget without limits. */
        public static final Budget UNLIMITED =
                new Budget(OptionalInt.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty());
    }

    /** Copies the collections. */
    public SearchDefinition {
        command = List.copyOf(command);
        enqueue = List.copyOf(enqueue);
        goals = List.copyOf(goals);
        training = Map.copyOf(training);
    }

    /** Returns the goal that pruners look at and single-objective samplers optimise. */
    public Goal goal() {
        return goals.get(0);
    }
}
