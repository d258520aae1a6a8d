package dev.fer.search.space;

import dev.fer.common.Suggestions;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The values of one trial by parameter name: the active parameters and the constants, in the space's order.
 * Immutable and thread-safe. Two configurations are equal when they hold the same values, whatever the order.
 */
public final class Configuration {
    /** The configuration without values. */
    public static final Configuration EMPTY = new Configuration(Map.of());

    private final Map<String, Object> values;
    private final int hash;

    private Configuration(Map<String, Object> values) {
        this.values = values;
        this.hash = values.hashCode();
    }

    /** Wraps values that are known to be scalars and that nobody else holds. */
    static Configuration wrap(Map<String, Object> values) {
        return new Configuration(Collections.unmodifiableMap(values));
    }

    /**
     * Copies values given by name.
     *
     * @throws IllegalArgumentException if one is not a finite number, a string or a boolean
     */
    public static Configuration of(Map<String, ?> values) {
        Map<String, Object> checked = new LinkedHashMap<>();
        values.forEach((name, value) -> checked.put(name, Scalars.scalar(name, value)));
        return wrap(checked);
    }

    /** Returns all values by name, unmodifiable, in their order. */
    public Map<String, Object> values() {
        return values;
    }

    /** Returns the names of all values, in their order. */
    public Set<String> names() {
        return values.keySet();
    }

    /** Returns whether there are no values. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** Returns a value, or empty when the parameter is inactive or unknown. */
    public Optional<Object> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Tells whether a parameter is active. */
    public boolean contains(String name) {
        return values.containsKey(name);
    }

    /**
     * Returns a numeric value as a double.
     *
     * @throws IllegalArgumentException if there is no active parameter of this name, or it is not a number
     */
    public double getDouble(String name) {
        return ((Number) require(name, Number.class, "a number")).doubleValue();
    }

    /** Returns what {@link #getDouble(String)} does, or another value where no parameter of this name is active. */
    public double getDouble(String name, double otherwise) {
        return contains(name) ? getDouble(name) : otherwise;
    }

    /**
     * Returns a whole number.
     *
     * @throws IllegalArgumentException if there is no active parameter of this name, or it is not a whole number of 64 bits
     */
    public long getLong(String name) {
        Object number = require(name, Number.class, "a whole number");
        if (number instanceof Double real && (real != Math.rint(real) || Math.abs(real) >= 0x1p63)) {
            throw wrongType(name, number, "a whole number of 64 bits");
        }
        return ((Number) number).longValue();
    }

    /** Returns what {@link #getLong(String)} does, or another value where no parameter of this name is active. */
    public long getLong(String name, long otherwise) {
        return contains(name) ? getLong(name) : otherwise;
    }

    /**
     * Returns a whole number that fits an int.
     *
     * @throws IllegalArgumentException if there is no active parameter of this name, or it is not a whole number of 32 bits
     */
    public int getInt(String name) {
        long number = getLong(name);
        if (number != (int) number) {
            throw wrongType(name, number, "a whole number of 32 bits: use getLong");
        }
        return (int) number;
    }

    /** Returns what {@link #getInt(String)} does, or another value where no parameter of this name is active. */
    public int getInt(String name, int otherwise) {
        return contains(name) ? getInt(name) : otherwise;
    }

    /**
     * Returns a string value.
     *
     * @throws IllegalArgumentException if there is no active parameter of this name, or it is not a string
     */
    public String getString(String name) {
        return (String) require(name, String.class, "a string");
    }

    /** Returns what {@link #getString(String)} does, or another value where no parameter of this name is active. */
    public String getString(String name, String otherwise) {
        return contains(name) ? getString(name) : otherwise;
    }

    /**
     * Returns a boolean value.
     *
     * @throws IllegalArgumentException if there is no active parameter of this name, or it is not a boolean
     */
    public boolean getBoolean(String name) {
        return (Boolean) require(name, Boolean.class, "a boolean");
    }

    /** Returns what {@link #getBoolean(String)} does, or another value where no parameter of this name is active. */
    public boolean getBoolean(String name, boolean otherwise) {
        return contains(name) ? getBoolean(name) : otherwise;
    }

    /**
     * Returns the values as a record, so that an objective reads typed fields in place of names in strings.
     *
     * <p>Each component takes the parameter of its name, or of that name in snake case: {@code learningRate} takes
     * {@code learning_rate}. It is a {@code double}, {@code int}, {@code long}, {@code boolean}, {@code String} or an enum,
     * whose constants are matched without regard to case and hyphens; or, for a parameter that is not always active, an
     * {@link java.util.OptionalDouble}, {@link java.util.OptionalInt}, {@link java.util.OptionalLong} or {@link Optional}
     * of one of these. Parameters without a component are left out.
     *
     * @throws IllegalArgumentException if a component has no active parameter or is of another type, or if the record's
     *     constructor throws, with what it threw as the cause
     */
    public <T extends Record> T as(Class<T> type) {
        return new RecordReader<>(this, type).read();
    }

    private Object require(String name, Class<?> type, String wanted) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no parameter '" + name + "' is active here; active: " + values.keySet()
                    + Suggestions.didYouMean(name, values.keySet()));
        }
        if (!type.isInstance(value)) {
            throw wrongType(name, value, wanted);
        }
        return value;
    }

    private static IllegalArgumentException wrongType(String name, Object value, String wanted) {
        return new IllegalArgumentException(
                "parameter '" + name + "' is " + Scalars.text(value) + ", which is not " + wanted);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Configuration that && hash == that.hash && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
