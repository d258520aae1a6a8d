package dev.fer.search.store;

import static dev.fer.search.store.Definitions.configuration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fer.search.ChildJvm;
import dev.fer.search.FailureReason;
import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteTrialStoreTest extends TrialStoreContractTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("fer.db");
    }

    @Override
    TrialStore open() {
        return TrialStores.open(file());
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Test
    void whatWasStoredIsThereAfterClosing() {
        int number = claimed(3);
        store.report(study, number, new Report(1, Map.of("loss", 0.1 + 0.2), 1));
        store.finish(study, number, new Outcome.Complete(Map.of("loss", 1 / 3.0)), Map.of());
        Trial before = trial(number);
        StudyRecord recordBefore = store.find("first").orElseThrow();
        store.close();
        store = open();

        assertThat(trial(number)).isEqualTo(before);
        assertThat(store.find("first")).contains(recordBefore);
        assertThat(store.reports(study, number)).containsExactly(new Report(1, Map.of("loss", 0.1 + 0.2), 1));
        assertThat(store.file()).contains(file());
    }

    @Test
    void trialsOfADeadProcessAreInterrupted() {
        int number = claimed(3);
        store.report(study, number, new Report(1, Map.of("loss", 1.0), 1));
        Owner gone = new Owner(ME.host(), ME.pid(), ME.processStart().minusSeconds(3600), 0);
        int orphan = store.claim(study, gone, NO_LIMIT).orElseThrow().number();

        assertThat(store.recover(study)).containsExactly(orphan);
        assertThat(trial(number).state()).isEqualTo(TrialState.RUNNING);
        assertThat(trial(orphan).state()).isEqualTo(TrialState.INTERRUPTED);
        assertThat(store.claim(study, ME, NO_LIMIT).orElseThrow().number()).isEqualTo(orphan);
    }

    @Test
    void trialsOfASilentHostAreInterruptedWhenItsLeaseIsOver() throws SQLException {
        Owner far = new Owner("elsewhere", 1, Instant.EPOCH, 0);
        int number = store.claim(study, far, NO_LIMIT).orElseThrow().number();
        assertThat(store.recover(study)).isEmpty();

        sql("update owner set seen = seen - " + TrialStore.LEASE.plusSeconds(1).toMillis());
        store.renew(far);
        assertThat(store.recover(study)).isEmpty();

        sql("update owner set seen = seen - " + TrialStore.LEASE.plusSeconds(1).toMillis());
        assertThat(store.recover(study)).containsExactly(number);
    }

    @Test
    void aTrialThatKillsItsWorkersFailsInTheEnd() {
        int number = claimed(1);
        store.interrupt(study, number, Map.of());
        Owner gone = new Owner(ME.host(), ME.pid(), ME.processStart().minusSeconds(3600), 0);
        for (int death = 1; death < TrialStore.MAX_DEATHS; death++) {
            assertThat(store.claim(study, gone, NO_LIMIT)).isPresent();
            store.recover(study);
            assertThat(trial(number).state()).isEqualTo(TrialState.INTERRUPTED);
        }
        assertThat(store.claim(study, gone, NO_LIMIT)).isPresent();
        store.report(study, number, new Report(1, Map.of(), 0));
        store.recover(study);
        assertThat(trial(number).state()).as("a new step is progress").isEqualTo(TrialState.INTERRUPTED);

        for (int death = 1; death < TrialStore.MAX_DEATHS; death++) {
            assertThat(store.claim(study, gone, NO_LIMIT)).isPresent();
            store.recover(study);
        }
        assertThat(trial(number).state()).isEqualTo(TrialState.FAILED);
        assertThat(trial(number).failure().orElseThrow().reason()).isEqualTo(FailureReason.CRASHED);
        assertThat(trial(number).finished()).isPresent();
    }

    @Test
    void aWorkerThatSeemedDeadCannotSpoilWhatAnotherTookOver() {
        int number = claimed(1);
        try (TrialStore other = open()) {
            other.interrupt(study, number, Map.of());
            assertThat(other.claim(study, ME.withSlot(1), NO_LIMIT)
                            .orElseThrow()
                            .number())
                    .isEqualTo(number);

            assertThatThrownBy(() -> store.report(study, number, new Report(9, Map.of(), 0)))
                    .isInstanceOf(TrialStateException.class)
                    .hasMessage("trial 0 is now run by another worker");
            other.finish(study, number, new Outcome.Complete(Map.of("loss", 1.0)), Map.of());
        }
        assertThat(trial(number).lastStep()).isZero();
    }

    @Test
    void readersSeeWhatWritersDoAndCannotWrite() {
        try (TrialStore reader = TrialStores.open(file(), Intent.READ_ONLY)) {
            int number = claimed(1);
            store.finish(study, number, new Outcome.Complete(Map.of("loss", 1.0)), Map.of());

            assertThat(reader.trials(study)).isEqualTo(store.trials(study));
            assertThat(reader.changesSince(study, 0)).isEqualTo(store.changesSince(study, 0));
            assertThatThrownBy(() -> reader.claim(study, ME, NO_LIMIT))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("cannot be written");
        }
    }

    @Test
    void readingCreatesNothing() throws IOException {
        Path missing = folder.resolve("missing.db");
        assertThatThrownBy(() -> TrialStores.open(missing, Intent.READ_ONLY))
                .isInstanceOf(StoreException.class)
                .hasMessage("there is no store " + missing);
        assertThat(missing).doesNotExist();

        store.close();
        byte[] before = Files.readAllBytes(file());
        try (TrialStore reader = TrialStores.open(file(), Intent.READ_ONLY)) {
            assertThat(reader.studies()).hasSize(1);
        }
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file());
        }
        store = open();
    }

    @Test
    void creatingLeavesOnlyTheStore() throws IOException {
        store.close();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file());
        }
        store = open();
    }

    @Test
    void aStoreOfANewerProgramIsRefused() throws SQLException {
        sql("pragma user_version = 99");

        for (Intent intent : Intent.values()) {
            assertThatThrownBy(() -> TrialStores.open(file(), intent))
                    .isInstanceOf(StoreException.class)
                    .hasMessage("the store " + file() + " has schema version 99, this program knows versions up to 2");
        }
    }

    @Test
    void anOlderStoreIsCopiedAndMigrated() throws SQLException {
        claimed(5);
        store.close();
        SqliteSchema next = new SqliteSchema(3, "classpath:dev/fer/search/store/migration,test-migration");
        try (TrialStore migrated = new SqliteTrialStore(SqliteFiles.open(file(), Intent.READ_WRITE, next))) {
            assertThat(migrated.trials(study)).hasSize(1);
            assertThat(migrated.claim(study, ME, NO_LIMIT)).isPresent();
        }

        Path copy = folder.resolve("fer.db.v2.backup");
        try (TrialStore old = TrialStores.open(copy, Intent.READ_ONLY)) {
            assertThat(old.trials(study)).hasSize(1);
        }
        assertThatThrownBy(this::open).hasMessageContaining("has schema version 3");
    }

    @Test
    void aStoreFromBeforeTrialsCouldPauseIsMigratedAndThenLetsThem() throws IOException {
        store.close();
        Path first = Files.createDirectory(folder.resolve("first-version"));
        String script = "V1__studies_and_trials.sql";
        try (InputStream in = SqliteSchema.class.getResourceAsStream("migration/" + script)) {
            Files.copy(Objects.requireNonNull(in), first.resolve(script));
        }
        Path old = folder.resolve("old.db");
        SqliteSchema schema = new SqliteSchema(1, "filesystem:" + first);
        try (TrialStore before = new SqliteTrialStore(SqliteFiles.open(old, Intent.READ_WRITE, schema))) {
            study = before.create(Definitions.named("old"), Map.of()).id();
            before.claim(study, ME, NO_LIMIT);
            before.assign(study, 0, configuration(3), Map.of());
        }
        try (TrialStore migrated = TrialStores.open(old)) {
            migrated.pause(study, 0, Map.of());
            assertThat(migrated.trial(study, 0)).map(Trial::state).contains(TrialState.PAUSED);
        }
        try (TrialStore again = TrialStores.open(old)) {
            assertThat(again.promote(study, 0, ME, NO_LIMIT, Map.of())).isPresent();
        }
        store = open();
    }

    @Test
    void whatIsNoStoreIsNamedAndLeftAlone() throws IOException, SQLException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "these are my notes, not a database at all");
        assertThatThrownBy(() -> TrialStores.open(text))
                .isInstanceOf(StoreException.class)
                .hasMessage(text + " is not a store: it is not an SQLite file");
        assertThat(text).hasContent("these are my notes, not a database at all");

        Path other = folder.resolve("other.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + other);
                Statement statement = connection.createStatement()) {
            statement.execute("create table t (x)");
        }
        assertThatThrownBy(() -> TrialStores.open(other))
                .hasMessage(other + " is not a store: it is an SQLite file of another program");

        Path empty = Files.createFile(folder.resolve("empty.db"));
        try (TrialStore made = TrialStores.open(empty)) {
            assertThat(made.studies()).isEmpty();
        }
        assertThatThrownBy(() -> TrialStores.open(folder)).isInstanceOf(StoreException.class);
    }

    @Test
    void aTruncatedStoreIsCalledDamaged() throws IOException {
        for (int i = 0; i < 200; i++) {
            store.finish(study, claimed(1), new Outcome.Complete(Map.of("loss", 1.0)), Map.of());
        }
        store.close();
        byte[] whole = Files.readAllBytes(file());
        byte[] half = new byte[whole.length / 2];
        System.arraycopy(whole, 0, half, 0, half.length);
        Path truncated = Files.write(folder.resolve("truncated.db"), half);

        assertThatThrownBy(() -> {
                    try (TrialStore damaged = TrialStores.open(truncated)) {
                        damaged.trials(damaged.studies().get(0).id());
                    }
                })
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(truncated.toString())
                .hasMessageContaining("damaged");
        store = open();
    }

    @Test
    void manyStoreObjectsOnOneFileNeitherCollideNorFail() throws Exception {
        Set<Integer> ended = new ConcurrentSkipListSet<>();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> running = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            running.add(threads.submit(() -> {
                try (TrialStore own = open()) {
                    TrialWriter.run(
                            own,
                            study,
                            OptionalInt.of(160),
                            number -> assertThat(ended.add(number)).isTrue());
                }
            }));
        }
        for (Future<?> thread : running) {
            thread.get();
        }
        threads.shutdown();

        assertThat(ended)
                .containsExactlyElementsOf(IntStream.range(0, 160).boxed().toList());
        assertThat(store.trials(study)).allMatch(trial -> trial.state() == TrialState.COMPLETE);
    }

    @Test
    void manyProcessesOnOneFileNeitherCollideNorFail() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(ChildJvm.start(TrialWriter.class, file().toString(), "150"));
        }
        List<Integer> ended = new ArrayList<>();
        for (Process process : processes) {
            ChildJvm.reader(process).lines().map(Integer::valueOf).forEach(ended::add);
            assertThat(process.waitFor()).isZero();
        }

        assertThat(ended).hasSize(150).doesNotHaveDuplicates();
        assertThat(store.trials(study)).hasSize(150).allMatch(trial -> trial.state() == TrialState.COMPLETE);
        assertThat(store.reports(study)).hasSize(150);
    }

    @Test
    void aKilledProcessLosesNothingThatItHadStored() throws Exception {
        Random random = new Random(7);
        TreeSet<Integer> ended = new TreeSet<>();
        for (int kill = 0; kill < 5; kill++) {
            Process process = ChildJvm.start(TrialWriter.class, file().toString(), "100000");
            BufferedReader said = ChildJvm.reader(process);
            ended.add(Integer.valueOf(said.readLine()));
            Thread.sleep(random.nextInt(120));
            ChildJvm.kill(process);
            said.lines()
                    .filter(line -> line.matches("\\d+"))
                    .map(Integer::valueOf)
                    .forEach(ended::add);
            store.recover(study);
        }

        Map<Boolean, List<Trial>> byState = store.trials(study).stream()
                .collect(Collectors.partitioningBy(trial -> trial.state() == TrialState.COMPLETE));
        assertThat(byState.get(true)).extracting(Trial::number).containsAll(ended);
        assertThat(byState.get(true))
                .allMatch(trial -> trial.metrics().equals(Map.of("loss", (double) trial.number()))
                        && trial.configuration().equals(Optional.of(configuration(1 + trial.number() % 9))));
        assertThat(byState.get(false))
                .hasSizeLessThanOrEqualTo(1)
                .allMatch(trial -> trial.state() == TrialState.INTERRUPTED);
        assertThat(integrity()).isEqualTo("ok");
    }

    private String integrity() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            return statement.executeQuery("pragma integrity_check").getString(1);
        }
    }
}
