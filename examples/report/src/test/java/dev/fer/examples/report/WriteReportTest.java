package dev.fer.examples.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.search.Goal;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.definition.SearchDefinition.Component;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.SearchSpace;
import dev.fer.search.store.Outcome;
import dev.fer.search.store.Owner;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteReportTest {
    @Test
    void aStoreBecomesAReport(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("fer.db");
        try (TrialStore store = TrialStores.open(file)) {
            long study = store.create(definition(), Map.of()).id();
            for (double x : new double[] {0.2, 0.9, 0.5}) {
                int trial = store.claim(study, Owner.current(), OptionalInt.empty())
                        .orElseThrow()
                        .number();
                store.assign(study, trial, Configuration.of(Map.of("x", x)), Map.of());
                store.finish(study, trial, new Outcome.Complete(Map.of("height", 1 - x * x)), Map.of());
            }
        }

        WriteReport.write(file, folder.resolve("report.html"));

        assertThat(Files.readString(folder.resolve("report.html"))).contains("trial 0 is the best with 0.96");
    }

    @Test
    void noDeepLearningLibraryIsOnTheClassPath() {
        assertThat(System.getProperty("java.class.path"))
                .contains("fer-report")
                .doesNotContain("nd4j", "deeplearning4j");
    }

    private static SearchDefinition definition() {
        return SearchDefinition.of("parabola", SearchSpace.of(FloatParameter.of("x", 0, 1)), Goal.maximize("height"))
                .withSampler(new Component("random"))
                .withSeed(1);
    }
}
