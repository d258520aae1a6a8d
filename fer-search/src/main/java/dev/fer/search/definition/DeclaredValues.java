package dev.fer.search.definition;

import dev.fer.common.Suggestions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks values against what a model, the training or a sampler declares. */
final class DeclaredValues {
    private DeclaredValues() {}

    /**
     * What is wrong with a value.
     *
     * @param suggestion what may have been meant
     */
    record Problem(String message, Optional<String> suggestion) {}

    /** Reports a value that a declaration does not allow. */
    static boolean check(Place place, ParameterDeclaration declaration, Object value, Faults faults) {
        Optional<Problem> problem = problem(declaration, value);
        problem.ifPresent(found -> faults.add(place, found.message(), found.suggestion()));
        return problem.isEmpty();
    }

    /** Returns what is wrong with a value, or empty if the declaration allows it. */
    static Optional<Problem> problem(ParameterDeclaration declaration, Object value) {
        String name = "'" + declaration.name() + "'";
        if (!isOfKind(declaration.kind(), value)) {
            return problem(name + " takes " + describe(declaration.kind()) + ", found " + Node.text(value));
        }
        if (value instanceof Number number && !isWithin(declaration, number.doubleValue())) {
            return problem(name + " takes " + limits(declaration) + ", found " + Node.text(value));
        }
        if (!isListed(declaration, value)) {
            String message = name + " has no choice " + Node.text(value) + "; allowed: " + choices(declaration);
            return Optional.of(new Problem(message, suggestion(declaration, value)));
        }
        return declaration.check().problem(value).flatMap(problem -> problem(name + ": " + problem));
    }

    private static Optional<Problem> problem(String message) {
        return Optional.of(new Problem(message, Optional.empty()));
    }

    /** Returns a value, which was checked, as its declared type: a Double for a float, a Long for an int. */
    static Object convert(ParameterDeclaration declaration, Object value) {
        return switch (declaration.kind()) {
            case FLOAT -> ((Number) value).doubleValue();
            case INT -> ((Number) value).longValue();
            default -> value;
        };
    }

    static boolean isWithin(ParameterDeclaration declaration, double value) {
        return value >= declaration.low() && value <= declaration.high();
    }

    static boolean isOfKind(ParameterDeclaration.Kind kind, Object value) {
        return switch (kind) {
            case FLOAT -> value instanceof Number;
            case INT -> value instanceof Number number && number.doubleValue() == Math.rint(number.doubleValue());
            case STRING -> value instanceof String;
            case BOOL -> value instanceof Boolean;
        };
    }

    static String describe(ParameterDeclaration.Kind kind) {
        return switch (kind) {
            case FLOAT -> "a number";
            case INT -> "a whole number";
            case STRING -> "a string";
            case BOOL -> "true or false";
        };
    }

    /** Describes what is allowed, for instance {@code a whole number from 1 to 10}. */
    static String limits(ParameterDeclaration declaration) {
        if (!declaration.choices().isEmpty()) {
            return "one of " + choices(declaration);
        }
        String low = declaration.low() == Double.NEGATIVE_INFINITY ? "" : number(declaration.low());
        String high = declaration.high() == Double.POSITIVE_INFINITY ? "" : number(declaration.high());
        String kind = describe(declaration.kind());
        if (low.isEmpty() && high.isEmpty()) {
            return kind;
        }
        if (low.isEmpty() || high.isEmpty()) {
            return kind + (low.isEmpty() ? " up to " + high : " from " + low);
        }
        return kind + " from " + low + " to " + high;
    }

    private static String number(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return whole ? String.valueOf((long) value) : String.valueOf(value);
    }

    static boolean isListed(ParameterDeclaration declaration, Object value) {
        return declaration.choices().isEmpty()
                || declaration.choices().stream().anyMatch(choice -> same(choice, value));
    }

    private static boolean same(Object a, Object b) {
        return (a instanceof Number x && b instanceof Number y) ? x.doubleValue() == y.doubleValue() : a.equals(b);
    }

    private static String choices(ParameterDeclaration declaration) {
        return declaration.choices().stream().map(Node::text).collect(Collectors.joining(", "));
    }

    private static Optional<String> suggestion(ParameterDeclaration declaration, Object value) {
        List<String> names = declaration.choices().stream().map(String::valueOf).toList();
        return value instanceof String text ? Suggestions.closest(text, names) : Optional.empty();
    }
}
