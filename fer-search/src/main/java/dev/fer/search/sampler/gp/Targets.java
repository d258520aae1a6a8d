package dev.fer.search.sampler.gp;

import dev.fer.search.History;
import dev.fer.search.TrialState;
import java.util.Arrays;
import java.util.List;

/**
 * Turns the losses of trials into numbers of mean 0 and variance 1 that look as normally distributed as a power
 * transform can make them, so that a few terrible losses do not hide the differences between good ones.
 *
 * <p>A failed trial counts as the worst complete one. A pruned trial counts as its last loss, but not as better than
 * the median complete trial: it was ended because it was no better, and its loss is that of an early step.
 */
final class Targets {
    private static final double FENCE = 10;
    private static final int POWERS = 10;

    private Targets() {}

    /** Returns one target per trial. */
    static double[] of(List<History.Finished> trials) {
        double[] complete = trials.stream()
                .filter(trial -> trial.state() == TrialState.COMPLETE)
                .mapToDouble(trial -> trial.losses().get(0))
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        if (complete.length == 0) {
            return new double[trials.size()];
        }
        double worst = worst(complete);
        double median = Math.min(worst, complete[complete.length / 2]);
        double[] losses = trials.stream()
                .mapToDouble(trial -> loss(trial, complete[0], median, worst))
                .toArray();
        return transformed(losses);
    }

    /** The worst loss, or what is as far above the upper quartile as ten times the distance to the best one. */
    private static double worst(double[] sorted) {
        double quartile = sorted[(3 * sorted.length) / 4];
        double fence = quartile + FENCE * (quartile - sorted[0]);
        return Math.min(fence, sorted[sorted.length - 1]);
    }

    private static double loss(History.Finished trial, double least, double median, double worst) {
        double loss = trial.losses().isEmpty() ? Double.NaN : trial.losses().get(0);
        if (Double.isNaN(loss)) {
            return worst;
        }
        double bounded = Math.max(least, Math.min(worst, loss));
        return trial.state() == TrialState.PRUNED ? Math.max(median, bounded) : bounded;
    }

    /** Applies the most probable power of Yeo and Johnson 2000 among those that draw in the bad end, or none. */
    private static double[] transformed(double[] losses) {
        double[] standard = standardised(losses);
        double[] best = standard;
        double bestScore = Double.NEGATIVE_INFINITY;
        for (int i = 0; i <= POWERS; i++) {
            double power = 1 - (double) i / POWERS;
            double[] warped = Arrays.stream(standard).map(x -> warped(x, power)).toArray();
            double score = -0.5 * losses.length * Math.log(variance(warped));
            for (double x : standard) {
                score += (power - 1) * Math.signum(x) * Math.log1p(Math.abs(x));
            }
            if (score > bestScore) {
                bestScore = score;
                best = warped;
            }
        }
        return standardised(best);
    }

    private static double warped(double x, double power) {
        if (x >= 0) {
            return power == 0 ? Math.log1p(x) : (Math.pow(x + 1, power) - 1) / power;
        }
        return -(Math.pow(1 - x, 2 - power) - 1) / (2 - power);
    }

    private static double[] standardised(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        double sd = Math.sqrt(variance(values));
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
