package dev.fer.search.sampler.gp;

import dev.fer.search.History;
import dev.fer.search.TrialState;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The losses of trials, turned into numbers of mean 0 and variance 1. The distance to the best loss, in units of the
 * median's, goes through the power transform that makes the numbers look most normally distributed, between the
 * identity and the logarithm, so that terrible losses do not hide the differences between good ones.
 *
 * <p>A failed trial counts as the worst complete one. A pruned trial counts as its last loss, but not as better than
 * the median complete trial: it was ended because it was no better, and its loss is that of an early step.
 *
 * @param values one for each trial
 * @param variances how uncertain each is by itself: 0 unless it is a forecast
 */
record Targets(double[] values, double[] variances) {
    private static final double FENCE = 10;
    private static final int POWERS = 10;

    /** Returns the targets of trials, in their order. */
    static Targets of(List<History.Finished> trials) {
        double[] complete = trials.stream()
                .filter(trial -> trial.state() == TrialState.COMPLETE)
                .mapToDouble(trial -> trial.losses().get(0))
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        if (complete.length == 0) {
            return unknown(trials);
        }
        double worst = worst(complete);
        double median = Math.min(worst, complete[complete.length / 2]);
        double[] losses = trials.stream()
                .mapToDouble(trial -> loss(trial, complete[0], median, worst))
                .toArray();
        double unit = median > complete[0] ? median - complete[0] : worst - complete[0];
        double[] doubts = trials.stream().mapToDouble(History.Finished::doubt).toArray();
        return unit > 0 ? transformed(losses, doubts, complete[0], unit) : unknown(trials);
    }

    private static Targets unknown(List<History.Finished> trials) {
        return new Targets(new double[trials.size()], new double[trials.size()]);
    }

    /** Returns those of some trials, by their indices. */
    Targets some(int[] indices) {
        return new Targets(
                IntStream.of(indices).mapToDouble(i -> values[i]).toArray(),
                IntStream.of(indices).mapToDouble(i -> variances[i]).toArray());
    }

    /** The worst loss, or what is as far above the upper quartile as ten times the distance to the best one. */
    private static double worst(double[] sorted) {
        double quartile = sorted[(3 * sorted.length) / 4];
        double most = sorted[sorted.length - 1];
        return quartile > sorted[0] ? Math.min(most, quartile + FENCE * (quartile - sorted[0])) : most;
    }

    private static double loss(History.Finished trial, double least, double median, double worst) {
        double loss = trial.losses().isEmpty() ? Double.NaN : trial.losses().get(0);
        if (Double.isNaN(loss)) {
            return worst;
        }
        double bounded = Math.max(least, Math.min(worst, loss));
        return trial.state() == TrialState.PRUNED ? Math.max(median, bounded) : bounded;
    }

    /**
     * Applies the most probable power (Yeo and Johnson 2000, for what is positive); doubts are multiplied by its slope.
     */
    private static Targets transformed(double[] losses, double[] doubts, double least, double unit) {
        double[] distances =
                Arrays.stream(losses).map(loss -> (loss - least) / unit).toArray();
        double logs = Arrays.stream(distances).map(Math::log1p).sum();
        double[] best = distances;
        double bestPower = 1;
        double bestScore = Double.NEGATIVE_INFINITY;
        for (int i = 0; i <= POWERS; i++) {
            double power = (double) i / POWERS;
            double[] warped = Arrays.stream(distances)
                    .map(x -> power == 0 ? Math.log1p(x) : (Math.pow(1 + x, power) - 1) / power)
                    .toArray();
            double score = (power - 1) * logs - 0.5 * losses.length * Math.log(variance(warped));
            if (score > bestScore) {
                bestScore = score;
                best = warped;
                bestPower = power;
            }
        }
        double sd = Math.sqrt(variance(best));
        double[] variances = new double[doubts.length];
        for (int i = 0; i < variances.length && sd > 0; i++) {
            double slope = Math.pow(1 + distances[i], bestPower - 1) / unit / sd;
            variances[i] = slope * doubts[i] * slope * doubts[i];
        }
        return new Targets(standardised(best, sd), variances);
    }

    private static double[] standardised(double[] values, double sd) {
        double mean = Arrays.stream(values).average().orElse(0);
        return Arrays.stream(values)
                .map(value -> sd > 0 ? (value - mean) / sd : 0)
                .toArray();
    }

    private static double variance(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        return Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0);
    }
}
