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
        IOptimizationRunner first = SearchRing.search(store, 2);
        IOptimizationRunner again = SearchRing.search(store, 6);

        assertThat(first.numCandidatesCompleted()).isEqualTo(2);
        assertThat(first.getResults()).isEmpty();
        assertThat(again.numCandidatesCompleted()).isEqualTo(6);
        assertThat(again.getCandidateStatus().subList(0, 2)).isEqualTo(first.getCandidateStatus());
        assertThat(again.bestScore()).isGreaterThan(0.6);
    }
}
