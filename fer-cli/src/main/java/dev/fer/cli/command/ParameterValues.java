package dev.fer.cli.command;

import dev.fer.cli.program.UserError;
import dev.fer.models.family.ModelFamily;
import dev.fer.search.definition.ParameterDeclaration;
import dev.fer.search.space.Configuration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The values of a model's parameters that stand on a command line, by what the family declares. */
final class ParameterValues {
    private ParameterValues() {}

    /** Returns texts as values of the declared kinds; what is not declared stays text, to be refused by its name. */
    static Configuration of(ModelFamily family, Map<String, String> texts) {
        return Configuration.of(of(family.declaration().parameters(), texts));
    }

    /** Returns texts as values of the declared kinds; what is not declared stays text, to be refused by its name. */
    static Map<String, Object> of(List<ParameterDeclaration> declarations, Map<String, String> texts) {
        Map<String, ParameterDeclaration> declared = new LinkedHashMap<>();
        declarations.forEach(parameter -> declared.put(parameter.name(), parameter));
        Map<String, Object> typed = new LinkedHashMap<>();
        texts.forEach((key, text) -> typed.put(
                key,
                Optional.ofNullable(declared.get(key))
                        .map(parameter -> value(parameter, text))
                        .orElse(text)));
        return typed;
    }

    private static Object value(ParameterDeclaration parameter, String text) {
        try {
            return switch (parameter.kind()) {
                case FLOAT -> Double.parseDouble(text);
                case INT -> Long.parseLong(text);
                case BOOL -> text.matches("(?i)true|false") ? (Object) Boolean.parseBoolean(text) : text;
                case STRING -> text;
            };
        } catch (NumberFormatException e) {
            throw new UserError(
                    "parameter '" + parameter.name() + "' is a number, found '" + text + "'",
                    "allowed: " + allowed(parameter));
        }
    }

    /** Returns in words what a parameter may be. */
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
}
