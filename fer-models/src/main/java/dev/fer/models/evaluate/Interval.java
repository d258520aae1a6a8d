package dev.fer.models.evaluate;

/**
 * The 95 % interval of a share that was counted.
 *
 * @param low its lower end, at least 0
 * @param high its upper end, at most 1
 */
public record Interval(double low, double high) {
    private static final double Z = 1.959963984540054;

    /**
     * Returns Wilson's score interval (Wilson 1927), which is sensible for small counts and near 0 and 1.
     *
     * @param hits how many of the total
     * @param total at least 1
     */
    public static Interval wilson(long hits, long total) {
        if (total < 1 || hits < 0 || hits > total) {
            throw new IllegalArgumentException("a share needs 0 <= hits <= total, found " + hits + " of " + total);
        }
        double share = (double) hits / total;
        double square = Z * Z;
        double centre = (share + square / (2 * total)) / (1 + square / total);
        double half =
                Z / (1 + square / total) * Math.sqrt(share * (1 - share) / total + square / (4.0 * total * total));
        return new Interval(Math.max(0, centre - half), Math.min(1, centre + half));
    }
}
