package dev.fer.search.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.search.definition.SearchDefinition.Budget;
import dev.fer.search.store.TrialStores;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an empty answer means to whoever asks with several trials open. */
class LaterTrialsTest {
    private static Study open(String more) {
        return Study.open(TrialStores.inMemory(), Searches.plain(more));
    }

    @Test
    void wherePausedTrialsMayGoOnOneMayComeWhenAnotherHasEnded() {
        Study study = open(", \"budget\": {\"trials\": 2}, \"pruner\": {\"type\": \"halving\", \"max_epochs\": 8}");
        int first = study.ask().orElseThrow().number();
        int second = study.ask().orElseThrow().number();
        study.report(first, 2, Map.of("loss", 2.0));
        study.pause(first, "for now");
        assertThat(study.ask().map(trial -> trial.number())).contains(first);
        assertThat(study.ask()).isEmpty();
        assertThat(study.mayComeLater()).isTrue();

        study.tell(first, 2);
        study.tell(second, 1);
        assertThat(study.ask()).isEmpty();
        assertThat(study.mayComeLater()).isFalse();
    }

    @Test
    void whereAllWasTriedARepeatMayComeWhenATrialHasEnded() {
        Study study = Study.open(TrialStores.inMemory(), Searches.finite(", \"repeats\": 2"));
        for (int number = 0; number < 4; number++) {
            assertThat(study.ask().orElseThrow().number()).isEqualTo(number);
        }
        assertThat(study.ask()).isEmpty();
        assertThat(study.mayComeLater()).isTrue();

        study.tell(0, 1);
        assertThat(study.ask().orElseThrow().attributes()).containsEntry(Standings.REPEAT_OF, "0");
    }

    @Test
    void nothingComesLaterWhereResultsChangeNothing() {
        Study study = open(", \"budget\": {\"trials\": 1}");
        assertThat(study.ask()).isPresent();
        assertThat(study.ask()).isEmpty();
        assertThat(study.mayComeLater()).isFalse();
    }

    @Test
    void nothingComesLaterWhenTheEpochsAreSpent() {
        Study study = open(", \"budget\": {\"epochs\": 3}, \"pruner\": {\"type\": \"halving\", \"max_epochs\": 8}");
        study.report(study.ask().orElseThrow().number(), 3, Map.of("loss", 1.0));
        assertThat(study.ask()).isEmpty();
        assertThat(study.isOutOfEpochs()).isTrue();
        assertThat(study.mayComeLater()).isFalse();

        study.changeBudget(Budget.UNLIMITED.withEpochs(9));
        assertThat(study.ask()).isPresent();
    }
}
