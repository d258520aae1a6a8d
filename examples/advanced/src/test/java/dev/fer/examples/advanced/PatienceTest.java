package dev.fer.examples.advanced;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.search.TrialState;
import dev.fer.search.run.SearchOutcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatienceTest {
    @TempDir
    Path folder;

    @Test
    void theSearchEndsWhenNothingBetterWasFoundForSixTrials() {
        SearchOutcome outcome = Patience.search(Path.of("../search/search.json"), folder.resolve("fer.db"));

        assertThat(outcome.end()).isEqualTo(SearchOutcome.End.INTERRUPTED);
        assertThat(outcome.count(TrialState.PRUNED)).isPositive();
        int trials = outcome.count(TrialState.PRUNED) + outcome.count(TrialState.COMPLETE);
        assertThat(outcome.best().orElseThrow().number()).isEqualTo(trials - 1 - 6);
    }
}
