package dev.fer.search.space;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A real number between two inclusive bounds, uniform or log-uniform, optionally on a grid that starts at
 * the lower bound.
 *
 * @param step the grid's width; excludes {@code log}; a grid that does not end on {@code high} ends below it
 */
public record FloatParameter(
        String name, double low, double high, OptionalDouble step, boolean log, Optional<Condition> when)
        implements Parameter {

    /** Creates an unconditional parameter without a grid. */
    public FloatParameter(String name, double low, double high, boolean log) {
        this(name, low, high, OptionalDouble.empty(), log, Optional.empty());
    }

    /** Checks the bounds; the reader of search files reports the same faults with a JSON pointer. */
    public FloatParameter {
        Checks.range(name, low, high, log);
        Checks.that(step.isEmpty() || !log, name, "log and step exclude each other");
        Checks.that(step.isEmpty() || step.getAsDouble() > 0, name, "step must be positive");
    }

    @Override
    public boolean contains(Object value) {
        return Scalars.isNumber(value) && inRange(Scalars.toDouble(value)) && onGrid(Scalars.toDouble(value));
    }

    private boolean inRange(double value) {
        return value >= low && value <= high;
    }

    private boolean onGrid(double value) {
        return step.isEmpty() || Math.abs(snap(value) - value) <= 1e-9 * Math.max(1, Math.abs(value));
    }

    private double snap(double value) {
        double width = step.orElseThrow();
        long index = Math.round((value - low) / width);
        return Scalars.tidy(low + Math.max(0, Math.min(index, lastIndex())) * width);
    }

    private long lastIndex() {
        return (long) Math.floor((high - low) / step.orElseThrow() + 1e-9);
    }

    @Override
    public String allowed() {
        String grid = step.isPresent() ? ", step " + step.getAsDouble() : "";
        return "float " + low + ".." + high + grid + (log ? ", log" : "");
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
        return step.isPresent() ? lastIndex() + 1 : Long.MAX_VALUE;
    }
}
