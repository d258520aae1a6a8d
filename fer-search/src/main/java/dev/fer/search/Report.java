package dev.fer.search;

import java.util.Map;

/**
 * What a running trial said at one step. Immutable and thread-safe.
 *
 * @param step the epoch, counted from 1
 * @param metrics values by metric name, finite or not
 * @param seconds time since the trial's first step began, pauses between attempts not counted; NaN if unknown
 */
public record Report(int step, Map<String, Double> metrics, double seconds) {
    /** Copies the metrics. */
    public Report {
        metrics = Map.copyOf(metrics);
    }
}
