package dev.fer.models.family;

import dev.fer.common.Suggestions;
import dev.fer.search.definition.ParameterDeclaration;
import dev.fer.search.space.Configuration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks values against declarations and fills in what is missing. */
public final class Parameters {
    private Parameters() {}

    /**
     * Returns the values with defaults filled in, in the order of the declarations.
     *
     * @param owner whose parameters they are, for messages: "model 'cnn'"
     * @throws ParameterException if a name is unknown or a value does not fit its declaration
     */
    public static Configuration resolve(String owner, List<ParameterDeclaration> declarations, Configuration values) {
        List<String> names =
                declarations.stream().map(ParameterDeclaration::name).toList();
        List<String> problems = new ArrayList<>();
        for (String name : values.names()) {
            if (!names.contains(name)) {
                problems.add(owner + " has no parameter '" + name + "'" + Suggestions.didYouMean(name, names));
            }
        }
        Map<String, Object> resolved = new LinkedHashMap<>();
        for (ParameterDeclaration declaration : declarations) {
            Optional<Object> given = values.find(declaration.name());
            given.flatMap(value -> problem(declaration, value))
                    .ifPresent(problem -> problems.add(declaration.name() + ": " + problem));
            given.or(declaration::defaultValue).ifPresent(value -> resolved.put(declaration.name(), value));
        }
        if (!problems.isEmpty()) {
            throw new ParameterException(problems);
        }
        return Configuration.of(resolved);
    }

    private static Optional<String> problem(ParameterDeclaration declaration, Object value) {
        boolean number = value instanceof Number;
        boolean fits = switch (declaration.kind()) {
            case FLOAT -> number;
            case INT -> number && ((Number) value).doubleValue() == Math.rint(((Number) value).doubleValue());
            case STRING -> value instanceof String;
            case BOOL -> value instanceof Boolean;
        };
        if (!fits) {
            return Optional.of("expected " + kind(declaration.kind()) + ", found " + value);
        }
        if (number && (asDouble(value) < declaration.low() || asDouble(value) > declaration.high())) {
            return Optional.of("allowed is " + range(declaration) + ", found " + value);
        }
        if (!declaration.choices().isEmpty() && !declaration.choices().contains(value)) {
            List<String> choices =
                    declaration.choices().stream().map(String::valueOf).toList();
            return Optional.of("allowed is one of " + String.join(", ", choices) + ", found " + value
                    + Suggestions.didYouMean(String.valueOf(value), choices));
        }
        return declaration.check().problem(value);
    }

    private static double asDouble(Object value) {
        return ((Number) value).doubleValue();
    }

    private static String kind(ParameterDeclaration.Kind kind) {
        return switch (kind) {
            case FLOAT -> "a number";
            case INT -> "a whole number";
            case STRING -> "a string";
            case BOOL -> "true or false";
        };
    }

    private static String range(ParameterDeclaration declaration) {
        return text(declaration, declaration.low()) + " to " + text(declaration, declaration.high());
    }

    private static String text(ParameterDeclaration declaration, double limit) {
        boolean whole = declaration.kind() == ParameterDeclaration.Kind.INT && Double.isFinite(limit);
        return whole ? String.valueOf((long) limit) : String.valueOf(limit);
    }
}
