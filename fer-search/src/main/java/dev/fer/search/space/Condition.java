package dev.fer.search.space;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * When a parameter exists: any of several alternatives, each of which is a conjunction of comparisons with
 * other parameters' values. A comparison with a parameter that is itself inactive is false.
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
     * One comparison.
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
                    "a comparison needs values, and one number unless it is a membership");
            values = List.copyOf(checked);
        }

        boolean holds(Configuration configuration) {
            return configuration.find(parameter).map(this::holdsFor).orElse(false);
        }

        private boolean holdsFor(Object value) {
            return switch (operator) {
                case IN -> Scalars.indexOf(values, value) >= 0;
                case NOT_IN -> Scalars.indexOf(values, value) < 0;
                case GREATER -> Scalars.isNumber(value) && Scalars.toDouble(value) > bound();
                case AT_LEAST -> Scalars.isNumber(value) && Scalars.toDouble(value) >= bound();
                case LESS -> Scalars.isNumber(value) && Scalars.toDouble(value) < bound();
                case AT_MOST -> Scalars.isNumber(value) && Scalars.toDouble(value) <= bound();
            };
        }

        private double bound() {
            return Scalars.toDouble(values.get(0));
        }
    }

    /** Copies the alternatives. */
    public Condition {
        anyOf = anyOf.stream().map(List::copyOf).toList();
    }

    /** Returns the condition that a parameter equals one of some values. */
    public static Condition in(String parameter, Object... values) {
        return new Condition(List.of(List.of(new Comparison(parameter, Operator.IN, List.of(values)))));
    }

    /** Tells whether this holds for the values given so far. */
    public boolean holds(Configuration configuration) {
        return anyOf.stream().anyMatch(all -> all.stream().allMatch(one -> one.holds(configuration)));
    }

    /** Returns the names of all parameters that are looked at, in the order of their mention. */
    public Set<String> parameters() {
        Set<String> names = new LinkedHashSet<>();
        anyOf.forEach(all -> all.forEach(one -> names.add(one.parameter())));
        return names;
    }
}
