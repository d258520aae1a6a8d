package dev.fer.search.space;

import java.util.Optional;

/** A value that is passed on and not searched: a bare scalar in the search file. Immutable and thread-safe. */
public record ConstantParameter(String name, Object value) implements Parameter {

    /** Checks that the value is a scalar. */
    public ConstantParameter {
        Checks.name(name);
        value = Scalars.scalar(name, value);
    }

    @Override
    public Optional<Condition> when() {
        return Optional.empty();
    }

    @Override
    public boolean contains(Object other) {
        return Scalars.equal(value, other);
    }

    @Override
    public String allowed() {
        return "the constant " + Scalars.text(value);
    }

    @Override
    public String range() {
        return Scalars.text(value);
    }

    @Override
    public String prior() {
        return "constant";
    }

    @Override
    public double encode(Object other) {
        Checks.contained(this, other);
        return 0;
    }

    @Override
    public Object decode(double code) {
        return value;
    }

    @Override
    public long cardinality() {
        return 1;
    }
}
