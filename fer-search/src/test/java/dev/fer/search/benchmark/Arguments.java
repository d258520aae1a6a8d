package dev.fer.search.benchmark;

import dev.fer.search.definition.SearchDefinition.Component;
import java.util.HashMap;
import java.util.Map;

/** Command-line arguments of the form {@code --name value}. */
final class Arguments {
    private final Map<String, String> values = new HashMap<>();

    Arguments(String[] arguments) {
        if (arguments.length % 2 != 0) {
            throw new IllegalArgumentException("arguments come in pairs: --name value");
        }
        for (int i = 0; i < arguments.length; i += 2) {
            values.put(arguments[i].replaceFirst("^--", ""), arguments[i + 1]);
        }
    }

    String text(String name, String defaultValue) {
        return values.getOrDefault(name, defaultValue);
    }

    int whole(String name, int defaultValue) {
        return values.containsKey(name) ? Integer.parseInt(values.get(name)) : defaultValue;
    }

    /** Reads a component with its options: {@code tpe} or {@code tpe:profile=optuna,candidates=48}. */
    static Component component(String text) {
        String[] parts = text.split(":", 2);
        Map<String, Object> options = new HashMap<>();
        for (String option : parts.length == 1 ? new String[0] : parts[1].split(",")) {
            String[] pair = option.split("=", 2);
            options.put(pair[0], value(pair[1]));
        }
        return new Component(parts[0], options);
    }

    private static Object value(String text) {
        if (text.matches("-?[0-9]+")) {
            return Long.valueOf(text);
        }
        return text.matches("-?[0-9]*\\.[0-9]+([eE]-?[0-9]+)?") ? (Object) Double.valueOf(text) : text;
    }
}
