package dev.fer.search.store;

import dev.fer.search.FailureReason;
import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.space.Configuration;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads trials and reports out of the tables: one query per table however many trials there are, all in the same order, so that
 * they are read side by side and nothing is sorted.
 */
final class TrialRows {
    private static final int INTEGER = 0;
    private static final int REAL = 1;
    private static final int TRUTH = 2;
    private static final String KIND = "case when p.kind is not null then 2 when typeof(p.value) = 'real' then 1"
            + " when typeof(p.value) = 'text' then 3 else 0 end";

    private final Database database;
    private final Names names;
    private final Map<Long, String> workers = new HashMap<>();

    /** One row of the trial table. */
    private record Row(
            long id,
            int number,
            TrialState state,
            boolean configured,
            long seed,
            int attempts,
            int lastStep,
            Optional<Long> owner,
            Instant created,
            Optional<Instant> started,
            Optional<Instant> resumed,
            Optional<Instant> finished,
            Duration computed) {}

    TrialRows(Database database, Names names) {
        this.database = database;
        this.names = names;
    }

    /**
     * Reads the trials that a condition selects; used inside a transaction.
     *
     * @param condition over the trial table as {@code t}
     * @param order of the answer, over the same
     */
    List<Trial> read(String condition, String order, Object... arguments) throws SQLException {
        List<Row> rows = database.query(
                "select t.id, t.number, t.state, t.configured, t.seed, t.attempts, t.last_step, t.owner, t.created,"
                        + " t.started, t.resumed, t.finished, t.computed from trial t where " + condition + " order by "
                        + order,
                TrialRows::row,
                arguments);
        if (rows.isEmpty()) {
            return List.of();
        }
        boolean complete = rows.stream().anyMatch(row -> row.state == TrialState.COMPLETE);
        boolean reported = rows.stream().anyMatch(row -> row.state != TrialState.COMPLETE && row.lastStep > 0);
        boolean failed = rows.stream().anyMatch(row -> row.state == TrialState.FAILED);
        List<Trial> trials = new ArrayList<>(rows.size());
        try (RowsBeside parameters = beside(
                        "p.trial",
                        "4 * p.name + " + KIND,
                        "p.value from trial t cross join parameter p on p.trial = t.id",
                        condition,
                        order + ", p.position",
                        arguments);
                RowsBeside attributes = beside(
                        "a.trial",
                        "a.name",
                        "a.value from trial t cross join attribute a on a.trial = t.id",
                        condition,
                        order,
                        arguments);
                RowsBeside metrics = beside(
                        "v.trial",
                        "v.name",
                        "v.value from trial t cross join metric v on v.trial = t.id",
                        condition + onlyIf(complete),
                        order,
                        arguments);
                RowsBeside lastReports = beside(
                        "v.trial",
                        "v.name",
                        "v.value from trial t cross join report_value v on v.trial = t.id"
                                + " and v.step = t.last_step and v.value is not null and t.state <> 'complete'",
                        condition + onlyIf(reported),
                        order,
                        arguments);
                RowsBeside failures = beside(
                        "f.trial",
                        "0",
                        "f.reason, f.message, f.trace from trial t cross join failure f on f.trial = t.id",
                        condition + onlyIf(failed),
                        order,
                        arguments)) {
            for (Row row : rows) {
                RowsBeside values = row.state == TrialState.COMPLETE ? metrics : lastReports;
                trials.add(trial(
                        row,
                        parameters(parameters, row),
                        numbers(values, row),
                        texts(attributes, row),
                        failure(failures, row)));
            }
        }
        return trials;
    }

    private static String onlyIf(boolean wanted) {
        return wanted ? "" : " and false";
    }

    private RowsBeside beside(
            String trial, String tag, String query, String condition, String order, Object... arguments)
            throws SQLException {
        String key = RowsBeside.KEY.formatted(trial, tag);
        return new RowsBeside(database.rows(
                "select " + key + ", " + query + " where " + condition + " order by " + order, arguments));
    }

    /** Reads the reports of the trials that a condition selects, by number and step. */
    Map<Integer, List<Report>> reports(String condition, Object... arguments) throws SQLException {
        Map<Integer, List<Report>> reports = new TreeMap<>();
        try (RowsBeside values = beside(
                "v.trial",
                "v.name",
                "v.step, v.value, v.kind from trial t cross join report_value v on v.trial = t.id",
                condition,
                "t.number, v.step",
                arguments)) {
            database.query(
                    "select t.number, r.trial, r.step, r.seconds from trial t cross join report r on r.trial = t.id where "
                            + condition + " order by t.number, r.step",
                    row -> {
                        long trial = row.getLong(2);
                        int step = row.getInt(3);
                        double seconds = row.getDouble(4);
                        boolean timed = !row.wasNull();
                        Map<String, Double> metrics = new HashMap<>();
                        while (values.isOf(trial) && values.row().getInt(2) == step) {
                            metrics.put(names.name(values.tag()), reported(values.row()));
                            values.advance();
                        }
                        Report report = new Report(step, metrics, timed ? seconds : Double.NaN);
                        return reports.computeIfAbsent(row.getInt(1), number -> new ArrayList<>())
                                .add(report);
                    },
                    arguments);
        }
        return reports;
    }

    private static double reported(ResultSet row) throws SQLException {
        String kind = row.getString(4);
        if (kind == null) {
            return row.getDouble(3);
        }
        return switch (kind) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.NaN;
        };
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getLong(1),
                row.getInt(2),
                state(row.getString(3)),
                row.getInt(4) == 1,
                row.getLong(5),
                row.getInt(6),
                row.getInt(7),
                optional(row, 8),
                Instant.ofEpochMilli(row.getLong(9)),
                optional(row, 10).map(Instant::ofEpochMilli),
                optional(row, 11).map(Instant::ofEpochMilli),
                optional(row, 12).map(Instant::ofEpochMilli),
                Duration.ofMillis(row.getLong(13)));
    }

    static TrialState state(String text) {
        return TrialState.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static Optional<Long> optional(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }

    /** A number that was given out and has no parameters yet has no configuration, unlike an empty queued one. */
    private Trial trial(
            Row row,
            @Nullable Map<String, Object> parameters,
            Map<String, Double> metrics,
            Map<String, String> attributes,
            Optional<Trial.Failure> failure)
            throws SQLException {
        boolean known = parameters != null || row.configured || row.state == TrialState.QUEUED;
        Optional<Configuration> configuration =
                known ? Optional.of(Configuration.of(parameters == null ? Map.of() : parameters)) : Optional.empty();
        return new Trial(
                row.number,
                row.state,
                configuration,
                row.seed,
                metrics,
                attributes,
                failure,
                row.lastStep,
                row.attempts,
                row.owner.isPresent() ? Optional.of(worker(row.owner.get())) : Optional.empty(),
                row.created,
                row.started,
                row.resumed,
                row.finished,
                row.computed);
    }

    private String worker(long owner) throws SQLException {
        String known = workers.get(owner);
        if (known == null) {
            known = database.first(
                            "select host || '/' || pid || '/' || slot from owner where id = ?",
                            row -> row.getString(1),
                            owner)
                    .orElseThrow();
            workers.put(owner, known);
        }
        return known;
    }

    private @Nullable Map<String, Object> parameters(RowsBeside rows, Row trial) throws SQLException {
        if (!rows.isOf(trial.id)) {
            return null;
        }
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (; rows.isOf(trial.id); rows.advance()) {
            parameters.put(names.name(rows.tag() / 4), value(rows.row(), (int) (rows.tag() % 4)));
        }
        return parameters;
    }

    private static Object value(ResultSet row, int kind) throws SQLException {
        return switch (kind) {
            case INTEGER -> row.getLong(2);
            case REAL -> row.getDouble(2);
            case TRUTH -> row.getLong(2) == 1;
            default -> Objects.requireNonNull(row.getString(2));
        };
    }

    private Map<String, String> texts(RowsBeside rows, Row trial) throws SQLException {
        Map<String, String> texts = new HashMap<>();
        for (; rows.isOf(trial.id); rows.advance()) {
            texts.put(names.name(rows.tag()), Objects.requireNonNull(rows.row().getString(2)));
        }
        return texts;
    }

    private Map<String, Double> numbers(RowsBeside rows, Row trial) throws SQLException {
        Map<String, Double> numbers = new HashMap<>();
        for (; rows.isOf(trial.id); rows.advance()) {
            numbers.put(names.name(rows.tag()), rows.row().getDouble(2));
        }
        return numbers;
    }

    private static Optional<Trial.Failure> failure(RowsBeside rows, Row trial) throws SQLException {
        if (!rows.isOf(trial.id)) {
            return Optional.empty();
        }
        ResultSet row = rows.row();
        FailureReason reason =
                FailureReason.valueOf(Objects.requireNonNull(row.getString(2)).toUpperCase(Locale.ROOT));
        Trial.Failure failure = new Trial.Failure(
                reason, Objects.requireNonNull(row.getString(3)), Objects.requireNonNull(row.getString(4)));
        rows.advance();
        return Optional.of(failure);
    }
}
