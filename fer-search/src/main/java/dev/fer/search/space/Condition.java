package dev.fer.search.space;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When a parameter exists: any of several alternatives, each of which is a conjunction of comparisons with
 * other parameters' values. A comparison with a parameter that is itself inactive is false. Within an
 * alternative the comparisons are sorted, so that their order makes no difference. Immutable and thread-safe.
 *
 * @param anyOf the alternatives, at least one
 */
public record Condition(List<List<Comparison>> anyOf) {

    /** How a parameter's value is compared. */
    public enum Operator {
        /** Equal to one of the values. */
        IN,
        /** Equal to none of the values (and active). */
        NOT_IN,
        /** Greater than the one value, a number. */
        GREATER,
        /** At least the one value, a number. */
        AT_LEAST,
        /** Less than the one value, a number. */
        LESS,
        /** At most the one value, a number. */
        AT_MOST
    }

    /**
     * One comparison. Immutable and thread-safe.
     *
     * @param parameter the name of the parameter that is looked at
     * @param values what it is compared with; exactly one number unless the operator is IN or NOT_IN
     */
    public record Comparison(String parameter, Operator operator, List<Object> values) {

        /** Copies the values. */
        public Comparison {
            List<Object> checked = new ArrayList<>();
            for (Object value : values) {
                checked.add(Scalars.scalar(parameter, value));
            }
            boolean membership = operator == Operator.IN || operator == Operator.NOT_IN;
            Checks.that(
                    membership ? !checked.isEmpty() : checked.size() == 1 && Scalars.isNumber(checked.get(0)),
                    parameter,
                    "",
                    "a comparison needs values, and one number unless it is a membership");
            values = List.copyOf(checked);
        }

        /** Tells whether this holds for a value of the parameter, which is then active. */
        public boolean holds(Object value) {
            return switch (operator) {
                case IN -> Scalars.indexOf(values, value) >= 0;
                case NOT_IN -> Scalars.indexOf(values, value) < 0;
                case GREATER -> Scalars.isNumber(value) && Scalars.toDouble(value) > bound();
                case AT_LEAST -> Scalars.isNumber(value) && Scalars.toDouble(value) >= bound();
                case LESS -> Scalars.isNumber(value) && Scalars.toDouble(value) < bound();
                case AT_MOST -> Scalars.isNumber(value) && Scalars.toDouble(value) <= bound();
            };
        }

        /** Returns the comparison in words, for instance {@code num_layers >= 3}. */
        @Override
        public String toString() {
            String value = values.size() == 1 ? Scalars.text(values.get(0)) : Scalars.list(values);
            return parameter
                    + switch (operator) {
                        case IN -> values.size() == 1 ? " is " : " is one of ";
                        case NOT_IN -> values.size() == 1 ? " is not " : " is none of ";
                        case GREATER -> " > ";
                        case AT_LEAST -> " >= ";
                        case LESS -> " < ";
                        case AT_MOST -> " <= ";
                    }
                    + value;
        }

        private double bound() {
            return Scalars.toDouble(values.get(0));
        }
    }

    /** Copies and sorts the alternatives. */
    public Condition {
        Checks.that(!anyOf.isEmpty(), "", "when", "a condition needs at least one alternative");
        anyOf = anyOf.stream().map(Condition::sorted).toList();
    }

    private static List<Comparison> sorted(List<Comparison> all) {
        Checks.that(!all.isEmpty(), "", "when", "an alternative of a condition needs at least one comparison");
        Set<List<Object>> seen = new HashSet<>();
        for (Comparison one : all) {
            Checks.that(
                    seen.add(List.of(one.parameter, one.operator)),
                    one.parameter,
                    "when",
                    "stands twice with the same operator in one alternative");
        }
        return all.stream()
                .sorted(Comparator.comparing(Comparison::parameter).thenComparing(Comparison::operator))
                .toList();
    }

    /** Returns the condition that a parameter equals one of some values. */
    public static Condition in(String parameter, Object... values) {
        return of(parameter, Operator.IN, values);
    }

    /** Returns the condition that a parameter is active and equals none of some values. */
    public static Condition notIn(String parameter, Object... values) {
        return of(parameter, Operator.NOT_IN, values);
    }

    /** Returns the condition that a parameter is greater than a number. */
    public static Condition greater(String parameter, Number bound) {
        return of(parameter, Operator.GREATER, bound);
    }

    /** Returns the condition that a parameter is at least a number. */
    public static Condition atLeast(String parameter, Number bound) {
        return of(parameter, Operator.AT_LEAST, bound);
    }

    /** Returns the condition that a parameter is less than a number. */
    public static Condition less(String parameter, Number bound) {
        return of(parameter, Operator.LESS, bound);
    }

    /** Returns the condition that a parameter is at most a number. */
    public static Condition atMost(String parameter, Number bound) {
        return of(parameter, Operator.AT_MOST, bound);
    }

    private static Condition of(String parameter, Operator operator, Object... values) {
        return new Condition(List.of(List.of(new Comparison(parameter, operator, List.of(values)))));
    }

    /**
     * Returns the condition that this and another one hold.
     *
     * @throws InvalidParameterException if both compare the same parameter in the same way
     */
    public Condition and(Condition other) {
        return new Condition(anyOf.stream()
                .flatMap(own -> other.anyOf.stream()
                        .map(its -> Stream.concat(own.stream(), its.stream()).toList()))
                .toList());
    }

    /** Returns the condition that this or another one holds. */
    public Condition or(Condition other) {
        return new Condition(Stream.concat(anyOf.stream(), other.anyOf.stream()).toList());
    }

    /** Tells whether this holds for the values given so far. */
    public boolean holds(Configuration configuration) {
        return holds(configuration.values()::get);
    }

    /** Tells whether this holds; the lookup gives the value of a parameter, null for an inactive one. */
    boolean holds(Lookup values) {
        for (List<Comparison> all : anyOf) {
            if (holdAll(all, values)) {
                return true;
            }
        }
        return false;
    }

    private static boolean holdAll(List<Comparison> all, Lookup values) {
        for (Comparison one : all) {
            Object value = values.find(one.parameter);
            if (value == null || !one.holds(value)) {
                return false;
            }
        }
        return true;
    }

    /** Returns the condition in words, for instance {@code optimizer is "sgd" and num_layers >= 3}. */
    @Override
    public String toString() {
        return anyOf.stream()
                .map(all -> all.stream().map(Comparison::toString).collect(Collectors.joining(" and ")))
                .collect(Collectors.joining(", or "));
    }

    /** Gives values by name without copying them into a configuration first. */
    interface Lookup {
        @Nullable Object find(String parameter);
    }

    /** Returns the names of all parameters that are looked at, in the order of their mention. */
    public Set<String> parameters() {
        Set<String> names = new LinkedHashSet<>();
        anyOf.forEach(all -> all.forEach(one -> names.add(one.parameter())));
        return names;
    }
}
