package dev.fer.cli.command;

import dev.fer.cli.program.UserError;
import dev.fer.models.family.ModelFamily;
import dev.fer.search.definition.ParameterDeclaration;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The values of parameters that stand on a command line, by what a family declares or a space holds. */
final class ParameterValues {
    private static final Pattern WHOLE = Pattern.compile("[-+]?\\d{1,18}");
    private static final Pattern REAL = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,3})?");
    private static final Pattern TRUTH = Pattern.compile("(?i)true|false");

    private ParameterValues() {}

    /**
     * Returns texts as a space has them: what a text says as a number or a truth value, or the text itself, whichever its
     * parameter may be. What it may not be at all is to be refused by its name.
     */
    static Configuration of(SearchSpace space, Map<String, String> texts) {
        Map<String, Object> values = new LinkedHashMap<>();
        texts.forEach((name, text) -> {
            List<Object> readings = readings(text);
            values.put(
                    name,
                    space.indexOf(name).map(space.parameters()::get).stream()
                            .flatMap(parameter -> readings.stream().filter(parameter::contains))
                            .findFirst()
                            .orElse(readings.get(0)));
        });
        return Configuration.of(values);
    }

    /** Returns what a text may mean, the likeliest first. */
    private static List<Object> readings(String text) {
        List<Object> readings = new ArrayList<>();
        if (WHOLE.matcher(text).matches()) {
            readings.add(Long.valueOf(text));
        } else if (REAL.matcher(text).matches() && Double.isFinite(Double.parseDouble(text))) {
            readings.add(Double.valueOf(text));
        } else if (TRUTH.matcher(text).matches()) {
            readings.add(Boolean.valueOf(text));
        }
        readings.add(text);
        return readings;
    }

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
                case FLOAT -> finite(text);
                case INT -> Long.parseLong(text);
                case BOOL -> TRUTH.matcher(text).matches() ? (Object) Boolean.parseBoolean(text) : text;
                case STRING -> text;
            };
        } catch (NumberFormatException e) {
            throw new UserError(
                    "parameter '" + parameter.name() + "' is a number, found '" + text + "'",
                    "allowed: " + allowed(parameter));
        }
    }

    private static double finite(String text) {
        double number = Double.parseDouble(text);
        if (!Double.isFinite(number)) {
            throw new NumberFormatException(text);
        }
        return number;
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
