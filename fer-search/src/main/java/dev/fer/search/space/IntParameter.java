package dev.fer.search.space;

import java.util.Optional;

/**
 * A whole number between two inclusive bounds, uniform or log-uniform, optionally on a grid that starts at
 * the lower bound. Immutable and thread-safe.
 *
 * @param step the grid's width, 1 for none; a wider one excludes {@code log}
 */
public record IntParameter(String name, long low, long high, long step, boolean log, Optional<Condition> when)
        implements Parameter {

    /**
     * Creates an unconditional, uniform parameter of step 1.
     *
     * @throws InvalidParameterException if the bounds are swapped, or beyond 2^53
     */
    public static IntParameter of(String name, long low, long high) {
        return new IntParameter(name, low, high);
    }

    /**
     * Creates an unconditional, log-uniform parameter.
     *
     * @throws InvalidParameterException if the bounds are not positive, swapped, or beyond 2^53
     */
    public static IntParameter log(String name, long low, long high) {
        return new IntParameter(name, low, high, 1, true, Optional.empty());
    }

    /**
     * Returns this parameter on a grid that starts at the lower bound.
     *
     * @throws InvalidParameterException if the width is below 1, or above 1 and the parameter log-uniform
     */
    public IntParameter withStep(long width) {
        return new IntParameter(name, low, high, width, log, when);
    }

    /** Returns this parameter as one that exists only under a condition. */
    public IntParameter when(Condition condition) {
        return new IntParameter(name, low, high, step, log, Optional.of(condition));
    }

    /** Creates an unconditional parameter of step 1. */
    public IntParameter(String name, long low, long high) {
        this(name, low, high, 1, false, Optional.empty());
    }

    /** Checks the bounds; the reader of search files reports the same faults with a JSON pointer. */
    public IntParameter {
        Checks.name(name);
        Checks.range(name, low, high, log);
        Checks.that(step >= 1, name, "step", "step must be at least 1, found " + step);
        Checks.that(step == 1 || !log, name, "step", "log and step exclude each other");
    }

    @Override
    public boolean contains(Object value) {
        if (!Scalars.isNumber(value)) {
            return false;
        }
        double number = Scalars.toDouble(value);
        return number == Math.rint(number) && number >= low && number <= high && ((long) number - low) % step == 0;
    }

    @Override
    public String allowed() {
        return "int " + range() + (log ? ", log" : "");
    }

    @Override
    public String range() {
        return low + ".." + high + (step > 1 ? ", step " + step : "");
    }

    @Override
    public String prior() {
        return log ? "log-uniform" : "uniform";
    }

    @Override
    public double encode(Object value) {
        Checks.contained(this, value);
        return Scalars.toDouble(value);
    }

    @Override
    public Object decode(double code) {
        long index = Math.round((code - low) / step);
        return low + Math.max(0, Math.min(index, (high - low) / step)) * step;
    }

    @Override
    public long cardinality() {
        return (high - low) / step + 1;
    }
}
