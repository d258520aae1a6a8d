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

    /**
     * Returns how far this proportion lies above another one of other samples, with the 95 % interval of the difference
     * (Newcombe 1998, "Interval estimation for the difference between independent proportions", method 10). Of the
     * same samples the true interval is narrower.
     */
    public Difference minus(Proportion other) {
        double difference = value - other.value;
        return new Difference(
                difference - Math.hypot(value - low, other.high - other.value),
                difference,
                difference + Math.hypot(high - value, other.value - other.low));
    }

    /**
     * A difference of two proportions, -1..1, with its interval.
     *
     * @param low the interval's lower end
     * @param value the difference itself
     * @param high the interval's upper end
     */
    public record Difference(double low, double value, double high) {
        /** Tells whether the interval leaves the sign open. */
        public boolean isOpen() {
            return low <= 0 && high >= 0;
        }
    }

    /** Tells whether a value lies in the interval. */
    public boolean covers(double other) {
        return other >= low && other <= high;
    }
}
