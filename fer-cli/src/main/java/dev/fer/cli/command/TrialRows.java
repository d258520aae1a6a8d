package dev.fer.cli.command;

import dev.fer.cli.output.Facts;
import dev.fer.cli.output.Rows;
import dev.fer.cli.program.UserError;
import dev.fer.common.Suggestions;
import dev.fer.search.Goal;
import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.Parameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Trials as rows: a line each for lists, everything for exports. */
final class TrialRows {
    private static final List<String> OWN = List.of("number", "state", "epoch", "seconds", "failure");

    private TrialRows() {}

    /** A metric goes by its name, or as {@code metrics.seconds} where a column of the list has that name. */
    private static String column(Goal goal) {
        return OWN.contains(goal.metric()) ? "metrics." + goal.metric() : goal.metric();
    }

    /** A parameter goes by its name, or as {@code parameters.loss} where something else has that name. */
    private static String column(SearchDefinition definition, Parameter parameter) {
        String name = parameter.name();
        boolean taken = OWN.contains(name)
                || definition.goals().stream().map(TrialRows::column).anyMatch(name::equals);
        return taken ? "parameters." + name : name;
    }

    private static Optional<Goal> goal(SearchDefinition definition, String column) {
        return definition.goals().stream()
                .filter(goal -> column(goal).equals(column))
                .findFirst();
    }

    private static Optional<String> parameter(SearchDefinition definition, String column) {
        return definition.space().parameters().stream()
                .filter(parameter -> column(definition, parameter).equals(column))
                .map(Parameter::name)
                .findFirst();
    }

    /** One line a trial: number, state, goals, last epoch, seconds, parameters, what went wrong. */
    static Rows list(SearchDefinition definition, List<Trial> trials) {
        List<String> parameters =
                definition.space().parameters().stream().map(Parameter::name).toList();
        List<String> columns = new ArrayList<>(List.of("number", "state"));
        definition.goals().forEach(goal -> columns.add(column(goal)));
        columns.addAll(List.of("epoch", "seconds"));
        definition.space().parameters().forEach(parameter -> columns.add(column(definition, parameter)));
        columns.add("failure");
        Rows.Builder rows = Rows.of(columns);
        for (Trial trial : trials) {
            Configuration configuration = trial.configuration().orElse(Configuration.EMPTY);
            List<Object> row = new ArrayList<>(List.of(trial.number(), label(trial)));
            definition.goals().forEach(goal -> row.add(trial.metric(goal.metric())));
            row.add(trial.lastStep());
            row.add(trial.computeTime().toMillis() / 1000.0);
            parameters.forEach(name -> row.add(configuration.find(name)));
            row.add(trial.failure().map(f -> f.reason().label() + ": " + f.message()));
            rows.row(row);
        }
        return rows.build();
    }

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
     * The trials in the order of a column of {@link #list}; those without a value there come last.
     *
     * @param reversed whether the order is turned round
     */
    static List<Trial> sorted(SearchDefinition definition, List<Trial> trials, String column, boolean reversed) {
        Comparator<Trial> order = order(definition, column);
        Comparator<Trial> wanted = reversed ? order.reversed() : order;
        return trials.stream()
                .sorted(Comparator.comparing((Trial trial) -> isMissing(definition, trial, column))
                        .thenComparing(wanted))
                .toList();
    }

    private static Comparator<Trial> order(SearchDefinition definition, String column) {
        if (column.equals("number")) {
            return Comparator.comparingInt(Trial::number);
        }
        if (column.equals("epoch")) {
            return Comparator.comparingInt(Trial::lastStep);
        }
        if (column.equals("seconds")) {
            return Comparator.comparing(Trial::computeTime);
        }
        if (column.equals("state")) {
            return Comparator.comparing(Trial::state);
        }
        Optional<Goal> goal = goal(definition, column);
        if (goal.isPresent()) {
            return Comparator.comparingDouble(trial -> trial.metric(goal.get().metric())
                    .map(goal.get().direction()::loss)
                    .orElse(0.0));
        }
        Optional<String> parameter = parameter(definition, column);
        if (parameter.isPresent()) {
            return byParameter(parameter.get());
        }
        List<String> known = sortColumns(definition);
        throw new UserError(
                "no column '" + column + "' to sort by" + Suggestions.didYouMean(column, known),
                "one of: " + String.join(", ", known));
    }

    private static boolean isMissing(SearchDefinition definition, Trial trial, String column) {
        return goal(definition, column)
                .map(goal -> trial.metric(goal.metric()).isEmpty())
                .or(() -> parameter(definition, column)
                        .map(name -> value(trial, name).isEmpty()))
                .orElse(false);
    }

    private static Optional<Object> value(Trial trial, String parameter) {
        return trial.configuration().flatMap(configuration -> configuration.find(parameter));
    }

    /** The columns that {@link #sorted} takes. */
    static List<String> sortColumns(SearchDefinition definition) {
        List<String> columns = new ArrayList<>(List.of("number", "state", "epoch", "seconds"));
        definition.goals().forEach(goal -> columns.add(column(goal)));
        definition.space().parameters().forEach(parameter -> columns.add(column(definition, parameter)));
        return columns;
    }

    /** Numbers by size, all else by its text. */
    private static Comparator<Trial> byParameter(String name) {
        return Comparator.comparingDouble((Trial trial) -> value(trial, name)
                        .filter(Number.class::isInstance)
                        .map(number -> ((Number) number).doubleValue())
                        .orElse(0.0))
                .thenComparing(trial -> value(trial, name).map(String::valueOf).orElse(""));
    }

    /** Everything about one trial: as {@link #export} has it where values may be nested, else a line for each value. */
    static Facts show(Trial trial, List<Report> reports, boolean nested) {
        Map<String, Object> facts = new LinkedHashMap<>();
        if (nested) {
            Iterator<Object> values = exported(trial, reports, false).iterator();
            exported(false).forEach(name -> facts.put(name, values.next()));
        } else {
            facts.putAll(lines(trial, reports));
        }
        return new Facts("key", facts);
    }

    private static Map<String, Object> lines(Trial trial, List<Report> reports) {
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

    private static String label(Trial trial) {
        return trial.state().name().toLowerCase(Locale.ROOT);
    }
}
