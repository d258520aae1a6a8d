package dev.fer.search.space;

import java.util.Optional;

/**
 * One named dimension of a search space.
 *
 * <p>A value is a JSON scalar as Java sees it: {@link Double} for a float or normal parameter, {@link Long}
 * for an int, and whatever was written for a choice ({@link Double}, {@link Long}, {@link String} or
 * {@link Boolean}). Samplers work on its <em>code</em>, a double: the number itself, or the index of a choice.
 *
 * <p>Implementations are immutable records and thread-safe.
 */
public sealed interface Parameter
        permits FloatParameter,
                IntParameter,
                CategoricalParameter,
                OrdinalParameter,
                NormalParameter,
                ConstantParameter {

    /** Returns the name; dots group names ({@code optimizer.momentum}). */
    String name();

    /** Returns the condition under which this parameter exists in a trial; empty means always. */
    Optional<Condition> when();

    /** Tells whether a value, as read from JSON, lies in this parameter's range (and on its grid). */
    boolean contains(Object value);

    /** Describes the allowed values for a person, for instance {@code float 1e-4..0.1, log}. */
    String allowed();

    /** Describes the values alone, without kind and prior, for instance {@code 1e-4..0.1}. */
    String range();

    /** Describes how values are drawn before anything is known, for instance {@code log-uniform}. */
    String prior();

    /**
     * Returns a value's code.
     *
     * @throws IllegalArgumentException if the value is not {@linkplain #contains contained}
     */
    double encode(Object value);

    /** Returns the value of a code, rounded to the grid and clipped to the range; never fails for a finite code. */
    Object decode(double code);

    /** Returns the number of distinct values, or {@link Long#MAX_VALUE} for a continuous range. */
    long cardinality();
}
