package dev.fer.search.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fer.search.ChildJvm;
import dev.fer.search.FailureReason;
import dev.fer.search.Report;
import dev.fer.search.TrialState;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Several processes and threads on one SQLite store: whose the trials are, and when they are taken over. */
class SqliteOwnersTest extends SqliteStoreFixture {
    @Test
    void trialsOfADeadProcessAreInterrupted() {
        int number = claimed(3);
        store.report(study, number, new Report(1, Map.of("loss", 1.0), 1));
        Owner gone = new Owner(ME.host(), ME.pid(), ME.processStart().minusSeconds(3600), 0);
        int orphan = store.claim(study, gone, NO_LIMIT).orElseThrow().number();

        assertThat(store.deserted(study)).containsExactly(orphan);
        assertThat(store.currentTrials(study).get(orphan).state()).isEqualTo(TrialState.INTERRUPTED);
        assertThat(trial(orphan).state()).as("asking changes nothing").isEqualTo(TrialState.RUNNING);
        assertThat(store.recover(study)).containsExactly(orphan);
        assertThat(store.deserted(study)).isEmpty();
        assertThat(trial(number).state()).isEqualTo(TrialState.RUNNING);
        assertThat(trial(orphan).state()).isEqualTo(TrialState.INTERRUPTED);
        assertThat(store.claim(study, ME, NO_LIMIT).orElseThrow().number()).isEqualTo(orphan);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aProcessThatEndedIsDeadThoughNobodyAskedHow() throws IOException, InterruptedException {
        Process parent = new ProcessBuilder("sh", "-c", "(exec sleep 0.2) & echo $!; exec sleep 20").start();
        try (BufferedReader said = parent.inputReader()) {
            long pid = Long.parseLong(String.valueOf(said.readLine()));
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            long ticks =
                    Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[19]);
            Owner child = new Owner(ME.host(), pid, Instant.ofEpochMilli(10 * ticks), 0);
            int number = store.claim(study, child, NO_LIMIT).orElseThrow().number();
            Thread.sleep(600);

            assertThat(ProcessHandle.of(pid)).isPresent();
            assertThat(store.deserted(study)).containsExactly(number);
        } finally {
            parent.destroyForcibly();
        }
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
    void theHoursThatAMachineSleptAreNotComputingTime() throws SQLException {
        for (int number = 0; number < 3; number++) {
            claimed(1);
        }
        sql("update trial set resumed = resumed - 36000000");
        store.interrupt(study, 0, Map.of());
        store.pause(study, 1, Map.of());
        store.finish(study, 2, new Outcome.Complete(Map.of("loss", 1.0)), Map.of());

        assertThat(store.trials(study)).allMatch(trial -> trial.computeTime().compareTo(Duration.ofMinutes(1)) < 0);
    }

    @Test
    void aTrialWhoseProcessDiedWasComputedUntilItsLastReport() throws SQLException {
        Owner gone = new Owner(ME.host(), ME.pid(), ME.processStart().minusSeconds(3600), 0);
        for (int attempt = 1; attempt <= 2; attempt++) {
            int number = store.claim(study, gone, NO_LIMIT).orElseThrow().number();
            store.assign(study, number, Definitions.configuration(1), Map.of());
            store.report(study, number, new Report(attempt, Map.of("loss", 1.0), 90.5 * attempt));
            sql("update trial set resumed = resumed - 36000000");
            store.recover(study);

            assertThat(trial(number).computeTime()).isEqualTo(Duration.ofMillis(90_500L * attempt));
        }
        store.claim(study, gone, NO_LIMIT);
        store.recover(study);
        assertThat(trial(0).computeTime()).as("what died before a report").isEqualTo(Duration.ofSeconds(181));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aProcessInAContainerWithThisHostsNameIsNotDeadBecauseItsNumberIsUnknownHere() throws Exception {
        List<String> contained = List.of("unshare", "--pid", "--fork", "--kill-child", "--mount-proc");
        assumeTrue(ends(contained, List.of("true")), "this user may make namespaces");
        List<String> command = new ArrayList<>(contained);
        command.addAll(ChildJvm.command(Claimant.class, file().toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(ChildJvm.reader(process).readLine()).isEqualTo("0");
            assertThat(store.deserted(study)).isEmpty();

            sql("update owner set seen = seen - "
                    + TrialStore.LEASE.plusSeconds(1).toMillis());
            assertThat(store.deserted(study)).containsExactly(0);
        } finally {
            ChildJvm.kill(process);
        }
    }

    private static boolean ends(List<String> begin, List<String> rest) throws InterruptedException {
        List<String> command = new ArrayList<>(begin);
        command.addAll(rest);
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
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
}
