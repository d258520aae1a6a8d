package dev.fer.search.store;

import dev.fer.search.FailureReason;
import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.space.Configuration;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The changes of single trials; each method is used inside a write transaction. Every change counts the study's revision up, which
 * is how others follow it.
 */
final class TrialWrites {
    /** The one clock that leases and times are told by. */
    static final String NOW = "cast(unixepoch('subsec') * 1000 as integer)";

    /** For how long a trial was computed, if whoever ran it cannot tell: as long as it was at its last report. */
    private static final String COMPUTED = "max(computed, coalesce((select cast(1000 * r.seconds as integer)"
            + " from report r where r.trial = trial.id and r.step = trial.last_step), 0))";

    private final Database database;
    private final Names names;

    TrialWrites(Database database, Names names) {
        this.database = database;
        this.names = names;
    }

    long nextRevision(long study) throws SQLException {
        return database.first(
                        "update study set revision = revision + 1 where id = ? returning revision",
                        row -> row.getLong(1),
                        study)
                .orElseThrow(() -> new StoreException("the study was deleted by another process", null, null));
    }

    int nextNumber(long study) throws SQLException {
        return (int) database.number("select coalesce(max(number) + 1, 0) from trial where study = ?", study);
    }

    /** Inserts a trial and returns its row's id. */
    long insert(long study, int number, TrialState state, long seed) throws SQLException {
        return database.number(
                "insert into trial (study, number, state, seed, revision, created) values (?, ?, ?, ?, ?, " + NOW
                        + ") returning id",
                study,
                number,
                label(state),
                seed,
                nextRevision(study));
    }

    /** Inserts a finished trial with all that is known of it. */
    void add(long study, int number, Trial trial, List<Report> reports) throws SQLException {
        long id = insert(study, number, TrialState.QUEUED, trial.seed());
        if (trial.configuration().isPresent()) {
            configure(id, trial.configuration().get());
        }
        attributes(id, trial.attributes());
        for (Report report : reports) {
            report(id, 0, report);
        }
        if (trial.state() == TrialState.COMPLETE) {
            outcome(id, new Outcome.Complete(trial.metrics()));
        }
        if (trial.failure().isPresent()) {
            failure(id, trial.failure().get());
        }
        database.update(
                "update trial set state = ?, configured = ?, attempts = ?, last_step = ?, started = ?, resumed = ?,"
                        + " finished = coalesce(?, " + NOW + "), computed = ?, revision = ? where id = ?",
                label(trial.state()),
                trial.configuration().isPresent() ? 1 : 0,
                trial.attempts(),
                reports.isEmpty() ? 0 : reports.get(reports.size() - 1).step(),
                trial.started().map(Instant::toEpochMilli).orElse(null),
                trial.resumed().map(Instant::toEpochMilli).orElse(null),
                trial.finished().map(Instant::toEpochMilli).orElse(null),
                trial.computeTime().toMillis(),
                nextRevision(study),
                id);
    }

    /** Takes the lowest trial that waits in a state, below a limit, and returns its number. */
    Optional<Integer> take(long study, TrialState waiting, OptionalInt limit, long owner) throws SQLException {
        Optional<Long> id = database.first(
                "select id from trial where study = ? and state = ? and finished is null and number < ?"
                        + " order by number limit 1",
                row -> row.getLong(1),
                study,
                label(waiting),
                limit.orElse(Integer.MAX_VALUE));
        return id.isEmpty() ? Optional.empty() : Optional.of(start(study, id.get(), owner));
    }

    /** Returns the number of the trial below a limit that is the next to be taken, interrupted ones before queued ones. */
    Optional<Integer> firstWaiting(long study, int end) throws SQLException {
        return database.first(
                "select number from trial where study = ? and state in ('interrupted', 'queued') and finished is null"
                        + " and number < ? order by state, number limit 1",
                row -> row.getInt(1),
                study,
                end);
    }

    /** Finds a paused trial, unless an interrupted or queued one below a limit waits to go first. */
    Optional<Long> paused(long study, int number, OptionalInt limit) throws SQLException {
        return database.first(
                "select id from trial where study = ? and number = ? and state = 'paused' and finished is null"
                        + " and not exists (select 1 from trial w where w.study = ? and w.finished is null"
                        + " and w.state in ('interrupted', 'queued') and w.number < ?)",
                row -> row.getLong(1),
                study,
                number,
                study,
                limit.orElse(Integer.MAX_VALUE));
    }

    /** Makes a trial RUNNING and returns its number. */
    int start(long study, long id, long owner) throws SQLException {
        return (int) database.number(
                "update trial set state = 'running', attempts = attempts + 1, owner = ?, resumed = " + NOW
                        + ", started = coalesce(started, " + NOW + "), revision = ? where id = ? returning number",
                owner,
                nextRevision(study),
                id);
    }

    void configure(long trial, Configuration configuration) throws SQLException {
        database.update("delete from parameter where trial = ?", trial);
        if (configuration.values().isEmpty()) {
            return;
        }
        List<@Nullable Object> cells = new ArrayList<>();
        for (Map.Entry<String, Object> value : configuration.values().entrySet()) {
            int position = cells.size() / 5;
            cells.add(trial);
            cells.add(position);
            cells.add(names.id(value.getKey()));
            cells.add(value.getValue() instanceof Boolean truth ? (Object) (truth ? 1L : 0L) : value.getValue());
            cells.add(value.getValue() instanceof Boolean ? "bool" : null);
        }
        String row = "(?, ?, ?, ?, ?)";
        database.update(
                "insert into parameter (trial, position, name, value, kind) values " + row
                        + (", " + row).repeat(cells.size() / 5 - 1),
                cells.toArray());
    }

    void attributes(long trial, Map<String, String> attributes) throws SQLException {
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            database.update(
                    "insert into attribute (trial, name, value) values (?, ?, ?)"
                            + " on conflict do update set value = excluded.value",
                    trial,
                    names.id(attribute.getKey()),
                    attribute.getValue());
        }
    }

    /** Stores a report of a running trial, whose dead owners count no more once it has come further. */
    int reported(long study, long trial, int lastStep, Report report) throws SQLException {
        report(trial, lastStep, report);
        return database.update(
                "update trial set last_step = ?, deaths = case when ? > last_step then 0 else deaths end,"
                        + " revision = ? where id = ?",
                report.step(),
                report.step(),
                nextRevision(study),
                trial);
    }

    /** Stores a report; those of later steps are dropped, since the trial went back behind them. */
    private void report(long trial, int lastStep, Report report) throws SQLException {
        if (report.step() <= lastStep) {
            database.update("delete from report where trial = ? and step >= ?", trial, report.step());
        }
        database.update(
                "insert into report (trial, step, seconds) values (?, ?, ?)",
                trial,
                report.step(),
                Double.isNaN(report.seconds()) ? null : report.seconds());
        for (Map.Entry<String, Double> metric : report.metrics().entrySet()) {
            double value = metric.getValue();
            database.update(
                    "insert into report_value (trial, step, name, value, kind) values (?, ?, ?, ?, ?)",
                    trial,
                    report.step(),
                    names.id(metric.getKey()),
                    Double.isFinite(value) ? value : null,
                    kind(value));
        }
    }

    private static @Nullable String kind(double value) {
        if (Double.isFinite(value)) {
            return null;
        }
        return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
    }

    /** Writes down how a trial ended; its state is changed by the caller. */
    void outcome(long trial, Outcome outcome) throws SQLException {
        if (outcome instanceof Outcome.Complete complete) {
            for (Map.Entry<String, Double> metric : complete.metrics().entrySet()) {
                database.update(
                        "insert into metric (trial, name, value) values (?, ?, ?)",
                        trial,
                        names.id(metric.getKey()),
                        metric.getValue());
            }
        } else if (outcome instanceof Outcome.Pruned pruned) {
            attributes(trial, Map.of(Outcome.PRUNED_BECAUSE, pruned.reason()));
        } else if (outcome instanceof Outcome.Failed failed) {
            failure(trial, failed.failure());
        }
    }

    private void failure(long trial, Trial.Failure failure) throws SQLException {
        database.update(
                "insert into failure (trial, reason, message, trace) values (?, ?, ?, ?)",
                trial,
                failure.reason().label(),
                failure.message(),
                failure.trace());
    }

    /**
     * Ends an attempt at a trial.
     *
     * @param millis how long it took, as far as that is known
     */
    int end(long study, long trial, TrialState state, OptionalLong millis) throws SQLException {
        return database.update(
                "update trial set state = ?, revision = ?, computed = coalesce(computed + ?, " + COMPUTED
                        + "), finished = " + (state.isFinished() ? NOW : "null") + " where id = ?",
                label(state),
                nextRevision(study),
                millis.isPresent() ? millis.getAsLong() : null,
                trial);
    }

    /** Makes a trial whose owner died INTERRUPTED, or FAILED if it brought too many owners down. */
    void bury(long study, long trial, int deaths) throws SQLException {
        boolean fatal = deaths >= TrialStore.MAX_DEATHS;
        database.update(
                "update trial set state = ?, deaths = ?, revision = ?, finished = " + (fatal ? NOW : "null")
                        + ", computed = " + COMPUTED + " where id = ?",
                label(fatal ? TrialState.FAILED : TrialState.INTERRUPTED),
                deaths,
                nextRevision(study),
                trial);
        if (fatal) {
            String message = "its worker died " + deaths + " times without reporting a new step";
            failure(trial, new Trial.Failure(FailureReason.CRASHED, message, ""));
        }
    }

    static String label(TrialState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
