package dev.fer.search.space;

import java.util.List;
import java.util.Optional;

/**
 * One of several choices whose order means likeness: neighbours are alike. Immutable and thread-safe.
 *
 * @param choices distinct JSON scalars in their order, at least one
 */
public record OrdinalParameter(String name, List<Object> choices, Optional<Condition> when) implements Parameter {

    /**
     * Creates an unconditional parameter.
     *
     * @throws InvalidParameterException if there is no choice, one stands twice, or is no number, string or boolean
     */
    public static OrdinalParameter of(String name, Object... choices) {
        return new OrdinalParameter(name, List.of(choices));
    }

    /** Returns this parameter as one that exists only under a condition. */
    public OrdinalParameter when(Condition condition) {
        return new OrdinalParameter(name, choices, Optional.of(condition));
    }

    /** Creates an unconditional parameter. */
    public OrdinalParameter(String name, List<?> choices) {
        this(name, List.copyOf(choices), Optional.empty());
    }

    /** Copies the choices and checks them. */
    public OrdinalParameter {
        Checks.name(name);
        choices = Scalars.choices(name, choices);
    }

    @Override
    public boolean contains(Object value) {
        return Scalars.indexOf(choices, value) >= 0;
    }

    @Override
    public String allowed() {
        return "one of, in order, " + Scalars.list(choices);
    }

    @Override
    public String range() {
        return Scalars.list(choices);
    }

    @Override
    public String prior() {
        return "uniform";
    }

    @Override
    public double encode(Object value) {
        Checks.contained(this, value);
        return Scalars.indexOf(choices, value);
    }

    @Override
    public Object decode(double code) {
        return choices.get((int) Math.max(0, Math.min(choices.size() - 1L, Math.round(code))));
    }

    @Override
    public long cardinality() {
        return choices.size();
    }
}
