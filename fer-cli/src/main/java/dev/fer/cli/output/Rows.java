package dev.fer.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A table of values, before anyone decides how it is written. A cell is a String, Long, Integer, Double, Boolean,
 * Instant, a Map or List of such (nested in JSON, as JSON text elsewhere), or an empty Optional for nothing.
 *
 * @param columns the keys, in snake_case; they are the headers of tables and CSV and the keys of JSON
 * @param rows as many cells as columns each
 */
public record Rows(List<String> columns, List<List<Object>> rows) {

    /** Starts a table. */
    public static Builder of(String... columns) {
        return new Builder(List.of(columns));
    }

    /** Starts a table whose columns are computed. */
    public static Builder of(List<String> columns) {
        return new Builder(columns);
    }

    /** Returns the rows with only those columns whose names pass. */
    public Rows select(Predicate<String> wanted) {
        int[] kept = IntStream.range(0, columns.size())
                .filter(index -> wanted.test(columns.get(index)))
                .toArray();
        return new Rows(
                pick(columns, kept), rows.stream().map(row -> pick(row, kept)).toList());
    }

    /** Tells whether a column says the same in every row. */
    public boolean isUniform(String column) {
        int index = columns.indexOf(column);
        return rows.stream().map(row -> row.get(index)).distinct().count() <= 1;
    }

    private static <T> List<T> pick(List<T> cells, int[] kept) {
        return IntStream.of(kept).mapToObj(cells::get).toList();
    }

    /** Gathers rows; not thread-safe. */
    public static final class Builder {
        private final List<String> columns;
        private final List<List<Object>> rows = new ArrayList<>();

        private Builder(List<String> columns) {
            this.columns = List.copyOf(columns);
        }

        /** Adds a row; an Optional is unwrapped where it has a value. */
        public Builder row(Object... cells) {
            return row(List.of(cells));
        }

        /** Adds a row; an Optional is unwrapped where it has a value. */
        public Builder row(List<?> cells) {
            if (cells.size() != columns.size()) {
                throw new IllegalArgumentException("expected " + columns.size() + " cells, found " + cells.size());
            }
            List<Object> unwrapped = new ArrayList<>();
            for (Object cell : cells) {
                unwrapped.add(cell instanceof Optional<?> optional && optional.isPresent() ? optional.get() : cell);
            }
            rows.add(List.copyOf(unwrapped));
            return this;
        }

        /** Returns the table. */
        public Rows build() {
            return new Rows(columns, List.copyOf(rows));
        }
    }
}
