package dev.fer.report.markdown;

import dev.fer.report.data.Proportion.Difference;
import dev.fer.report.data.Reference;
import dev.fer.report.data.ReferenceTable;
import dev.fer.report.text.Numbers;
import dev.fer.report.text.ReferenceTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Results from elsewhere, each with a line of ours below it where a trial makes it real. */
final class ReferenceSection {
    private ReferenceSection() {}

    /**
     * Adds the table.
     *
     * @param named whether to say which study a trial is of
     * @param level of the heading, 1 the highest
     */
    static void write(ReferenceTable table, boolean named, int level, Markdown text) {
        List<String> header = new ArrayList<>(List.of("Result", "Of", "Parameters", "Steps"));
        table.metrics().forEach(metric -> header.add(ReferenceTexts.head(metric)));
        header.addAll(List.of("Time", "Points ahead", "95 % interval"));
        List<List<String>> rows = new ArrayList<>();
        table.rows().forEach(row -> add(rows, row, row.reference().name(), table, named));
        table.best()
                .ifPresent(row ->
                        add(rows, row, "The best of each: " + row.reference().name(), table, named));
        text.heading(level, "Results from elsewhere, and ours");
        text.paragraph(ReferenceTexts.caption(table));
        text.table(header, 2, rows);
        text.paragraph(ReferenceTexts.note(table));
    }

    private static void add(
            List<List<String>> rows, ReferenceTable.Row row, String name, ReferenceTable table, boolean named) {
        rows.add(theirs(row.reference(), name, table));
        row.ours().ifPresent(ours -> rows.add(ours(ours, row.difference(), table, named)));
    }

    private static List<String> theirs(Reference reference, String name, ReferenceTable table) {
        String steps =
                reference.steps().isPresent() ? Numbers.value(reference.steps().getAsInt()) : Numbers.NONE;
        List<String> cells =
                new ArrayList<>(List.of(name, "theirs", ReferenceTexts.whole(reference.parameters()), steps));
        cells.addAll(figures(table, reference::metric));
        cells.add(reference.time().map(Numbers::duration).orElse(Numbers.NONE));
        cells.addAll(List.of("", ""));
        return cells;
    }

    private static List<String> ours(
            ReferenceTable.Ours ours, Optional<Difference> difference, ReferenceTable table, boolean named) {
        List<String> cells = new ArrayList<>(List.of(
                "",
                "ours: trial " + ours.trial() + (named ? " of " + ours.study() : "")
                        + (ours.candidates() > 1 ? ", best of " + ours.candidates() : ""),
                ReferenceTexts.whole(ours.parameters()),
                Numbers.value(ours.steps())));
        cells.addAll(figures(table, ours::metric));
        cells.add(Numbers.duration(ours.time()));
        cells.add(difference.map(found -> ReferenceTexts.points(found.value())).orElse(Numbers.NONE));
        cells.add(difference
                .map(found -> ReferenceTexts.points(found.low()) + " to " + ReferenceTexts.points(found.high()))
                .orElse(Numbers.NONE));
        return cells;
    }

    private static List<String> figures(ReferenceTable table, Function<String, Optional<Double>> figure) {
        return table.metrics().stream()
                .map(metric -> ReferenceTexts.figure(figure.apply(metric)))
                .toList();
    }
}
