package dev.fer.report.data;

/**
 * A share of correct answers with its 95 % confidence interval (Wilson 1927), which unlike the normal
 * approximation holds near 0 and 1 and for small samples.
 *
 * @param low the interval's lower end, 0..1
 * @param value the share itself, 0..1
 * @param high the interval's upper end, 0..1
 * @param samples how many answers were counted
 */
public record Proportion(double low, double value, double high, long samples) {
    private static final double Z = 1.959963984540054;

    /**
     * Creates the proportion of some samples.
     *
     * @param value the share, 0..1
     * @param samples how many, positive
     */
    public static Proportion of(double value, long samples) {
        if (!(value >= 0 && value <= 1) || samples < 1) {
            throw new IllegalArgumentException(
                    "a proportion is 0..1 of at least one sample, found " + value + " of " + samples);
        }
        double z2 = Z * Z / samples;
        double centre = (value + z2 / 2) / (1 + z2);
        double half = Z * Math.sqrt(value * (1 - value) / samples + z2 / (4 * samples)) / (1 + z2);
        return new Proportion(Math.max(0, centre - half), value, Math.min(1, centre + half), samples);
    }

    /** Tells whether a value lies in the interval. */
    public boolean covers(double other) {
        return other >= low && other <= high;
    }
}
