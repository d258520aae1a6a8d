package dev.fer.search.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.search.ChildJvm;
import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.space.Configuration;
import dev.fer.search.store.Intent;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * More than fifty kills at random moments of a search, its workers or both, compared with the search that nobody disturbed. With
 * {@code -Dfer.kills=10} they are ten times as many.
 */
class KillAndResumeTest {
    private static final int MORE = Integer.getInteger("fer.kills", 1);
    private static final int MILLIS = 12;

    @TempDir
    Path folder;

    private final Random random = new Random(11);

    /** All that must not depend on interruptions. */
    private record Told(
            int number,
            TrialState state,
            Configuration configuration,
            long seed,
            Map<String, Double> metrics,
            Map<String, String> attributes,
            List<Map<String, Double>> reports) {}

    /** The trials in the order in which they ended. */
    private static List<Told> told(Path file) {
        try (TrialStore store = TrialStores.open(file, Intent.READ_ONLY)) {
            long study = store.find("plain").orElseThrow().id();
            return store.changesSince(study, 0).trials().stream()
                    .map(trial -> told(trial, store.reports(study, trial.number())))
                    .toList();
        }
    }

    private static Told told(Trial trial, List<Report> reports) {
        assertThat(reports)
                .extracting(Report::step)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, reports.size()).boxed().toList());
        return new Told(
                trial.number(),
                trial.state(),
                trial.configuration().orElseThrow(),
                trial.seed(),
                trial.metrics(),
                trial.attributes(),
                reports.stream().map(Report::metrics).toList());
    }

    private List<Told> uninterrupted(SearchDefinition search, int workers) {
        Path file = folder.resolve("straight.db");
        SearchMain.run(file, search, new InProcessExecutor(new SteppedObjective(10, 0)), workers, SearchListener.NONE);
        return told(file);
    }

    private static List<Told> byNumber(List<Told> told) {
        return told.stream().sorted(Comparator.comparingInt(Told::number)).toList();
    }

    private Process start(String search, String how, int workers, int halt) throws IOException {
        return ChildJvm.start(
                SearchMain.class,
                killed().toString(),
                search,
                Integer.toString(MILLIS),
                how,
                Integer.toString(workers),
                Integer.toString(halt));
    }

    private Path killed() {
        return folder.resolve("killed.db");
    }

    /** Kills a search so often, beginning anew whenever it has come to its end, and compares each end with the undisturbed one. */
    private void compare(int kills, String how, int workers, boolean all) throws Exception {
        List<Told> expected = inOrder(uninterrupted(SearchMain.LEARNING, workers), workers);
        assertThat(expected).extracting(Told::state).contains(TrialState.COMPLETE, TrialState.PRUNED);
        for (int done = 0; done < kills; ) {
            // Of several trials one may come no step further in life after life, and would be given up.
            int most = workers == 1 ? kills : TrialStore.MAX_DEATHS - 1;
            done += runWithKills(Math.min(most, kills - done), how, workers, all);
            assertThat(inOrder(told(killed()), workers)).isEqualTo(expected);
            Files.delete(killed());
        }
    }

    /** Several workers decide by number only: the order in which their trials end is free. */
    private static List<Told> inOrder(List<Told> told, int workers) {
        return workers == 1 ? told : byNumber(told);
    }

    /**
     * Runs a search to its end in child processes, so many of which are killed: one in four a while after its start, perhaps before it has the
     * store open, the others after their first report.
     *
     * @param all whether its worker processes die with it, or are left alone
     * @return how many were killed
     */
    private int runWithKills(int kills, String how, int workers, boolean all) throws Exception {
        int done = 0;
        while (true) {
            Process process = start("learning", how, workers, 0);
            BufferedReader said = ChildJvm.reader(process);
            assertThat(said.readLine()).isEqualTo("begun");
            if (done == kills) {
                assertThat(process.waitFor()).isZero();
                return done;
            }
            boolean early = done % 4 == 3;
            if (!early) {
                said.readLine();
            }
            if (process.waitFor(random.nextInt(early ? 400 : 120), TimeUnit.MILLISECONDS)) {
                assertThat(process.exitValue()).isZero();
                return done;
            }
            List<ProcessHandle> workersOfIt = process.descendants().toList();
            ChildJvm.kill(process);
            if (all) {
                workersOfIt.forEach(ProcessHandle::destroyForcibly);
            }
            done++;
        }
    }

    @Test
    void aSearchThatIsKilledAgainAndAgainGivesTheSameTrials() throws Exception {
        compare(14 * MORE, "threads", 1, true);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void soDoesOneWhoseTrialsRunInAnotherProcessWhetherThatDiesTooOrNot(boolean all) throws Exception {
        compare(6 * MORE, "processes", 1, all);
    }

    @Test
    void soDoesOneWithSeveralWorkersInOrderedMode() throws Exception {
        compare(14 * MORE, "threads", 3, true);
    }

    @Test
    void soDoesOneWithSeveralWorkerProcessesInOrderedMode() throws Exception {
        compare(6 * MORE, "processes", 3, true);
    }

    @Test
    void soDoesOneThatIsKilledWhileItWritesCheckpoints() throws Exception {
        int halts = 0;
        while (start("learning", "threads", 1, 1 + random.nextInt(24)).waitFor() == 137) {
            halts++;
        }
        assertThat(told(killed())).isEqualTo(uninterrupted(SearchMain.LEARNING, 1));
        assertThat(halts).isPositive();
    }

    @Test
    void aKilledWorkerCostsItsTrialAndNoOtherOne() throws Exception {
        Process process = start("independent", "processes", 1, 0);
        BufferedReader said = ChildJvm.reader(process);
        int kills = 0;
        // A report each time: a search gives up when workers die one after the other without having said anything.
        while (kills < 6 && said.readLine() != null && !process.waitFor(random.nextInt(200), TimeUnit.MILLISECONDS)) {
            kills += (int)
                    process.children().filter(ProcessHandle::destroyForcibly).count();
            while (said.ready()) {
                said.readLine();
            }
        }
        assertThat(process.waitFor()).isZero();

        List<Told> found = byNumber(told(killed()));
        List<Told> expected = byNumber(uninterrupted(SearchMain.INDEPENDENT, 1));
        assertThat(found).hasSameSizeAs(expected);
        List<Told> crashed = found.stream()
                .filter(trial -> trial.state() == TrialState.FAILED)
                .toList();
        assertThat(crashed).hasSizeLessThanOrEqualTo(kills);
        assertThat(expected)
                .containsAll(
                        found.stream().filter(trial -> !crashed.contains(trial)).toList());
    }
}
