package dev.fer.report.text;

import dev.fer.report.data.Proportion.Difference;
import dev.fer.report.data.ReferenceTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** What is said about results from elsewhere beside ours. */
public final class ReferenceTexts {
    private static final Map<String, String> SHORT = Map.of(
            "train.accuracy", "Train",
            "validation.accuracy", "Validation",
            "test.accuracy", "Test");

    private ReferenceTexts() {}

    /** Says how many results are made real here, and how they compare. */
    public static String caption(ReferenceTable table) {
        String all = "Of " + Numbers.count(table.rows().size(), "result") + " of " + Names.inSentence(table.source());
        if (table.real().isEmpty()) {
            return all + ", no trial of this report trains the same model" + best(table) + ".";
        }
        List<String> counts = new ArrayList<>();
        count(counts, table, difference -> difference.low() > 0, "better");
        count(counts, table, difference -> difference.high() < 0, "worse");
        count(counts, table, Difference::isOpen, "too close to call");
        String judged =
                counts.isEmpty() ? "" : ", of which " + Names.list(counts) + " on " + Names.inSentence(table.metric());
        return all + ", trials here make " + Numbers.value(table.real().size()) + " real" + judged + best(table) + ".";
    }

    private static String best(ReferenceTable table) {
        return table.best()
                .map(row -> "; the best trial here reaches "
                        + figure(row.ours().flatMap(ours -> ours.metric(table.metric()))) + ", the best of theirs, "
                        + Names.inSentence(row.reference().name()) + ", "
                        + figure(row.reference().metric(table.metric())))
                .orElse("");
    }

    private static void count(List<String> counts, ReferenceTable table, Predicate<Difference> kind, String name) {
        long number = table.rows().stream()
                .flatMap(row -> row.difference().stream())
                .filter(kind)
                .count();
        if (number > 0) {
            counts.add(number + (number == 1 ? " is " : " are ") + name);
        }
    }

    /** Says what the differences and times are. */
    public static String note(ReferenceTable table) {
        return "Differences are in percentage points of " + Names.inSentence(table.metric()) + ", with the 95"
                + Numbers.UNIT + "% interval for two independent samples; it covers the choice of samples, not the luck"
                + " of a run. Times are of different machines. Held-out data is judged only by an explicit command, so"
                + " that it may be missing here.";
    }

    /** Returns a figure; shares with four decimals, so that they stand in line. */
    public static String figure(Optional<Double> value) {
        return value.map(found ->
                        found >= 0 && found <= 1 ? String.format(Locale.ROOT, "%.4f", found) : Numbers.value(found))
                .orElse(Numbers.NONE);
    }

    /** Returns what a metric is called at the head of a column. */
    public static String head(String metric) {
        return SHORT.getOrDefault(metric, metric);
    }

    /** Returns a difference in percentage points with its sign. */
    public static String points(double difference) {
        return String.format(Locale.ROOT, "%+.1f", 100 * difference).replace('-', '\u2212');
    }

    /** Returns a word for what a difference says. */
    public static String verdict(Difference difference) {
        return difference.isOpen() ? "open" : difference.value() > 0 ? "better" : "worse";
    }

    /** Returns a number in full, or a dash. */
    public static String whole(OptionalLong number) {
        return number.isPresent() ? Numbers.value(number.getAsLong()) : Numbers.NONE;
    }
}
