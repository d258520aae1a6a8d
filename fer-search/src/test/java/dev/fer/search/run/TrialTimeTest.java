package dev.fer.search.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long a trial was computed, and may be. */
class TrialTimeTest {
    @TempDir
    Path folder;

    @Test
    void aTrialDuringWhichTheMachineSleptHasStillItsTimeWhenItIsResumed() throws SQLException {
        Path file = folder.resolve("fer.db");
        try (TrialStore store = TrialStores.open(file)) {
            Study study = Study.open(store, Searches.plain(", \"budget\": {\"trials\": 1, \"trial_time\": \"1h\"}"));
            int number = study.ask().orElseThrow().number();
            study.report(number, 1, Map.of("loss", 1.0));
            sleepForTenHours(file);
            study.interrupt(number);

            new SearchRunner(
                            Study.resume(store, "plain"),
                            new InProcessExecutor(trial -> {
                                // Longer than the runner leaves between two looks at the time.
                                Thread.sleep(700);
                                return Map.of("loss", 1.0);
                            }),
                            RunOptions.DEFAULT,
                            SearchListener.NONE)
                    .run();

            Trial ended = store.trial(study.record().id(), number).orElseThrow();
            assertThat(ended.failure()).isEmpty();
            assertThat(ended.state()).isEqualTo(TrialState.COMPLETE);
            assertThat(ended.computeTime()).isBetween(Duration.ofMillis(700), Duration.ofMinutes(10));
        }
    }

    private static void sleepForTenHours(Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("update trial set resumed = resumed - 36000000");
        }
    }
}
