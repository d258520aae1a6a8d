package dev.fer.search.space;

import dev.fer.common.Suggestions;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Makes a record of a configuration's values, by the names of its components. */
final class RecordReader<T extends Record> {
    private final Configuration values;
    private final Class<T> type;

    RecordReader(Configuration values, Class<T> type) {
        this.values = values;
        this.type = type;
    }

    T read() {
        if (!type.isRecord()) {
            throw new IllegalArgumentException(type.getName() + " is not a record of its own");
        }
        RecordComponent[] components = type.getRecordComponents();
        Object[] arguments = Arrays.stream(components).map(this::argument).toArray();
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            // A record may be a detail of the class that uses it.
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            Throwable demand = e.getCause();
            throw new IllegalArgumentException(type.getSimpleName() + " refuses " + values + ": " + demand, demand);
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            throw new IllegalArgumentException(
                    "no " + type.getName() + " can be made here: its module must open its package", e);
        }
    }

    private Object argument(RecordComponent component) {
        try {
            return value(component, name(component.getName()));
        } catch (IllegalArgumentException e) {
            String typed = component.getGenericType().getTypeName() + " " + component.getName();
            throw new IllegalArgumentException(
                    "component '" + typed + "' of " + type.getSimpleName() + ": " + e.getMessage(), e);
        }
    }

    private String name(String component) {
        String snake = component.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
        return !values.contains(component) && values.contains(snake) ? snake : component;
    }

    private Object value(RecordComponent component, String name) {
        Class<?> wanted = component.getType();
        boolean active = values.contains(name);
        if (wanted == OptionalDouble.class) {
            return active ? OptionalDouble.of(values.getDouble(name)) : OptionalDouble.empty();
        }
        if (wanted == OptionalInt.class) {
            return active ? OptionalInt.of(values.getInt(name)) : OptionalInt.empty();
        }
        if (wanted == OptionalLong.class) {
            return active ? OptionalLong.of(values.getLong(name)) : OptionalLong.empty();
        }
        if (wanted == Optional.class) {
            return active ? Optional.of(scalar(element(component), name)) : Optional.empty();
        }
        if (!active) {
            throw new IllegalArgumentException("no parameter '" + name + "' is active here; active: " + values.names()
                    + Suggestions.didYouMean(name, values.names())
                    + " (one that is not always active needs an Optional)");
        }
        return scalar(wanted, name);
    }

    private static Class<?> element(RecordComponent component) {
        return component.getGenericType() instanceof ParameterizedType optional
                        && optional.getActualTypeArguments()[0] instanceof Class<?> element
                ? element
                : Optional.class;
    }

    private Object scalar(Class<?> wanted, String name) {
        return switch (wanted.getName()) {
            case "double", "java.lang.Double" -> values.getDouble(name);
            case "int", "java.lang.Integer" -> values.getInt(name);
            case "long", "java.lang.Long" -> values.getLong(name);
            case "boolean", "java.lang.Boolean" -> values.getBoolean(name);
            case "java.lang.String" -> values.getString(name);
            default -> constant(wanted, name);
        };
    }

    private Object constant(Class<?> wanted, String name) {
        if (!wanted.isEnum()) {
            throw new IllegalArgumentException(
                    "no value is of this type; allowed: double, int, long, boolean, String, an enum, and an Optional of"
                            + " these");
        }
        String text = values.getString(name);
        List<?> constants = List.of(wanted.getEnumConstants());
        List<String> names =
                constants.stream().map(constant -> ((Enum<?>) constant).name()).toList();
        return constants.stream()
                .filter(constant -> ((Enum<?>) constant).name().equalsIgnoreCase(text.replace('-', '_')))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + text + "\" is none of its constants " + names + Suggestions.didYouMean(text, names)));
    }
}
