package dev.fer.search.space;

import java.util.Optional;

/**
 * A real number with a normal prior, truncated to bounds that may be infinite.
 *
 * @param mean the prior's mean; with {@code log}, the median of the value (the logarithm's mean is its log)
 * @param sd the prior's standard deviation; with {@code log}, that of the natural logarithm
 * @param low the inclusive lower bound, possibly negative infinity (0 with {@code log})
 * @param high the inclusive upper bound, possibly infinity
 */
public record NormalParameter(
        String name, double mean, double sd, double low, double high, boolean log, Optional<Condition> when)
        implements Parameter {

    /** Checks the prior and the bounds. */
    public NormalParameter {
        Checks.that(sd > 0 && Double.isFinite(sd), name, "sd must be positive and finite");
        Checks.that(Double.isFinite(mean) && (!log || mean > 0), name, "mean must be finite, and positive with log");
        Checks.that(low < high, name, "low must be below high");
        Checks.that(mean >= low && mean <= high, name, "mean must lie between low and high");
        Checks.that(!log || low >= 0, name, "low must not be negative with log");
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
        String bounds = Double.isInfinite(low) && Double.isInfinite(high) ? "" : ", " + low + ".." + high;
        return "normal around " + mean + ", sd " + sd + bounds + (log ? ", log" : "");
    }

    @Override
    public double encode(Object value) {
        Checks.contained(this, value);
        return Scalars.toDouble(value);
    }

    @Override
    public Object decode(double code) {
        return Math.max(low, Math.min(high, code));
    }

    @Override
    public long cardinality() {
        return Long.MAX_VALUE;
    }
}
