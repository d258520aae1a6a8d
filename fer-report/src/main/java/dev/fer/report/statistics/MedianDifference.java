package dev.fer.report.statistics;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * By how much pairs differ: the median of all means of two differences (Hodges and Lehmann 1963), with the interval
 * of those values that the signed-rank test would not reject.
 *
 * @param estimate the median of the means
 * @param interval what it lies in with a probability of at least 95 %; empty for fewer than six pairs
 */
public record MedianDifference(double estimate, Optional<Interval> interval) {
    private static final double TAIL = 0.025;

    /** From {@code low} to {@code high}. */
    public record Interval(double low, double high) {}

    /** Computes it for some differences, at least one, all finite. */
    public static MedianDifference of(double[] differences) {
        double[] means = means(differences);
        int middle = means.length / 2;
        double median = means.length % 2 == 1 ? means[middle] : (means[middle - 1] + means[middle]) / 2;
        return new MedianDifference(median, interval(means, differences.length));
    }

    private static double[] means(double[] differences) {
        int n = differences.length;
        double[] means = new double[n * (n + 1) / 2];
        int at = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                means[at++] = (differences[i] + differences[j]) / 2;
            }
        }
        Arrays.sort(means);
        return means;
    }

    private static Optional<Interval> interval(double[] means, int pairs) {
        if (pairs < SignedRankTest.LEAST_PAIRS) {
            return Optional.empty();
        }
        int cut = pairs <= SignedRankDistribution.MOST_RANKS
                ? SignedRankDistribution.ofUntied(pairs).quantile(TAIL)
                : normalQuantile(pairs);
        return Optional.of(new Interval(means[cut - 1], means[means.length - cut]));
    }

    private static int normalQuantile(double pairs) {
        double mean = pairs * (pairs + 1) / 4;
        double deviation = Math.sqrt(pairs * (pairs + 1) * (2 * pairs + 1) / 24);
        return (int) NormalDistribution.of(mean, deviation).inverseCumulativeProbability(TAIL);
    }
}
