package dev.fer.search.store;

import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.space.Configuration;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Studies in one SQLite file in WAL mode. A committed change survives the end of any process; a power cut may
 * cost the changes since the last checkpoint of the log, never the file's consistency ({@code synchronous=NORMAL}).
 */
final class SqliteTrialStore implements TrialStore {
    private static final String TRIAL = "t.study = ? and t.number = ?";

    private final Database database;
    private final Names names;
    private final StudyRows studies;
    private final TrialRows rows;
    private final TrialWrites writes;
    private final HoldoutRows holdout;
    private final OwnerRows owners;
    private final Claims claims = new Claims();

    private record Found(long id, TrialState state, int attempts, int lastStep) {}

    /** What more is written of a trial that ends, by its row. */
    @FunctionalInterface
    private interface TrialChange {
        void apply(long trial) throws SQLException;
    }

    SqliteTrialStore(Database database) {
        this.database = database;
        this.names = new Names(database);
        this.studies = new StudyRows(database);
        this.rows = new TrialRows(database, names);
        this.writes = new TrialWrites(database, names);
        this.holdout = new HoldoutRows(database, names);
        this.owners = new OwnerRows(database);
    }

    private synchronized <T> T write(Database.Work<T> work) {
        try {
            return database.write(work);
        } catch (RuntimeException e) {
            names.forget();
            owners.forget();
            throw e;
        }
    }

    @Override
    public Optional<Path> file() {
        return Optional.of(database.file());
    }

    @Override
    public StudyRecord create(SearchDefinition definition, Map<String, String> provenance) {
        return write(() -> {
            StudyRecord study = studies.create(definition, provenance);
            addQueued(study.id(), definition.enqueue(), Map.of());
            return study;
        });
    }

    @Override
    public Optional<StudyRecord> find(String name) {
        return database.read(() -> studies.find(name));
    }

    @Override
    public List<StudyRecord> studies() {
        return database.read(studies::all);
    }

    @Override
    public StudyRecord updateDefinition(long study, SearchDefinition definition) {
        return write(() -> studies.update(study, definition));
    }

    @Override
    public StudyRecord updateProvenance(long study, Map<String, String> facts) {
        return write(() -> studies.update(study, facts));
    }

    @Override
    public void discard(long study) {
        write(() -> studies.discard(study));
    }

    @Override
    public List<DiscardedStudy> discarded() {
        return database.read(studies::discarded);
    }

    @Override
    public void restore(long study) {
        write(() -> studies.restore(study));
    }

    @Override
    public void delete(long study) {
        write(() -> database.update("delete from study where id = ?", study));
    }

    @Override
    public List<Integer> enqueue(long study, List<Configuration> configurations, Map<String, String> attributes) {
        return write(() -> addQueued(study, configurations, attributes));
    }

    private List<Integer> addQueued(long study, List<Configuration> configurations, Map<String, String> attributes)
            throws SQLException {
        List<Integer> numbers = new ArrayList<>();
        for (Configuration configuration : configurations) {
            int number = writes.nextNumber(study);
            long trial = writes.insert(study, number, TrialState.QUEUED, studies.trialSeed(study, number));
            writes.configure(trial, configuration);
            writes.attributes(trial, attributes);
            numbers.add(number);
        }
        return numbers;
    }

    @Override
    public List<Integer> addAll(long study, List<FinishedTrial> trials) {
        return write(() -> {
            List<Integer> numbers = new ArrayList<>();
            for (FinishedTrial added : trials) {
                int number = writes.nextNumber(study);
                writes.add(study, number, added.trial(), added.reports());
                numbers.add(number);
            }
            return numbers;
        });
    }

    @Override
    public void requestStop(long study) {
        write(() -> database.update("update study set stops = stops + 1 where id = ?", study));
    }

    @Override
    public long stopRequests(long study) {
        return database.read(() -> database.number("select stops from study where id = ?", study));
    }

    @Override
    public Optional<Trial> claim(long study, Owner owner, OptionalInt limit) {
        return write(() -> {
            long ownerRow = owners.id(owner);
            Optional<Integer> number = writes.take(study, TrialState.INTERRUPTED, limit, ownerRow);
            if (number.isEmpty()) {
                number = writes.take(study, TrialState.QUEUED, limit, ownerRow);
            }
            if (number.isEmpty()) {
                number = takeNew(study, limit, ownerRow);
            }
            return number.isEmpty() ? Optional.empty() : Optional.of(claimed(study, number.get()));
        });
    }

    @Override
    public OptionalInt peek(long study, OptionalInt limit) {
        int end = limit.orElse(Integer.MAX_VALUE);
        return database.read(() -> {
            Optional<Integer> waiting = writes.firstWaiting(study, end);
            int number = waiting.isPresent() ? waiting.get() : writes.nextNumber(study);
            return number < end ? OptionalInt.of(number) : OptionalInt.empty();
        });
    }

    private Trial claimed(long study, int number) throws SQLException {
        Trial trial = rows.read(TRIAL, "t.number", study, number).get(0);
        claims.add(study, trial);
        return trial;
    }

    private Optional<Integer> takeNew(long study, OptionalInt limit, long ownerRow) throws SQLException {
        int number = writes.nextNumber(study);
        if (number >= limit.orElse(Integer.MAX_VALUE)) {
            return Optional.empty();
        }
        long trial = writes.insert(study, number, TrialState.QUEUED, studies.trialSeed(study, number));
        return Optional.of(writes.start(study, trial, ownerRow));
    }

    /** Finds a running trial that is still this object's to change. */
    private Found running(long study, int number) throws SQLException {
        Optional<Found> found = database.first(
                "select id, state, attempts, last_step from trial where study = ? and number = ?",
                row -> new Found(row.getLong(1), TrialRows.state(row.getString(2)), row.getInt(3), row.getInt(4)),
                study,
                number);
        boolean own = found.isPresent()
                && found.get().state == TrialState.RUNNING
                && claims.allows(study, number, found.get().attempts);
        if (!own) {
            throw new TrialStateException(number, found.map(Found::state));
        }
        return found.get();
    }

    @Override
    public void assign(long study, int number, Configuration configuration, Map<String, String> attributes) {
        write(() -> {
            long trial = running(study, number).id;
            writes.configure(trial, configuration);
            writes.attributes(trial, attributes);
            return database.update(
                    "update trial set configured = 1, revision = ? where id = ?", writes.nextRevision(study), trial);
        });
    }

    @Override
    public synchronized void release(long study, int number) {
        write(() -> {
            long trial = running(study, number).id;
            int takenBack = database.update(
                    "delete from trial where id = ? and configured = 0 and number + 1 = ?"
                            + " and not exists (select 1 from parameter where trial = trial.id)",
                    trial,
                    writes.nextNumber(study));
            return takenBack == 1
                    ? takenBack
                    : writes.end(study, trial, TrialState.INTERRUPTED, claims.millis(study, number));
        });
        claims.remove(study, number);
    }

    @Override
    public void report(long study, int number, Report report, Map<String, String> attributes) {
        write(() -> {
            Found found = running(study, number);
            writes.attributes(found.id, attributes);
            return writes.reported(study, found.id, found.lastStep, report);
        });
    }

    @Override
    public void finish(long study, int number, Outcome outcome, Map<String, String> attributes) {
        end(study, number, outcome.state(), attributes, trial -> writes.outcome(trial, outcome));
    }

    @Override
    public void interrupt(long study, int number, Map<String, String> attributes) {
        end(study, number, TrialState.INTERRUPTED, attributes, trial -> {});
    }

    @Override
    public void pause(long study, int number, Map<String, String> attributes) {
        end(study, number, TrialState.PAUSED, attributes, trial -> {});
    }

    /** Ends an attempt; it stays claimed until that is stored, since a full disk may hinder it. */
    private synchronized void end(
            long study, int number, TrialState state, Map<String, String> attributes, TrialChange more) {
        write(() -> {
            long trial = running(study, number).id;
            more.apply(trial);
            writes.attributes(trial, attributes);
            return writes.end(study, trial, state, claims.millis(study, number));
        });
        claims.remove(study, number);
    }

    @Override
    public Optional<Trial> promote(
            long study, int number, Owner owner, OptionalInt limit, Map<String, String> attributes) {
        return write(() -> {
            Optional<Long> paused = writes.paused(study, number, limit);
            if (paused.isEmpty()) {
                return Optional.empty();
            }
            writes.attributes(paused.get(), attributes);
            return Optional.of(claimed(study, writes.start(study, paused.get(), owners.id(owner))));
        });
    }

    @Override
    public void renew(Owner owner) {
        write(() -> owners.renew(owner));
    }

    @Override
    public List<Integer> recover(long study) {
        if (database.read(() -> owners.deserted(study)).isEmpty()) {
            return List.of();
        }
        return write(() -> {
            List<Integer> recovered = new ArrayList<>();
            for (OwnerRows.Deserted trial : owners.deserted(study)) {
                writes.bury(study, trial.id(), trial.deaths() + 1);
                recovered.add(trial.number());
            }
            return recovered;
        });
    }

    @Override
    public List<Integer> deserted(long study) {
        return database.read(() -> owners.deserted(study)).stream()
                .map(OwnerRows.Deserted::number)
                .toList();
    }

    @Override
    public List<Trial> trials(long study) {
        return database.read(() -> rows.read("t.study = ?", "t.number", study));
    }

    @Override
    public Optional<Trial> trial(long study, int number) {
        return database.read(() -> rows.read(TRIAL, "t.number", study, number)).stream()
                .findFirst();
    }

    @Override
    public Changes changesSince(long study, long revision) {
        return database.read(() -> {
            Optional<Long> newest =
                    database.first("select revision from study where id = ?", row -> row.getLong(1), study);
            if (newest.isEmpty() || newest.get() == revision) {
                return new Changes(revision, List.of());
            }
            return new Changes(
                    newest.get(), rows.read("t.study = ? and t.revision > ?", "t.revision", study, revision));
        });
    }

    @Override
    public List<Report> reports(long study, int number) {
        return database.read(() -> rows.reports(TRIAL, study, number)).getOrDefault(number, List.of());
    }

    @Override
    public Map<Integer, List<Report>> reports(long study, Collection<Integer> numbers) {
        String list = numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
        return database.read(
                () -> rows.reports("t.study = ? and t.number in (select value from json_each(?))", study, list));
    }

    @Override
    public Map<Integer, List<Report>> reports(long study) {
        return database.read(() -> rows.reports("t.study = ?", study));
    }

    @Override
    public int addHoldoutUse(HoldoutUse use) {
        return write(() -> holdout.add(use));
    }

    @Override
    public List<HoldoutUse> holdoutUses() {
        return database.read(holdout::all);
    }

    @Override
    public List<String> check() {
        return database.read(() -> StoreCheck.problems(database));
    }

    @Override
    public void backup(Path file) {
        try (Database own = Database.openToCopy(database.file())) {
            SqliteFiles.copy(own, file);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
