package dev.fer.cli.output;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes rows as an aligned table for people, or exactly for programs: JSON, JSON lines, CSV, and tab-separated
 * values where a table is piped.
 */
public final class RowsWriter {
    /** How rows are written. */
    public enum Format {
        /** Aligned columns on a terminal, tabs and full precision elsewhere. */
        TABLE,
        /** One JSON array of objects. */
        JSON,
        /** One JSON object a line. */
        JSONL,
        /** RFC 4180 with a header line. */
        CSV
    }

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private static final JsonMapper JSON =
            JsonMapper.builder().disable(SerializationFeature.INDENT_OUTPUT).build();

    private final PrintWriter out;
    private final boolean terminal;

    /** Creates a writer; it flushes and never closes the stream. */
    public RowsWriter(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Writes all rows. */
    public void write(Rows rows, Format format) {
        switch (format) {
            case TABLE -> table(rows);
            case JSON ->
                out.println(rows.rows().stream()
                        .map(row -> json(rows.columns(), row))
                        .collect(Collectors.joining(
                                ",\n  ",
                                rows.rows().isEmpty() ? "[" : "[\n  ",
                                rows.rows().isEmpty() ? "]" : "\n]")));
            case JSONL -> rows.rows().forEach(row -> out.println(json(rows.columns(), row)));
            case CSV -> {
                out.print(String.join(
                                ",",
                                rows.columns().stream().map(RowsWriter::csv).toList()) + "\r\n");
                rows.rows()
                        .forEach(row -> out.print(row.stream()
                                .map(cell -> csv(exact(cell)))
                                .collect(Collectors.joining(",", "", "\r\n"))));
            }
        }
        out.flush();
    }

    /** Writes one JSON object on a line. */
    void write(Map<String, ?> object) {
        out.println(json(List.copyOf(object.keySet()), List.copyOf(object.values())));
        out.flush();
    }

    private void table(Rows rows) {
        if (!terminal) {
            out.println(String.join("\t", rows.columns()));
            rows.rows()
                    .forEach(row -> out.println(
                            row.stream().map(cell -> onOneLine(exact(cell))).collect(Collectors.joining("\t"))));
            return;
        }
        List<List<String>> cells = new ArrayList<>();
        cells.add(rows.columns());
        rows.rows()
                .forEach(row -> cells.add(row.stream().map(RowsWriter::rounded).toList()));
        int[] widths = IntStream.range(0, rows.columns().size())
                .map(column -> cells.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        for (int i = 0; i < cells.size(); i++) {
            out.println(aligned(
                    cells.get(i), widths, i == 0 ? List.of() : rows.rows().get(i - 1)));
        }
    }

    private static String aligned(List<String> cells, int[] widths, List<Object> values) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            boolean right = !values.isEmpty() && values.get(column) instanceof Number;
            String pattern = "%" + (right ? "" : "-") + Math.max(1, widths[column]) + "s";
            line.append(column == 0 ? "" : "  ").append(String.format(Locale.ROOT, pattern, cells.get(column)));
        }
        return line.toString().stripTrailing();
    }

    private static String json(List<String> columns, List<?> row) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            Object cell = row.get(i);
            object.put(columns.get(i), cell instanceof Instant instant ? instant.toString() : cell);
        }
        return JSON.writeValueAsString(object);
    }

    private static String exact(Object cell) {
        if (cell instanceof Map<?, ?> || cell instanceof List<?>) {
            return JSON.writeValueAsString(cell);
        }
        return cell instanceof Optional<?> ? "" : String.valueOf(cell);
    }

    /** What a program printed may hold what moves a terminal's cursor. */
    private static String onOneLine(String text) {
        return CONTROL.matcher(text).replaceAll(" ");
    }

    private static String rounded(Object cell) {
        if (cell instanceof Double number) {
            return Rounding.of(number);
        }
        if (cell instanceof Instant instant) {
            return instant.toString().replaceAll("\\.\\d+Z$", "Z");
        }
        String text = onOneLine(exact(cell));
        return text.length() > 60 ? text.substring(0, 57) + "..." : text;
    }

    private static String csv(String cell) {
        boolean quoted = cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell;
    }
}
