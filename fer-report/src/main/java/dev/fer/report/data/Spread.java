package dev.fer.report.data;

import java.util.Arrays;

/**
 * One figure of several runs: the middle one and how far they spread.
 *
 * @param median not finite where half of the runs or more have no value
 * @param low the smallest; not finite where a run without value counts as the smallest
 * @param high the largest; not finite where a run without value counts as the largest
 * @param runs how many
 */
public record Spread(double median, double low, double high, int runs) {
    /** Returns the spread of some values, at least one; infinite ones stand for runs without a value. */
    static Spread of(double[] values) {
        return new Spread(quantile(values, 0.5), quantile(values, 0), quantile(values, 1), values.length);
    }

    /** Returns a quantile, in between two values by their distance. */
    static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double at = share * (sorted.length - 1);
        int below = (int) at;
        double rest = at - below;
        double low = sorted[below];
        return rest == 0 || low == sorted[below + 1] ? low : low + rest * (sorted[below + 1] - low);
    }
}
