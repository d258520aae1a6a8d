package dev.fer.search.store;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One time that a model was judged by data that no search may select on (a test split). Whoever chooses by such
 * figures overestimates: a store therefore counts them. Immutable and thread-safe.
 *
 * @param time when, to the millisecond
 * @param data the data's fingerprint
 * @param model the model's fingerprint
 * @param study the study that the model comes from, if it comes from one
 * @param trial likewise
 * @param metrics what was seen; finite values only
 */
public record HoldoutUse(
        Instant time,
        String data,
        String model,
        Optional<String> study,
        OptionalInt trial,
        Map<String, Double> metrics) {
    /** Copies the metrics. */
    public HoldoutUse {
        metrics = Map.copyOf(metrics);
    }
}
