package dev.fer.cli.command;

import dev.fer.cli.output.Facts;
import dev.fer.cli.output.Rows;
import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.run.TrialDirectories;
import dev.fer.search.space.Configuration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Everything about trials: as rows for exports, or of one trial. */
final class TrialRows {
    private TrialRows() {}

    /** Everything about each trial; without times and hosts two runs of the same search can be compared. */
    static Rows export(List<Trial> trials, Map<Integer, List<Report>> reports, boolean reproducible) {
        Rows.Builder rows = Rows.of(exported(reproducible));
        for (Trial trial : trials) {
            rows.row(exported(trial, reports.getOrDefault(trial.number(), List.of()), reproducible));
        }
        return rows.build();
    }

    private static List<String> exported(boolean reproducible) {
        List<String> columns =
                new ArrayList<>(List.of("number", "state", "seed", "parameters", "metrics", "failure", "reports"));
        if (!reproducible) {
            columns.addAll(List.of("attributes", "attempts", "worker", "created", "started", "finished", "seconds"));
        }
        return columns;
    }

    private static List<Object> exported(Trial trial, List<Report> reports, boolean reproducible) {
        List<Object> row = new ArrayList<>(List.of(
                trial.number(),
                label(trial),
                trial.seed(),
                trial.configuration().orElse(Configuration.EMPTY).values(),
                metrics(trial.metrics(), reproducible),
                trial.failure().map(f -> f.reason().label() + ": " + f.message()),
                reports(reports, reproducible)));
        if (!reproducible) {
            row.addAll(List.of(
                    new TreeMap<>(trial.attributes()),
                    trial.attempts(),
                    trial.worker(),
                    trial.created(),
                    trial.started(),
                    trial.finished(),
                    trial.computeTime().toMillis() / 1000.0));
        }
        return row;
    }

    /**
     * Everything about one trial: as {@link #export} has it where values may be nested, else a line for each value; and
     * where its files are.
     *
     * @param directory of the trial, which need not exist
     */
    static Facts show(Trial trial, List<Report> reports, Path directory, boolean nested) {
        Map<String, Object> facts = new LinkedHashMap<>();
        if (nested) {
            Iterator<Object> values = exported(trial, reports, false).iterator();
            exported(false).forEach(name -> facts.put(name, values.next()));
            facts.put("directory", existing(directory));
            facts.put("log", existing(directory.resolve(TrialDirectories.LOG)));
        } else {
            facts.putAll(lines(trial, reports, directory));
        }
        return new Facts("key", facts);
    }

    private static Optional<String> existing(Path file) {
        return Optional.of(file).filter(Files::exists).map(Path::toString);
    }

    private static Map<String, Object> lines(Trial trial, List<Report> reports, Path directory) {
        Map<String, Object> lines = new LinkedHashMap<>();
        lines.put("number", trial.number());
        lines.put("state", label(trial));
        lines.put("seed", trial.seed());
        lines.put("epoch", trial.lastStep());
        lines.put("attempts", trial.attempts());
        lines.put("seconds", trial.computeTime().toMillis() / 1000.0);
        lines.put("worker", trial.worker());
        lines.put("created", trial.created());
        lines.put("started", trial.started());
        lines.put("finished", trial.finished());
        existing(directory).ifPresent(path -> lines.put("directory", path));
        existing(directory.resolve(TrialDirectories.LOG)).ifPresent(path -> lines.put("log", path));
        trial.configuration()
                .ifPresent(c -> c.values().forEach((name, value) -> lines.put("parameters." + name, value)));
        new TreeMap<>(trial.metrics()).forEach((name, value) -> lines.put("metrics." + name, value));
        new TreeMap<>(trial.attributes()).forEach((name, value) -> lines.put("attributes." + name, value));
        trial.failure().ifPresent(failure -> {
            lines.put("failure.reason", failure.reason().label());
            lines.put("failure.message", failure.message());
            lines.put("failure.trace", failure.trace());
        });
        for (Report report : reports) {
            new TreeMap<>(report.metrics())
                    .forEach((name, value) -> lines.put("reports." + report.step() + "." + name, value));
        }
        return lines;
    }

    private static List<Object> reports(List<Report> reports, boolean reproducible) {
        List<Object> rows = new ArrayList<>();
        for (Report report : reports) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("step", report.step());
            row.putAll(metrics(report.metrics(), reproducible));
            rows.add(row);
        }
        return rows;
    }

    /** Metrics that measure time end in "seconds" by convention; no two runs agree on them. */
    private static Map<String, Object> metrics(Map<String, Double> metrics, boolean reproducible) {
        Map<String, Object> sorted = new TreeMap<>(metrics);
        sorted.keySet().removeIf(name -> reproducible && name.endsWith("seconds"));
        return sorted;
    }

    /** Returns a trial's state in one word. */
    static String label(Trial trial) {
        return trial.state().name().toLowerCase(Locale.ROOT);
    }
}
