package dev.fer.report.text;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Values of parameters and settings as a person reads them. */
public final class Values {
    private static final JsonMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private Values() {}

    /** Returns a JSON value as text: numbers as {@link Numbers} writes them, strings bare. */
    public static String text(Object value) {
        if (value instanceof Double number) {
            return Numbers.value(number);
        }
        return value instanceof String string ? string : SORTED.writeValueAsString(value);
    }
}
