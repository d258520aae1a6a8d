package dev.fer.search;

import dev.fer.search.space.Configuration;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One trial as the store knows it at the time of reading; an immutable snapshot, thread-safe.
 *
 * @param number counted from 0 within its study
 * @param configuration empty only for the moment between claiming a number and suggesting its parameters
 * @param seed what everything random in this trial derives from
 * @param metrics the final metrics of a complete trial, the last reported ones of another; finite values only
 * @param attributes what else was said about it: the sampler's note, the pruner's reason, evaluation details
 * @param failure present if and only if the state is FAILED
 * @param lastStep the last step that was reported, 0 if none
 * @param attempts how often a worker started on it
 * @param worker who ran it last, for instance {@code host/4711/0}
 * @param started when the first attempt began
 * @param resumed when the last attempt began; empty if that is not known
 * @param computeTime the time that workers spent on it, over all attempts
 */
public record Trial(
        int number,
        TrialState state,
        Optional<Configuration> configuration,
        long seed,
        Map<String, Double> metrics,
        Map<String, String> attributes,
        Optional<Failure> failure,
        int lastStep,
        int attempts,
        Optional<String> worker,
        Instant created,
        Optional<Instant> started,
        Optional<Instant> resumed,
        Optional<Instant> finished,
        Duration computeTime) {

    /**
     * Why a trial failed. Immutable and thread-safe.
     *
     * @param message one line for a person
     * @param trace the stack trace or the end of the worker's log, possibly empty
     */
    public record Failure(FailureReason reason, String message, String trace) {}

    /** Copies the maps. */
    public Trial {
        metrics = Map.copyOf(metrics);
        attributes = Map.copyOf(attributes);
    }

    /** Creates a trial of which nothing more is known of its attempts than when the first began. */
    public Trial(
            int number,
            TrialState state,
            Optional<Configuration> configuration,
            long seed,
            Map<String, Double> metrics,
            Map<String, String> attributes,
            Optional<Failure> failure,
            int lastStep,
            int attempts,
            Optional<String> worker,
            Instant created,
            Optional<Instant> started,
            Optional<Instant> finished,
            Duration computeTime) {
        this(
                number,
                state,
                configuration,
                seed,
                metrics,
                attributes,
                failure,
                lastStep,
                attempts,
                worker,
                created,
                started,
                attempts == 1 ? started : Optional.empty(),
                finished,
                computeTime);
    }

    /**
     * Returns the values of the parameters, which every trial has that {@link dev.fer.search.run.Study#ask} or
     * {@link dev.fer.search.run.Study#best} gave.
     *
     * @throws IllegalStateException if they are not suggested yet
     */
    public Configuration requireConfiguration() {
        return configuration.orElseThrow(
                () -> new IllegalStateException("trial " + number + " has no parameters yet: it is " + state));
    }

    /** Returns a final metric, if this trial has it. */
    public Optional<Double> metric(String name) {
        return Optional.ofNullable(metrics.get(name));
    }

    /** Returns this trial in another state. */
    public Trial in(TrialState other) {
        return with(other, configuration, metrics, attributes);
    }

    /** Returns this trial with other metrics. */
    public Trial measured(Map<String, Double> others) {
        return with(state, configuration, others, attributes);
    }

    /** Returns this trial with a configuration and, added to its own, attributes. */
    public Trial configured(Configuration complete, Map<String, String> added) {
        Map<String, String> all = new HashMap<>(attributes);
        all.putAll(added);
        return with(state, Optional.of(complete), metrics, all);
    }

    private Trial with(
            TrialState other, Optional<Configuration> values, Map<String, Double> measured, Map<String, String> facts) {
        return new Trial(
                number,
                other,
                values,
                seed,
                measured,
                facts,
                failure,
                lastStep,
                attempts,
                worker,
                created,
                started,
                resumed,
                finished,
                computeTime);
    }
}
