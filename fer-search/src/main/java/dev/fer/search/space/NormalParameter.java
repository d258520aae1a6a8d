package dev.fer.search.space;

import java.util.Optional;

/**
 * A real number with a normal prior, truncated to bounds that may be infinite. Immutable and thread-safe.
 *
 * @param mean the prior's mean; with {@code log}, the median of the value (the logarithm's mean is its log)
 * @param sd the prior's standard deviation; with {@code log}, that of the natural logarithm
 * @param low the inclusive lower bound, possibly negative infinity (0 with {@code log})
 * @param high the inclusive upper bound, possibly infinity
 */
public record NormalParameter(
        String name, double mean, double sd, double low, double high, boolean log, Optional<Condition> when)
        implements Parameter {

    /**
     * Creates an unconditional parameter without bounds.
     *
     * @throws InvalidParameterException if mean or deviation are not finite, or the deviation is not positive
     */
    public static NormalParameter of(String name, double mean, double sd) {
        double infinity = Double.POSITIVE_INFINITY;
        return new NormalParameter(name, mean, sd, -infinity, infinity, false, Optional.empty());
    }

    /**
     * Creates an unconditional, log-normal parameter without bounds.
     *
     * @param sd the standard deviation of the natural logarithm
     * @throws InvalidParameterException if median or deviation are not finite and positive
     */
    public static NormalParameter log(String name, double median, double sd) {
        return new NormalParameter(name, median, sd, 0, Double.POSITIVE_INFINITY, true, Optional.empty());
    }

    /**
     * Returns this parameter with its prior truncated to bounds, which are included.
     *
     * @throws InvalidParameterException if the mean is not between them
     */
    public NormalParameter within(double least, double greatest) {
        return new NormalParameter(name, mean, sd, least, greatest, log, when);
    }

    /** Returns this parameter as one that exists only under a condition. */
    public NormalParameter when(Condition condition) {
        return new NormalParameter(name, mean, sd, low, high, log, Optional.of(condition));
    }

    /** Checks the prior and the bounds. */
    public NormalParameter {
        Checks.name(name);
        Checks.that(
                sd > 0 && Double.isFinite(sd),
                name,
                "sd",
                "sd must be positive and finite, found " + Scalars.number(sd));
        Checks.that(Double.isFinite(mean), name, "mean", "mean must be finite, found " + Scalars.number(mean));
        Checks.that(!log || mean > 0, name, "mean", "mean must be positive with log, found " + Scalars.number(mean));
        Checks.that(
                low < high,
                name,
                "low",
                "low must be below high, found " + Scalars.number(low) + " and " + Scalars.number(high));
        Checks.that(
                mean >= low && mean <= high,
                name,
                "mean",
                "mean must lie between low and high, found " + Scalars.number(mean));
        Checks.that(!log || low >= 0, name, "low", "low must not be negative with log, found " + Scalars.number(low));
    }

    @Override
    public boolean contains(Object value) {
        return Scalars.isNumber(value)
                && Scalars.toDouble(value) >= low
                && Scalars.toDouble(value) <= high
                && (!log || Scalars.toDouble(value) > 0);
    }

    @Override
    public String allowed() {
        boolean open = Double.isInfinite(low) && Double.isInfinite(high);
        String bounds = open ? "" : ", " + range();
        return prior() + bounds;
    }

    @Override
    public String range() {
        return Scalars.number(low) + ".." + Scalars.number(high);
    }

    @Override
    public String prior() {
        return (log ? "log-normal" : "normal") + " around " + Scalars.number(mean) + ", sd " + Scalars.number(sd);
    }

    @Override
    public double encode(Object value) {
        Checks.contained(this, value);
        return Scalars.toDouble(value);
    }

    @Override
    public Object decode(double code) {
        // A draw from a wide prior may overflow.
        double bounded = Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, code));
        double clipped = Math.max(low, Math.min(high, bounded));
        return log ? Math.max(Double.MIN_NORMAL, clipped) : clipped;
    }

    @Override
    public long cardinality() {
        return Long.MAX_VALUE;
    }
}
