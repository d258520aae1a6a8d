package dev.fer.search.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.search.Objective;
import dev.fer.search.Trial;
import dev.fer.search.TrialPrunedException;
import dev.fer.search.TrialState;
import dev.fer.search.run.SearchOutcome.End;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Trials and searches that an objective ends itself. */
class OwnPruningTest {
    private final TrialStore store = TrialStores.inMemory();
    private final Study study = Study.open(store, Searches.plain(", \"budget\": {\"trials\": 12}"));

    private static Objective givingUpEverySecond(int reports) {
        return trial -> {
            double loss = trial.configuration().getDouble("x");
            for (int step = 1; step <= reports; step++) {
                trial.report(step, Map.of("loss", loss + 1.0 / step));
            }
            if (trial.number() % 2 == 1) {
                trial.attribute("note", "kept");
                throw new TrialPrunedException("no hope in step " + reports);
            }
            return Map.of("loss", loss);
        };
    }

    @Test
    void anObjectiveThatGivesUpPrunesItsTrial() {
        SearchOutcome outcome = study.optimize(givingUpEverySecond(2));

        assertThat(outcome.counts()).isEqualTo(Map.of(TrialState.COMPLETE, 6, TrialState.PRUNED, 6));
        Trial pruned = study.trials().get(1);
        assertThat(pruned.attributes())
                .containsEntry("pruned", "no hope in step 2")
                .containsEntry("note", "kept");
        assertThat(pruned.lastStep()).isEqualTo(2);
        assertThat(pruned.metrics()).isEqualTo(store.reports(1, 1).get(1).metrics());
    }

    @Test
    void soItMayBeforeItsFirstReport() {
        assertThat(study.optimize(givingUpEverySecond(0)).counts())
                .isEqualTo(Map.of(TrialState.COMPLETE, 6, TrialState.PRUNED, 6));
        assertThat(study.trials().get(1).metrics()).isEmpty();
    }

    @Test
    void anObjectiveEndsTheSearchBeforeTheNextTrialBegins() {
        SearchOutcome outcome = study.optimize(trial -> {
            if (trial.number() == 2) {
                study.requestStop();
            }
            return Map.of("loss", 1.0);
        });

        assertThat(outcome.end()).isEqualTo(End.INTERRUPTED);
        assertThat(outcome.counts()).isEqualTo(Map.of(TrialState.COMPLETE, 3));
    }

    @Test
    void aStopThatIsAskedForReachesTheTrialAtItsNextReport() {
        SearchOutcome outcome = study.optimize(trial -> {
            study.requestStop();
            return trial.report(1, Map.of("loss", 1.0)).stops() ? Map.of() : Map.of("loss", 1.0);
        });

        assertThat(outcome.counts()).isEqualTo(Map.of(TrialState.INTERRUPTED, 1));
    }

    @Test
    void aStopThatWasAskedForBeforeARunDoesNotEndIt() {
        study.requestStop();

        assertThat(study.optimize(trial -> Map.of("loss", 1.0)).end()).isEqualTo(End.TRIALS);
    }
}
