package dev.fer.cli.output;

import java.util.Map;

/**
 * What is to be said of one thing: a line each in a table and CSV, one object in JSON.
 *
 * @param key what a name is called, the header of a table's first column
 * @param values by name, in snake_case, in the order of the table; cells as {@link Rows} has them
 */
public record Facts(String key, Map<String, ?> values) {

    /** Returns a line for each. */
    public Rows rows() {
        Rows.Builder rows = Rows.of(key, "value");
        values.forEach(rows::row);
        return rows.build();
    }
}
