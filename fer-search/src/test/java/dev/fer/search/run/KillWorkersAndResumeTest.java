package dev.fer.search.run;

import static dev.fer.search.run.KilledSearch.MORE;
import static dev.fer.search.run.KilledSearch.byNumber;
import static dev.fer.search.run.KilledSearch.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.search.ChildJvm;
import dev.fer.search.TrialState;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kills at random moments of a search, of its worker processes, or of both. */
class KillWorkersAndResumeTest {
    private KilledSearch killed;

    @BeforeEach
    void setUp(@TempDir Path folder) {
        killed = new KilledSearch(folder);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSearchWhoseWorkerDiesWithItOrIsLeftAloneGivesTheSameTrials(boolean all) throws Exception {
        killed.compare(6 * MORE, "processes", 1, all);
    }

    @Test
    void soDoesOneWithSeveralWorkersInOrderedMode() throws Exception {
        killed.compare(6 * MORE, "processes", 3, true);
    }

    @Test
    void aKilledWorkerCostsItsTrialAndNoOtherOne() throws Exception {
        Random random = new Random(13);
        Process process = killed.start("independent", "processes", 1, 0);
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

        List<Told> found = byNumber(told(killed.file()));
        List<Told> expected = byNumber(killed.uninterrupted(SearchMain.INDEPENDENT, 1));
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
