package dev.fer.search.space;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A real number between two inclusive bounds, uniform or log-uniform, optionally on a grid that starts at
 * the lower bound. Immutable and thread-safe.
 *
 * @param step the grid's width; excludes {@code log}; a grid that does not end on {@code high} ends below it
 */
public record FloatParameter(
        String name, double low, double high, OptionalDouble step, boolean log, Optional<Condition> when)
        implements Parameter {

    /** How far, relatively, rounding may carry a value from its grid point. */
    private static final double GRID_SLACK = 1e-9;

    /**
     * Creates an unconditional, uniform parameter without a grid.
     *
     * @throws InvalidParameterException if the bounds are not finite, or swapped
     */
    public static FloatParameter of(String name, double low, double high) {
        return new FloatParameter(name, low, high, false);
    }

    /**
     * Creates an unconditional, log-uniform parameter.
     *
     * @throws InvalidParameterException if the bounds are not finite, not positive, or swapped
     */
    public static FloatParameter log(String name, double low, double high) {
        return new FloatParameter(name, low, high, true);
    }

    /**
     * Returns this parameter on a grid that starts at the lower bound.
     *
     * @throws InvalidParameterException if the parameter is log-uniform, or the width is not within the range
     */
    public FloatParameter withStep(double width) {
        return new FloatParameter(name, low, high, OptionalDouble.of(width), log, when);
    }

    /** Returns this parameter as one that exists only under a condition. */
    public FloatParameter when(Condition condition) {
        return new FloatParameter(name, low, high, step, log, Optional.of(condition));
    }

    /** Creates an unconditional parameter without a grid. */
    public FloatParameter(String name, double low, double high, boolean log) {
        this(name, low, high, OptionalDouble.empty(), log, Optional.empty());
    }

    /** Checks the bounds; the reader of search files reports the same faults with a JSON pointer. */
    public FloatParameter {
        Checks.name(name);
        Checks.range(name, low, high, log);
        Checks.that(step.isEmpty() || !log, name, "step", "log and step exclude each other");
        step.ifPresent(width -> Checks.that(
                width > 0 && width <= (high - low) * (1 + GRID_SLACK),
                name,
                "step",
                "step must be positive and not above high - low, found " + Scalars.number(width)));
    }

    @Override
    public boolean contains(Object value) {
        if (!Scalars.isNumber(value)) {
            return false;
        }
        double number = Scalars.toDouble(value);
        return step.isPresent() ? onGrid(number) : number >= low && number <= high;
    }

    private boolean onGrid(double value) {
        return Math.abs(snap(value) - value) <= GRID_SLACK * step.orElseThrow();
    }

    private double snap(double value) {
        double width = step.orElseThrow();
        long index = Math.round((value - low) / width);
        return Scalars.onGrid(low, width, Math.max(0, Math.min(index, lastIndex())));
    }

    private long lastIndex() {
        return (long) Math.floor((high - low) / step.orElseThrow() + GRID_SLACK);
    }

    @Override
    public String allowed() {
        return "float " + range() + (log ? ", log" : "");
    }

    @Override
    public String range() {
        String grid = step.isPresent() ? ", step " + Scalars.number(step.getAsDouble()) : "";
        return Scalars.number(low) + ".." + Scalars.number(high) + grid;
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
        double clipped = Math.max(low, Math.min(high, code));
        return step.isPresent() ? snap(clipped) : clipped;
    }

    @Override
    public long cardinality() {
        if (low == high) {
            return 1;
        }
        return step.isPresent() ? 1 + Math.min(lastIndex(), Long.MAX_VALUE - 1) : Long.MAX_VALUE;
    }
}
