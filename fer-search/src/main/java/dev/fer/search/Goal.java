package dev.fer.search;

/**
 * What a search is after: one metric and the direction it is wanted in. Immutable and thread-safe.
 *
 * @param metric the name under which trials report it, for instance {@code validation.accuracy}
 */
public record Goal(String metric, Direction direction) {
    /** Returns the goal of a metric that is wanted small. */
    public static Goal minimize(String metric) {
        return new Goal(metric, Direction.MINIMIZE);
    }

    /** Returns the goal of a metric that is wanted large. */
    public static Goal maximize(String metric) {
        return new Goal(metric, Direction.MAXIMIZE);
    }
}
