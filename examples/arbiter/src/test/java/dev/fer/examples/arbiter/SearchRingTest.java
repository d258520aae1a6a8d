package dev.fer.examples.arbiter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.deeplearning4j.arbiter.optimize.runner.IOptimizationRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchRingTest {
    @TempDir
    Path folder;

    @Test
    void theSearchGoesOnWhereItWasAndFindsANetworkThatLearnt() {
        Path store = folder.resolve("fer.db");
        IOptimizationRunner first = SearchRing.search(store, 3);
        IOptimizationRunner again = SearchRing.search(store, 8);

        assertThat(first.numCandidatesCompleted()).isEqualTo(3);
        assertThat(first.getResults()).isEmpty();
        assertThat(again.numCandidatesCompleted()).isEqualTo(8);
        assertThat(again.getCandidateStatus().subList(0, 3)).isEqualTo(first.getCandidateStatus());
        assertThat(again.bestScore()).isGreaterThan(0.6);
    }
}
