package dev.fer.report.data;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * How strongly a parameter goes along with the goal's value, on ranks, so that neither scale nor outliers
 * matter: Spearman's correlation (-1..1, signed) for numbers, the correlation ratio eta (0..1) for choices.
 * It sees one parameter at a time and no interactions; it orders panels and is no proof of cause.
 */
final class Association {
    private static final int LEAST_TRIALS = 5;

    private Association() {}

    /** Returns Spearman's rank correlation; empty for fewer than five pairs or where either side is constant. */
    static OptionalDouble ofNumbers(double[] codes, double[] values) {
        int[] pairs = pairs(codes, values);
        if (pairs.length < LEAST_TRIALS) {
            return OptionalDouble.empty();
        }
        double[] x = ranks(Arrays.stream(pairs).mapToDouble(i -> codes[i]).toArray());
        double[] y = ranks(Arrays.stream(pairs).mapToDouble(i -> values[i]).toArray());
        double mean = (pairs.length - 1) / 2.0;
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - mean) * (y[i] - mean);
            xx += (x[i] - mean) * (x[i] - mean);
            yy += (y[i] - mean) * (y[i] - mean);
        }
        return xx == 0 || yy == 0 ? OptionalDouble.empty() : OptionalDouble.of(xy / Math.sqrt(xx * yy));
    }

    /**
     * Returns the correlation ratio of the values' ranks, corrected for the number of groups (epsilon squared,
     * Kelley 1935) so that many choices do not look important by chance.
     *
     * @param codes indices of choices
     * @param choices how many there are
     */
    static OptionalDouble ofChoices(double[] codes, int choices, double[] values) {
        int[] pairs = pairs(codes, values);
        double[] ranks = ranks(Arrays.stream(pairs).mapToDouble(i -> values[i]).toArray());
        double mean = (pairs.length - 1) / 2.0;
        double[] sums = new double[choices];
        int[] counts = new int[choices];
        double total = 0;
        for (int i = 0; i < pairs.length; i++) {
            int group = (int) codes[pairs[i]];
            sums[group] += ranks[i] - mean;
            counts[group]++;
            total += (ranks[i] - mean) * (ranks[i] - mean);
        }
        double between = 0;
        int groups = 0;
        for (int group = 0; group < choices; group++) {
            if (counts[group] > 0) {
                between += sums[group] * sums[group] / counts[group];
                groups++;
            }
        }
        if (pairs.length < LEAST_TRIALS || groups < 2 || groups >= pairs.length || total == 0) {
            return OptionalDouble.empty();
        }
        double within = (total - between) / (pairs.length - groups);
        return OptionalDouble.of(Math.sqrt(Math.max(0, 1 - within * (pairs.length - 1) / total)));
    }

    private static int[] pairs(double[] codes, double[] values) {
        return IntStream.range(0, codes.length)
                .filter(i -> Double.isFinite(codes[i]) && Double.isFinite(values[i]))
                .toArray();
    }

    /** Ranks from 0, ties sharing their mean. */
    private static double[] ranks(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] ranks = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int first = Sorted.firstAtLeast(sorted, values[i]);
            int after = Sorted.firstAtLeast(sorted, Math.nextUp(values[i]));
            ranks[i] = (first + after - 1) / 2.0;
        }
        return ranks;
    }
}
