package dev.fer.search.space;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** JSON scalars as Java sees them: Double, Long, String, Boolean; 2 and 2.0 are the same number. */
final class Scalars {
    private Scalars() {}

    static boolean isNumber(Object value) {
        return value instanceof Double d ? Double.isFinite(d) : value instanceof Long;
    }

    static double toDouble(Object value) {
        return ((Number) value).doubleValue();
    }

    static boolean equal(Object a, Object b) {
        return (isNumber(a) && isNumber(b)) ? toDouble(a) == toDouble(b) : a.equals(b);
    }

    static int indexOf(List<Object> choices, Object value) {
        for (int i = 0; i < choices.size(); i++) {
            if (equal(choices.get(i), value)) {
                return i;
            }
        }
        return -1;
    }

    static Object scalar(String parameter, Object value) {
        if (value instanceof Integer number) {
            return number.longValue();
        }
        if (value instanceof Float number) {
            return number.doubleValue();
        }
        boolean allowed = isNumber(value) || value instanceof String || value instanceof Boolean;
        if (!allowed) {
            Checks.that(false, parameter, "", "a value is a finite number, a string or a boolean, found " + value);
        }
        return value;
    }

    static List<Object> choices(String parameter, List<Object> choices) {
        List<Object> checked = new ArrayList<>();
        for (Object choice : choices) {
            Object value = scalar(parameter, choice);
            Checks.that(indexOf(checked, value) < 0, parameter, "choices", "choice " + text(value) + " stands twice");
            checked.add(value);
        }
        Checks.that(!checked.isEmpty(), parameter, "choices", "at least one choice is needed");
        return List.copyOf(checked);
    }

    static List<Double> normalise(String parameter, List<Double> weights, int choices) {
        if (weights.isEmpty()) {
            return List.of();
        }
        Checks.that(
                weights.size() == choices,
                parameter,
                "weights",
                "as many weights as choices are needed, found " + weights.size() + " for " + choices);
        Checks.that(
                weights.stream().allMatch(w -> w > 0 && Double.isFinite(w)),
                parameter,
                "weights",
                "weights must be positive, found " + weights);
        double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
        // Left alone when they are normalised already, so that what was written reads back the same.
        return Math.abs(sum - 1) <= 1e-9
                ? List.copyOf(weights)
                : weights.stream().map(w -> w / sum).toList();
    }

    /** Adds steps as they are written, in decimals: 0.1 + 2 x 0.1 is meant to be 0.3, and -0.3 + 3 x 0.1 to be 0. */
    static double onGrid(double low, double step, long steps) {
        return BigDecimal.valueOf(step)
                .multiply(BigDecimal.valueOf(steps))
                .add(BigDecimal.valueOf(low))
                .round(new MathContext(15))
                .doubleValue();
    }

    /** Writes a number as a person would: 5, 0.25, 1e-4. */
    static String number(double value) {
        String text =
                Double.toString(value).replace("E", "e").replace(".0e", "e").replace("Infinity", "inf");
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    static String text(Object value) {
        return value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
    }

    static String list(List<Object> values) {
        return values.stream().map(Scalars::text).collect(Collectors.joining(", ", "[", "]"));
    }
}
