package dev.fer.search.store;

import static dev.fer.search.store.Definitions.configuration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
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
import java.util.concurrent.TimeUnit;
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
    void aClockThatJumpsDesertsNoTrialOfALivingProcess() throws SQLException {
        claimed(1);
        for (String jump : List.of("- 86400000", "+ 172800000")) {
            sql("update owner set seen = seen " + jump);
            assertThat(store.recover(study)).isEmpty();
        }
        store.finish(study, 0, new Outcome.Complete(Map.of("loss", 1.0)), Map.of());
        assertThat(trial(0).computeTime()).isBetween(Duration.ZERO, Duration.ofMinutes(1));
    }

    @Test
    void aCommitThatIsCutAtAnyByteIsThereOrNotAtAll() throws IOException {
        Random random = new Random(5);
        for (int i = 0; i < 8; i++) {
            int number = claimed(1 + i);
            store.report(study, number, new Report(1, Map.of("loss", 2.0), 1));
            store.finish(study, number, new Outcome.Complete(Map.of("loss", (double) i)), Map.of());
        }
        byte[] main = Files.readAllBytes(file());
        byte[] log = Files.readAllBytes(folder.resolve("fer.db-wal"));
        int[] lengths = IntStream.concat(IntStream.of(0, log.length), random.ints(60, 0, log.length))
                .sorted()
                .toArray();
        int before = 0;
        for (int length : lengths) {
            Path cut = Files.write(Files.createTempDirectory(folder, "cut").resolve("fer.db"), main);
            Files.write(cut.resolveSibling("fer.db-wal"), Arrays.copyOf(log, length));
            try (TrialStore opened = TrialStores.open(cut)) {
                assertThat(opened.check()).isEmpty();
                List<Trial> ended = opened.find("first").isEmpty()
                        ? List.of()
                        : opened.trials(study).stream()
                                .filter(trial -> trial.state() == TrialState.COMPLETE)
                                .toList();
                assertThat(ended).isEqualTo(store.trials(study).subList(0, ended.size()));
                assertThat(ended).hasSizeGreaterThanOrEqualTo(before);
                before = ended.size();
            }
        }
        assertThat(before).isEqualTo(8);
    }

    @Test
    void aStoreThatIsDeletedInUseSaysSoAndSavesWhatItHeld() throws IOException {
        claimed(3);
        Files.delete(file());
        Files.delete(folder.resolve("fer.db-wal"));
        StoreException lost = catchThrowableOfType(StoreException.class, () -> claimed(4));
        assertThat(lost).hasMessageContaining("was moved or deleted while it was in use; all that it held is in ");

        Path rescued = Path.of(lost.getMessage().replaceFirst(".* is in ", ""));
        try (TrialStore copy = TrialStores.open(rescued, Intent.READ_ONLY)) {
            assertThat(copy.check()).isEmpty();
            assertThat(copy.trials(study)).hasSize(1);
        }
        Files.delete(rescued);
    }

    @Test
    void aFullDiskIsSaidAsOftenAsItIsMetAndLosesNothing() throws SQLException {
        Database small = SqliteFiles.open(file(), Intent.READ_WRITE, SqliteSchema.CURRENT);
        try (TrialStore filled = new SqliteTrialStore(small)) {
            small.number("pragma max_page_count = " + small.number("pragma page_count"));
            StoreException full = catchThrowableOfType(
                    StoreException.class, () -> TrialWriter.run(filled, study, OptionalInt.of(10_000), number -> {}));
            assertThat(full).hasMessageEndingWith("is full; what was written before is safe");
            int held = filled.trials(study).size();
            for (int again = 0; again < 3; again++) {
                assertThatThrownBy(() -> TrialWriter.run(filled, study, OptionalInt.of(10_000), number -> {}))
                        .hasMessage(full.getMessage());
            }
            assertThat(filled.check()).isEmpty();

            small.number("pragma max_page_count = 100000");
            TrialWriter.run(filled, study, OptionalInt.of(held + 50), number -> {});
            assertThat(filled.trials(study)).hasSize(held + 50);
        }
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
                    .hasMessage("the store " + file() + " has schema version 99, this program knows versions up to 4");
        }
    }

    @Test
    void anOlderStoreIsCopiedAndMigrated() throws SQLException {
        claimed(5);
        store.close();
        SqliteSchema next = new SqliteSchema(5, "classpath:dev/fer/search/store/migration,test-migration");
        try (TrialStore migrated = new SqliteTrialStore(SqliteFiles.open(file(), Intent.READ_WRITE, next))) {
            assertThat(migrated.trials(study)).hasSize(1);
            assertThat(migrated.claim(study, ME, NO_LIMIT)).isPresent();
        }

        Path copy = folder.resolve("fer.db.v4.backup");
        try (TrialStore old = TrialStores.open(copy, Intent.READ_ONLY)) {
            assertThat(old.trials(study)).hasSize(1);
        }
        assertThatThrownBy(this::open).hasMessageContaining("has schema version 5");
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
    void aMigrationThatIsKilledIsDoneAgainByTheNextWhoOpens() throws Exception {
        int number = claimed(5);
        store.finish(study, number, new Outcome.Complete(Map.of("loss", 1.0)), Map.of());
        List<Trial> before = store.trials(study);
        store.close();
        Random random = new Random(3);
        int killed = 0;
        for (int attempt = 0; attempt < 8; attempt++) {
            Process process = ChildJvm.start(Migrator.class, file().toString());
            ChildJvm.reader(process).readLine();
            if (!process.waitFor(random.nextInt(1200), TimeUnit.MILLISECONDS)) {
                ChildJvm.kill(process);
                killed++;
            }
        }
        try (TrialStore migrated =
                new SqliteTrialStore(SqliteFiles.open(file(), Intent.READ_WRITE, Migrator.schema()))) {
            assertThat(migrated.check()).isEmpty();
            assertThat(migrated.trials(study)).isEqualTo(before);
            assertThat(migrated.claim(study, ME, NO_LIMIT)).isPresent();
        }
        assertThat(killed).isPositive();
        try (TrialStore copy = TrialStores.open(folder.resolve("fer.db.v4.backup"), Intent.READ_ONLY)) {
            assertThat(copy.trials(study)).isEqualTo(before);
        }
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

    @Test
    void damageIsFound() throws SQLException {
        store.finish(study, claimed(1), new Outcome.Complete(Map.of("loss", 1.0)), Map.of());
        claimed(2);
        sql("delete from metric");
        sql("update trial set number = 5 where number = 1");
        assertThat(store.check())
                .containsExactly(
                        "trial numbers of a study have a gap (1 case)", "a complete trial has no metric (1 case)");
    }

    @Test
    void aBackupOfAStoreInUseIsAStoreOfItsOwn() {
        int running = claimed(1);
        Path copy = folder.resolve("copy.db");
        store.backup(copy);
        store.finish(study, running, new Outcome.Complete(Map.of("loss", 1.0)), Map.of());
        try (TrialStore backup = TrialStores.open(copy)) {
            assertThat(backup.trial(study, running)).map(Trial::state).contains(TrialState.RUNNING);
            assertThat(backup.check()).isEmpty();
        }
        assertThatThrownBy(() -> store.backup(copy))
                .isInstanceOf(StoreException.class)
                .hasMessage("the file " + copy + " exists already");
    }
}
