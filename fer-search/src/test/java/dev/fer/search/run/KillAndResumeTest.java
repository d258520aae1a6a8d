package dev.fer.search.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.search.ChildJvm;
import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.space.Configuration;
import dev.fer.search.store.Intent;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillAndResumeTest {
    @TempDir
    Path folder;

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

    private List<Told> uninterrupted() {
        Path file = folder.resolve("straight.db");
        SearchMain.run(file, new InProcessExecutor(new SteppedObjective(10, 0)), SearchListener.NONE);
        return told(file);
    }

    /** Runs a search in child processes, so many of which are killed some time after they began. */
    private int runWithKills(Path file, int kills, int within, String... how) throws Exception {
        Random random = new Random(11);
        int killed = 0;
        while (true) {
            Process process = ChildJvm.start(SearchMain.class, file.toString(), how[0], how[1]);
            assertThat(ChildJvm.reader(process).readLine()).isEqualTo("begun");
            if (killed < kills && !process.waitFor(random.nextInt(within), TimeUnit.MILLISECONDS)) {
                ChildJvm.kill(process);
                killed++;
            } else {
                assertThat(process.waitFor()).isZero();
                return killed;
            }
        }
    }

    @Test
    void aSearchThatIsKilledAgainAndAgainGivesTheSameTrials() throws Exception {
        Path file = folder.resolve("killed.db");
        int killed = runWithKills(file, 10, 700, "12", "threads");

        List<Told> expected = uninterrupted();
        assertThat(told(file)).isEqualTo(expected);
        assertThat(expected).extracting(Told::state).contains(TrialState.COMPLETE, TrialState.PRUNED);
        assertThat(killed).isEqualTo(10);
    }

    @Test
    void soDoesOneWhoseTrialsRunInAnotherProcess() throws Exception {
        Path file = folder.resolve("killed.db");
        runWithKills(file, 3, 2500, "12", "processes");

        assertThat(told(file)).isEqualTo(uninterrupted());
    }
}
