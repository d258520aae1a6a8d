package dev.fer.search.definition;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a model accepts under one name: its kind, its limits and what it means. Immutable and thread-safe, as its check
 * must be.
 *
 * @param name as written in a search space
 * @param kind of its values
 * @param defaultValue taken when a configuration lacks it; empty when it is then simply off
 * @param low the least allowed number; negative infinity for none
 * @param high the greatest allowed number; infinity for none
 * @param choices the allowed strings (or numbers); empty when not enumerated
 * @param meaning one sentence, with the unit
 * @param check a further check, for instance of a small language inside a string
 * @param use where it counts; empty when it always does
 */
public record ParameterDeclaration(
        String name,
        Kind kind,
        Optional<Object> defaultValue,
        double low,
        double high,
        List<Object> choices,
        String meaning,
        Check check,
        Optional<Use> use) {

    /**
     * Where a parameter counts.
     *
     * @param beside the parameter that decides about it
     * @param values of that parameter, one of which is needed; none where it must not be given at all
     */
    public record Use(String beside, List<Object> values) {
        /** Copies the values. */
        public Use {
            values = List.copyOf(values);
        }
    }

    /** The kind of a parameter's values. */
    public enum Kind {
        /** A real number; whole numbers are accepted. */
        FLOAT,
        /** A whole number. */
        INT,
        /** A string. */
        STRING,
        /** True or false. */
        BOOL
    }

    /** A check beyond kind, limits and choices. */
    @FunctionalInterface
    public interface Check {
        /** Returns what is wrong with a value of the right kind, or empty if nothing is. */
        Optional<String> problem(Object value);
    }

    /** Copies the choices. */
    public ParameterDeclaration {
        choices = List.copyOf(choices);
    }

    /** Declares a real number. */
    public static ParameterDeclaration real(String name, double defaultValue, double low, double high, String meaning) {
        return new ParameterDeclaration(
                name,
                Kind.FLOAT,
                Optional.of(defaultValue),
                low,
                high,
                List.of(),
                meaning,
                value -> Optional.empty(),
                Optional.empty());
    }

    /** Declares a whole number. */
    public static ParameterDeclaration whole(String name, long defaultValue, long low, long high, String meaning) {
        return new ParameterDeclaration(
                name,
                Kind.INT,
                Optional.of(defaultValue),
                (double) low,
                (double) high,
                List.of(),
                meaning,
                value -> Optional.empty(),
                Optional.empty());
    }

    /** Declares one of several strings. */
    public static ParameterDeclaration choice(String name, String defaultValue, List<String> choices, String meaning) {
        return new ParameterDeclaration(
                name,
                Kind.STRING,
                Optional.of(defaultValue),
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                List.copyOf(choices),
                meaning,
                value -> Optional.empty(),
                Optional.empty());
    }

    /** Declares a switch. */
    public static ParameterDeclaration flag(String name, boolean defaultValue, String meaning) {
        return new ParameterDeclaration(
                name,
                Kind.BOOL,
                Optional.of(defaultValue),
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                List.of(),
                meaning,
                value -> Optional.empty(),
                Optional.empty());
    }

    /** Declares a string in a small language of its own, absent by default. */
    public static ParameterDeclaration text(String name, String meaning, Check check) {
        return new ParameterDeclaration(
                name,
                Kind.STRING,
                Optional.empty(),
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                List.of(),
                meaning,
                check,
                Optional.empty());
    }

    /** Returns this declaration without a default: absent means off. */
    public ParameterDeclaration optional() {
        return new ParameterDeclaration(name, kind, Optional.empty(), low, high, choices, meaning, check, use);
    }

    /** Returns this declaration, to count only where another parameter has one of some values; its meaning says so. */
    public ParameterDeclaration countingWith(String other, Object... values) {
        String listed = Stream.of(values).map(String::valueOf).collect(Collectors.joining(" or "));
        return counting(new Use(other, List.of(values)), "; only with " + other + " " + listed);
    }

    /**
     * Returns this declaration, to count only where another parameter, which takes its place, is not given; its meaning
     * says so.
     */
    public ParameterDeclaration countingWithout(String other) {
        return counting(new Use(other, List.of()), "; not with " + other);
    }

    private ParameterDeclaration counting(Use where, String said) {
        return new ParameterDeclaration(
                name, kind, defaultValue, low, high, choices, meaning + said, check, Optional.of(where));
    }

    /** Returns what is wrong with a value, with what may have been meant, or empty if it is allowed. */
    public Optional<String> problem(Object value) {
        return DeclaredValues.problem(this, value)
                .map(problem -> problem.message()
                        + problem.suggestion()
                                .map(meant -> "; did you mean '" + meant + "'?")
                                .orElse(""));
    }
}
