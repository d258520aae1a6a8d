package dev.fer.models.train;

import dev.fer.models.evaluate.EvaluationResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one epoch of training came to.
 *
 * @param epoch counted from 1
 * @param trainLoss mean over the epoch's batches, as they were met: augmented, with dropout at work
 * @param trainAccuracy likewise
 * @param validation how the network does after the epoch
 * @param seconds how long the epoch took, evaluation included
 */
public record EpochResult(
        int epoch, double trainLoss, double trainAccuracy, EvaluationResult validation, double seconds) {
    /** The metric that tells the time, not what was learned. */
    public static final String SECONDS = "epoch.seconds";

    /** The names of {@link #metrics}. */
    public static final List<String> METRICS = List.of(
            "train.loss",
            "train.accuracy",
            "validation.loss",
            "validation.accuracy",
            "validation.macro_f1",
            "validation.weighted_f1",
            "validation.balanced_accuracy",
            SECONDS);

    /** Returns the figures by name, in the order of {@link #METRICS}. */
    public Map<String, Double> metrics() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("train.loss", trainLoss);
        metrics.put("train.accuracy", trainAccuracy);
        metrics.put("validation.loss", validation.loss());
        metrics.put("validation.accuracy", validation.accuracy());
        metrics.put("validation.macro_f1", validation.macroF1());
        metrics.put("validation.weighted_f1", validation.weightedF1());
        metrics.put("validation.balanced_accuracy", validation.balancedAccuracy());
        metrics.put(SECONDS, seconds);
        return metrics;
    }
}
