package dev.fer.search.store;

import static dev.fer.search.store.Definitions.configuration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fer.search.ChildJvm;
import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an SQLite store holds survives the end of its process, a cut commit, a full disk and a deleted file. */
class SqliteDurabilityTest extends SqliteStoreFixture {
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
    void ofTrialsFromElsewhereNoneIsThereIfTheStoreFailsOnTheWay() throws SQLException {
        store.finish(study, claimed(3), new Outcome.Complete(Map.of("loss", 0.5)), Map.of());
        FinishedTrial known = new FinishedTrial(trial(0), List.of());
        sql("create trigger full before insert on trial when new.number = 3 begin select raise(abort, 'full'); end");

        assertThatThrownBy(() -> store.addAll(study, List.of(known, known, known)))
                .isInstanceOf(StoreException.class);
        assertThat(store.trials(study)).hasSize(1);

        sql("drop trigger full");
        assertThat(store.addAll(study, List.of(known, known, known))).containsExactly(1, 2, 3);
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
