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

/** Reads trials and reports out of the tables, with one query per table however many trials there are. */
final class TrialRows {
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
                        + " t.started, t.finished, t.computed from trial t where " + condition + " order by " + order,
                TrialRows::row,
                arguments);
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<Long, Map<String, Object>> parameters = parameters(condition, arguments);
        Map<Long, Map<String, String>> attributes = attributes(condition, arguments);
        Map<Long, Map<String, Double>> metrics = new HashMap<>();
        if (rows.stream().anyMatch(row -> row.state == TrialState.COMPLETE)) {
            putMetrics(metrics, "metric v on v.trial = t.id", condition, arguments);
        }
        if (rows.stream().anyMatch(row -> row.state != TrialState.COMPLETE && row.lastStep > 0)) {
            String lastReport =
                    "report_value v on v.trial = t.id and v.step = t.last_step and v.value is not null and t.state <> 'complete'";
            putMetrics(metrics, lastReport, condition, arguments);
        }
        Map<Long, Trial.Failure> failures = rows.stream().anyMatch(row -> row.state == TrialState.FAILED)
                ? failures(condition, arguments)
                : Map.of();
        List<Trial> trials = new ArrayList<>(rows.size());
        for (Row row : rows) {
            trials.add(trial(
                    row,
                    parameters.get(row.id),
                    metrics.getOrDefault(row.id, Map.of()),
                    attributes.getOrDefault(row.id, Map.of()),
                    Optional.ofNullable(failures.get(row.id))));
        }
        return trials;
    }

    /** Reads the reports of the trials that a condition selects, by number and step. */
    Map<Integer, List<Report>> reports(String condition, Object... arguments) throws SQLException {
        Map<Long, TreeMap<Integer, Map<String, Double>>> metrics = new HashMap<>();
        database.query(
                "select v.trial, v.step, v.name, v.value, v.kind from trial t cross join report_value v on v.trial = t.id"
                        + " where " + condition,
                row -> metrics.computeIfAbsent(row.getLong(1), id -> new TreeMap<>())
                        .computeIfAbsent(row.getInt(2), step -> new LinkedHashMap<>())
                        .put(names.name(row.getLong(3)), reported(row)),
                arguments);
        Map<Integer, List<Report>> reports = new TreeMap<>();
        database.query(
                "select t.number, r.trial, r.step, r.seconds from trial t cross join report r on r.trial = t.id where "
                        + condition + " order by t.number, r.step",
                row -> {
                    Map<String, Double> values = metrics.getOrDefault(row.getLong(2), new TreeMap<>())
                            .getOrDefault(row.getInt(3), Map.of());
                    double stored = row.getDouble(4);
                    double seconds = row.wasNull() ? Double.NaN : stored;
                    Report report = new Report(row.getInt(3), values, seconds);
                    return reports.computeIfAbsent(row.getInt(1), number -> new ArrayList<>())
                            .add(report);
                },
                arguments);
        return reports;
    }

    private static double reported(ResultSet row) throws SQLException {
        String kind = row.getString(5);
        if (kind == null) {
            return row.getDouble(4);
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
                Duration.ofMillis(row.getLong(12)));
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

    private Map<Long, Map<String, Object>> parameters(String condition, Object... arguments) throws SQLException {
        Map<Long, Map<String, Object>> parameters = new HashMap<>();
        database.query(
                "select p.trial, p.name, p.value, p.kind from trial t cross join parameter p on p.trial = t.id where "
                        + condition + " order by t.id, p.position",
                row -> parameters
                        .computeIfAbsent(row.getLong(1), id -> new LinkedHashMap<>())
                        .put(names.name(row.getLong(2)), value(row)),
                arguments);
        return parameters;
    }

    private static Object value(ResultSet row) throws SQLException {
        Object value = Objects.requireNonNull(row.getObject(3));
        if (row.getString(4) != null) {
            return ((Number) value).intValue() == 1;
        }
        return value instanceof Integer number ? (Object) number.longValue() : value;
    }

    private Map<Long, Map<String, String>> attributes(String condition, Object... arguments) throws SQLException {
        Map<Long, Map<String, String>> attributes = new HashMap<>();
        database.query(
                "select a.trial, a.name, a.value from trial t cross join attribute a on a.trial = t.id where "
                        + condition,
                row -> attributes
                        .computeIfAbsent(row.getLong(1), id -> new HashMap<>())
                        .put(names.name(row.getLong(2)), row.getString(3)),
                arguments);
        return attributes;
    }

    private void putMetrics(Map<Long, Map<String, Double>> metrics, String join, String condition, Object... arguments)
            throws SQLException {
        database.query(
                "select v.trial, v.name, v.value from trial t cross join " + join + " where " + condition,
                row -> metrics.computeIfAbsent(row.getLong(1), id -> new HashMap<>())
                        .put(names.name(row.getLong(2)), row.getDouble(3)),
                arguments);
    }

    private Map<Long, Trial.Failure> failures(String condition, Object... arguments) throws SQLException {
        Map<Long, Trial.Failure> failures = new HashMap<>();
        database.query(
                "select f.trial, f.reason, f.message, f.trace from trial t cross join failure f on f.trial = t.id"
                        + " where " + condition,
                row -> failures.put(
                        row.getLong(1),
                        new Trial.Failure(
                                FailureReason.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                                row.getString(3),
                                row.getString(4))),
                arguments);
        return failures;
    }
}
