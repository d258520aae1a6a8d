package dev.fer.report.csv;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One line of RFC 4180. A text that a spreadsheet would take for a formula gets a leading apostrophe, which shows it as
 * the text that it is; numbers stay numbers.
 */
final class CsvLine {
    private static final String FORMULA = "=+-@\t\r\n＝＋－＠";
    private static final String SPECIAL = ",\"\r\n";

    private CsvLine() {}

    /** Returns the cells as a line with its end; an empty Optional is an empty cell. */
    static String of(List<?> cells) {
        return cells.stream().map(CsvLine::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(CsvLine::cell).orElse("");
        }
        return value instanceof Number ? String.valueOf(value) : quoted(harmless(String.valueOf(value)));
    }

    private static String harmless(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static String quoted(String text) {
        return text.chars().anyMatch(character -> SPECIAL.indexOf(character) >= 0)
                ? "\"" + text.replace("\"", "\"\"") + "\""
                : text;
    }
}
