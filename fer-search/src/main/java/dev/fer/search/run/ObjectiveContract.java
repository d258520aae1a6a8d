package dev.fer.search.run;

import dev.fer.search.FailureReason;
import dev.fer.search.TrialFailedException;
import dev.fer.search.pruner.Scheduler;
import dev.fer.search.sampler.Sampler;
import dev.fer.search.store.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an objective may say of its trial. It is checked where it is said, so that what is wrong costs this trial alone,
 * with a message that names it, and never reaches the store. Stateless.
 */
public final class ObjectiveContract {
    /** By these the search keeps account of its trials. */
    private static final List<String> RESERVED = List.of(
            Standings.DUPLICATE_OF,
            Standings.IMPORTED_FROM,
            Study.PAUSED_BECAUSE,
            Study.PROMOTED_BECAUSE,
            Scheduler.PROMOTED_AFTER,
            Outcome.PRUNED_BECAUSE,
            Standings.REPEAT_OF,
            Standings.RETRY_OF,
            Sampler.NOTE);

    private ObjectiveContract() {}

    /**
     * Refuses an attribute that is null, or whose key the search uses itself.
     *
     * @throws IllegalArgumentException if it does
     */
    public static void requireAttribute(String key, String value) {
        if (key == null || value == null) {
            throw new IllegalArgumentException("an attribute has a key and a value, found " + key + " = " + value
                    + "; leave out what is not known");
        }
        if (RESERVED.contains(key)) {
            throw new IllegalArgumentException("the attribute '" + key + "' is the search's own; take another key than "
                    + String.join(", ", RESERVED));
        }
    }

    /**
     * Refuses a report of a step that is none, or without a number for each metric.
     *
     * @throws IllegalArgumentException if it does
     */
    public static void requireReport(int step, Map<String, Double> metrics) {
        if (step < 1) {
            throw new IllegalArgumentException("steps are counted from 1, found step " + step);
        }
        problem(metrics).ifPresent(problem -> {
            throw new IllegalArgumentException("the report of step " + step + " " + problem);
        });
    }

    /**
     * Returns what an objective returned, if it is a number for each metric.
     *
     * @throws TrialFailedException if it is not
     */
    public static Map<String, Double> requireResult(Map<String, Double> metrics) {
        problem(metrics).ifPresent(problem -> {
            throw new TrialFailedException(FailureReason.ERROR, "the objective's result " + problem);
        });
        return metrics;
    }

    /**
     * Refuses metrics that whoever keeps the loop tells, without a number for each.
     *
     * @throws IllegalArgumentException if one has none
     */
    static void requireMetrics(Map<String, Double> metrics) {
        problem(metrics).ifPresent(problem -> {
            throw new IllegalArgumentException("what is told " + problem);
        });
    }

    /** Callers of other languages, or without generics, may give anything. */
    private static Optional<String> problem(Map<?, ?> metrics) {
        if (metrics == null) {
            return Optional.of("is null instead of a map of metrics");
        }
        return metrics.entrySet().stream()
                .filter(metric -> !(metric.getKey() instanceof String) || !(metric.getValue() instanceof Double))
                .map(metric -> "has " + described(metric.getValue()) + " for the metric '" + metric.getKey()
                        + "' instead of a double; NaN stands for an unknown one")
                .findFirst();
    }

    private static String described(Object value) {
        return value == null ? "null" : "the " + value.getClass().getSimpleName() + " " + value;
    }
}
