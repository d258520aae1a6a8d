package dev.fer.search.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fer.search.Objective;
import dev.fer.search.Report;
import dev.fer.search.space.Configuration;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FixedTrialTest {
    private static final Configuration VALUES = Configuration.of(Map.of("x", 0.5));

    @Test
    void anObjectiveIsTestedWithoutASearch() throws Exception {
        Objective objective = trial -> {
            trial.attribute("note", "begun");
            double x = trial.configuration().getDouble("x");
            for (int step = trial.resumeFrom() + 1; step <= 3; step++) {
                if (trial.report(step, Map.of("loss", x / step)).stops()) {
                    return Map.of();
                }
            }
            return Map.of("loss", x / 3 + trial.seed());
        };

        FixedTrial trial = FixedTrial.of(VALUES).withSeed(2);
        assertThat(objective.evaluate(trial)).isEqualTo(Map.of("loss", 0.5 / 3 + 2));
        assertThat(trial.reports()).extracting(Report::step).containsExactly(1, 2, 3);
        assertThat(trial.attributes()).isEqualTo(Map.of("note", "begun"));
    }

    @Test
    void aStepThatIsReportedAgainReplacesItAndAllLaterOnesAsInAStore() {
        FixedTrial trial = FixedTrial.of(VALUES);
        trial.report(1, Map.of("loss", 3.0));
        trial.report(2, Map.of("loss", 2.0));
        trial.report(1, Map.of("loss", 1.0));
        assertThat(trial.reports()).extracting(Report::metrics).containsExactly(Map.of("loss", 1.0));
        assertThatThrownBy(() -> trial.report(0, Map.of())).hasMessage("steps are counted from 1, found step 0");
    }

    @Test
    void itsDirectoryIsMadeWhenItIsAskedFor(@TempDir Path folder) {
        Path wanted = folder.resolve("trial");
        FixedTrial trial = FixedTrial.of(VALUES).withDirectory(wanted);
        assertThat(wanted).doesNotExist();
        assertThat(trial.directory()).isEqualTo(wanted).isDirectory();
        assertThatThrownBy(() -> FixedTrial.of(VALUES).directory()).hasMessageContaining("withDirectory");
    }
}
