package dev.fer.examples.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.search.TrialState;
import dev.fer.search.run.SearchOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValleyTest {
    private static final Path SEARCH_FILE = Path.of("search.json");

    @TempDir
    Path folder;

    @Test
    void theSearchFindsTheValleyAndARerunIsTheSameSearch() {
        Path store = folder.resolve("fer.db");
        SearchOutcome first = Valley.search(SEARCH_FILE, store);
        SearchOutcome again = Valley.search(SEARCH_FILE, store);

        assertThat(first.count(TrialState.COMPLETE)).isEqualTo(60);
        assertThat(first.best().orElseThrow().metric("height").orElseThrow()).isLessThan(2.5);
        assertThat(again.counts()).isEqualTo(first.counts());
        assertThat(again.best()).isEqualTo(first.best());
    }

    @Test
    void aLargerBudgetGoesOnWithTheSameStudy() throws IOException {
        Path store = folder.resolve("fer.db");
        String file = Files.readString(SEARCH_FILE);
        Path small = Files.writeString(folder.resolve("small.json"), file.replace("60", "25"));
        Valley.search(small, store);
        SearchOutcome outcome = Valley.search(SEARCH_FILE, store);

        assertThat(outcome.best()).map(trial -> trial.metrics()).isEqualTo(bestInOneGo());
        assertThat(outcome.count(TrialState.COMPLETE)).isEqualTo(60);
    }

    private Optional<Map<String, Double>> bestInOneGo() {
        return Valley.search(SEARCH_FILE, folder.resolve("straight.db")).best().map(trial -> trial.metrics());
    }

    @Test
    void noDeepLearningLibraryIsOnTheClassPath() {
        assertThat(System.getProperty("java.class.path"))
                .contains("fer-search")
                .doesNotContain("nd4j", "deeplearning4j");
        assertThat(ValleyTest.class.getClassLoader().getResource("org/nd4j/linalg/api/ndarray/INDArray.class"))
                .isNull();
        assertThat(ValleyTest.class.getClassLoader().getResource("org/deeplearning4j/nn/api/Model.class"))
                .isNull();
    }
}
