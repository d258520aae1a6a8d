package dev.fer.search.store;

import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import java.util.List;
import java.util.Map;

/**
 * A trial that ended elsewhere, as a store can take it over; what this accepts, no store refuses.
 *
 * @param trial complete, pruned or failed; if complete, with metrics, all of them finite
 * @param reports what it reported, at steps that rise from 1
 */
public record FinishedTrial(Trial trial, List<Report> reports) {
    /**
     * Copies the reports.
     *
     * @throws IllegalArgumentException if the trial has not ended, the steps do not rise, or it is complete without finite metrics
     */
    public FinishedTrial {
        reports = List.copyOf(reports);
        if (!trial.state().isFinished()) {
            throw new IllegalArgumentException("trial " + trial.number() + " is not finished");
        }
        if (trial.state() == TrialState.COMPLETE) {
            requireFinite(trial.metrics());
        }
        requireRising(reports);
    }

    private static void requireFinite(Map<String, Double> metrics) {
        if (metrics.isEmpty()) {
            throw new IllegalArgumentException("it is complete, and has no metric");
        }
        metrics.forEach((metric, value) -> {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("it is complete, and its metric '" + metric + "' is " + value);
            }
        });
    }

    private static void requireRising(List<Report> reports) {
        int before = 0;
        for (Report report : reports) {
            if (report.step() <= before) {
                throw new IllegalArgumentException("the steps of its reports must rise from 1, and " + report.step()
                        + (before == 0 ? " is the first" : " follows " + before));
            }
            before = report.step();
        }
    }
}
