package dev.fer.search.run;

import static dev.fer.search.run.KilledSearch.MORE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills at random moments of a search whose trials run in its own process; {@link KillWorkersAndResumeTest} has the others. */
class KillAndResumeTest {
    private KilledSearch killed;

    @BeforeEach
    void setUp(@TempDir Path folder) {
        killed = new KilledSearch(folder);
    }

    @Test
    void aSearchThatIsKilledAgainAndAgainGivesTheSameTrials() throws Exception {
        killed.compare(14 * MORE, "threads", 1, true);
    }

    @Test
    void soDoesOneWithSeveralWorkersInOrderedMode() throws Exception {
        killed.compare(14 * MORE, "threads", 3, true);
    }

    @Test
    void soDoesOneThatIsKilledWhileItWritesCheckpoints() throws Exception {
        Random random = new Random(12);
        int halts = 0;
        while (killed.start("learning", "threads", 1, 1 + random.nextInt(24)).waitFor() == 137) {
            halts++;
        }
        assertThat(KilledSearch.told(killed.file())).isEqualTo(killed.uninterrupted(SearchMain.LEARNING, 1));
        assertThat(halts).isPositive();
    }
}
