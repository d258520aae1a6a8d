package dev.fer.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Options that leave columns out of a wide table; the first column, which names the row, always stays. */
public final class ColumnOptions {
    @Option(names = "--only-changed", description = "Leave out columns that say the same in every line.")
    private boolean onlyChanged;

    @Option(
            names = "--drop",
            paramLabel = "REGEX",
            description = "Leave out columns whose names match; may be given several times.")
    private List<Pattern> dropped = new ArrayList<>();

    @Option(
            names = "--keep",
            paramLabel = "REGEX",
            description = "Keep columns whose names match, whatever the other two say.")
    private List<Pattern> kept = new ArrayList<>();

    /** Returns the rows without the columns that were not wanted. */
    public Rows of(Rows rows) {
        String first = rows.columns().get(0);
        return rows.select(column -> column.equals(first)
                || matches(kept, column)
                || !(matches(dropped, column) || onlyChanged && rows.isUniform(column)));
    }

    private static boolean matches(List<Pattern> patterns, String column) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(column).find());
    }
}
