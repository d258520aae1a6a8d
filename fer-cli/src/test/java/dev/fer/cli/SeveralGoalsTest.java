package dev.fer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.search.definition.SearchDefinitions;
import dev.fer.search.run.Study;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeveralGoalsTest {
    @Test
    void theStatusShowsTheTrialsThatNoOtherOneBeats(@TempDir Path folder) {
        Path file = folder.resolve("fer.db");
        try (TrialStore store = TrialStores.open(file)) {
            Study study = Study.open(store, SearchDefinitions.parse("""
                    {"name": "pair", "space": {"x": {"type": "float", "low": 0, "high": 1}},
                     "objective": [{"metric": "accuracy", "direction": "maximize"},
                                   {"metric": "size", "direction": "minimize"}]}
                    """, "pair"));
            for (double[] values : new double[][] {{0.5, 4}, {0.4, 5}, {0.75, 9}}) {
                study.tell(study.ask().orElseThrow().number(), Map.of("accuracy", values[0], "size", values[1]));
            }
        }

        assertThat(Shell.fer("search", "status", "--store", file.toString()).out())
                .contains("goal\tmaximize accuracy, minimize size\n")
                .contains(
                        "front_trial_2\t{\"accuracy\":0.75,\"size\":9.0}\nfront_trial_0\t{\"accuracy\":0.5,\"size\":4.0}\n")
                .doesNotContain("front_trial_1", "best_");
    }
}
