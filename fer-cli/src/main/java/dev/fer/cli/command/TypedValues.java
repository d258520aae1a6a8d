package dev.fer.cli.command;

import dev.fer.cli.program.UserError;
import dev.fer.search.definition.ParameterDeclaration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes values of what {@code --set NAME=VALUE} says, as the declarations tell. */
final class TypedValues {
    private TypedValues() {}

    /**
     * Returns values by name; those of undeclared names stay text, for whoever checks names.
     *
     * @throws UserError if a number is none
     */
    static Map<String, Object> of(List<ParameterDeclaration> declarations, Map<String, String> texts) {
        Map<String, ParameterDeclaration> declared = new LinkedHashMap<>();
        declarations.forEach(parameter -> declared.put(parameter.name(), parameter));
        Map<String, Object> typed = new LinkedHashMap<>();
        texts.forEach((name, text) -> typed.put(
                name,
                Optional.ofNullable(declared.get(name))
                        .map(parameter -> value(parameter, text))
                        .orElse(text)));
        return typed;
    }

    /** Returns what a parameter may be, for people. */
    static String allowed(ParameterDeclaration parameter) {
        if (!parameter.choices().isEmpty()) {
            return String.join(
                    ", ", parameter.choices().stream().map(String::valueOf).toList());
        }
        return switch (parameter.kind()) {
            case FLOAT -> parameter.low() + " .. " + parameter.high();
            case INT -> (long) parameter.low() + " .. " + (long) parameter.high();
            case BOOL -> "true, false";
            case STRING -> "text";
        };
    }

    private static Object value(ParameterDeclaration parameter, String text) {
        try {
            return switch (parameter.kind()) {
                case FLOAT -> Double.parseDouble(text);
                case INT -> Long.parseLong(text);
                case BOOL -> Boolean.parseBoolean(text);
                case STRING -> text;
            };
        } catch (NumberFormatException e) {
            throw new UserError(
                    "parameter '" + parameter.name() + "' is a number, found '" + text + "'",
                    "allowed: " + allowed(parameter));
        }
    }
}
