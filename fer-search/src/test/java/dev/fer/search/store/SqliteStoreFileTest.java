package dev.fer.search.store;

import static dev.fer.search.store.Definitions.configuration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fer.search.ChildJvm;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The file of an SQLite store: created, migrated, copied, and refused when it is none or damaged. */
class SqliteStoreFileTest extends SqliteStoreFixture {
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
    @DisabledOnOs(OS.WINDOWS)
    void aStoreThroughALinkIsMadeWhereTheLinkLeadsAndTheLinkStays() throws IOException {
        Path big = folder.resolve("big").resolve("target.db");
        Path inner = Files.createSymbolicLink(folder.resolve("inner.db"), Path.of("big", "target.db"));
        Path link = Files.createSymbolicLink(folder.resolve("link.db"), inner);
        try (TrialStore made = TrialStores.open(link)) {
            made.create(Definitions.named("linked"), Map.of());
            assertThat(made.file()).contains(big);
        }
        try (TrialStore again = TrialStores.open(link)) {
            assertThat(again.find("linked")).isPresent();
        }
        assertThat(link).isSymbolicLink();
        assertThat(inner).isSymbolicLink();
        assertThat(big).isRegularFile();

        Path round = folder.resolve("round.db");
        Files.createSymbolicLink(round, round);
        assertThatThrownBy(() -> TrialStores.open(round)).hasMessage("the store " + round + " cannot be opened");
    }

    @Test
    void theCommandThatMigratesCanBePastedWhateverTheFileIsCalled() throws SQLException {
        store.close();
        Path blank = folder.resolve("my runs.db");
        TrialStores.open(blank).close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + blank);
                Statement statement = connection.createStatement()) {
            statement.execute("pragma user_version = 3");
        }
        StoreException old =
                catchThrowableOfType(StoreException.class, () -> TrialStores.open(blank, Intent.READ_ONLY));
        assertThat(old.hint()).hasValueSatisfying(hint -> assertThat(hint).contains("--store '" + blank + "'"));
        store = open();
    }

    @Test
    void aReaderWaitsForAStoreThatIsHeldForSeconds() throws Exception {
        store.close();
        try (Connection holder = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = holder.createStatement()) {
            statement.execute("pragma locking_mode = exclusive");
            statement.execute("update study set stops = stops + 1");
            CompletableFuture<Integer> read = CompletableFuture.supplyAsync(() -> {
                try (TrialStore reader = TrialStores.open(file(), Intent.READ_ONLY)) {
                    return reader.studies().size();
                }
            });
            Thread.sleep(6_000);
            assertThat(read).isNotDone();
            holder.close();
            assertThat(read.get()).isEqualTo(1);
        }
        store = open();
    }

    @Test
    void aBackupThatFailsLeavesNoFile() throws IOException {
        for (int i = 0; i < 200; i++) {
            store.finish(study, claimed(1), new Outcome.Complete(Map.of("loss", 1.0)), Map.of());
        }
        store.close();
        byte[] bytes = Files.readAllBytes(file());
        Arrays.fill(bytes, bytes.length / 4 * 3, bytes.length, (byte) 0xAB);
        Files.write(file(), bytes);
        Path copy = folder.resolve("copy.db");
        store = open();

        assertThatThrownBy(() -> store.backup(copy))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("damaged");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).allMatch(file -> file.getFileName().toString().startsWith("fer.db"));
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aBackupIsMadeFromAFolderThatCannotBeWritten(@TempDir Path elsewhere) {
        store.close();
        assertThat(folder.toFile().setWritable(false)).isTrue();
        try (TrialStore reader = TrialStores.open(file(), Intent.READ_ONLY)) {
            Path copy = elsewhere.resolve("copy.db");
            reader.backup(copy);
            try (TrialStore backup = TrialStores.open(copy)) {
                assertThat(backup.studies()).hasSize(1);
            }
        } finally {
            assertThat(folder.toFile().setWritable(true)).isTrue();
        }
        store = open();
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
