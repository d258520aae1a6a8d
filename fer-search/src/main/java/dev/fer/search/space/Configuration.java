package dev.fer.search.space;

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

    /** Returns a numeric value as a double. */
    public double getDouble(String name) {
        return ((Number) require(name, Number.class, "a number")).doubleValue();
    }

    /** Returns a whole number. */
    public long getLong(String name) {
        Number number = (Number) require(name, Number.class, "a whole number");
        if (number.doubleValue() != Math.rint(number.doubleValue())) {
            throw wrongType(name, number, "a whole number");
        }
        return number.longValue();
    }

    /** Returns a whole number that fits an int. */
    public int getInt(String name) {
        return Math.toIntExact(getLong(name));
    }

    /** Returns a string value. */
    public String getString(String name) {
        return (String) require(name, String.class, "a string");
    }

    /** Returns a boolean value. */
    public boolean getBoolean(String name) {
        return (Boolean) require(name, Boolean.class, "a boolean");
    }

    private Object require(String name, Class<?> type, String wanted) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "no parameter '" + name + "' is active here; active: " + values.keySet());
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
