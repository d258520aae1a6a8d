package dev.fer.search.pruner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.search.Direction;
import dev.fer.search.History;
import dev.fer.search.definition.SearchDefinition.Component;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PatientPrunerTest extends PrunerContractTest {
    @Override
    Pruner pruner() {
        return Pruners.create(new Component("patient"), OptionalInt.empty());
    }

    private static Pruner.Judgement judged(double best, double... losses) {
        History history = history(Direction.MINIMIZE);
        complete(history, 3, best);
        start(history, 4);
        report(history, 4, losses);
        return new PatientPruner(2, 0.1, 1).judge(history, 4);
    }

    @Test
    void aTrialThatHasStalledBehindTheBestIsEnded() {
        assertThat(judged(0.5, 0.9, 0.8, 0.75, 0.79))
                .isEqualTo(Pruner.Judgement.prune(
                        "validation.score 0.75 at epoch 4, no better for 2 epochs and behind" + " trial 3 with 0.5"));
    }

    @Test
    void oneThatStillImprovesGoesOn() {
        assertThat(judged(0.5, 0.9, 0.8, 0.75, 0.69)).isEqualTo(Pruner.Judgement.CONTINUE);
    }

    @Test
    void oneThatLeadsGoesOnThoughItHasStalled() {
        assertThat(judged(0.5, 0.4, 0.4, 0.4, 0.4)).isEqualTo(Pruner.Judgement.CONTINUE);
    }

    @Test
    void patienceBeginsWithTheFirstEpoch() {
        assertThat(judged(0.5, 0.9, 0.9)).isEqualTo(Pruner.Judgement.CONTINUE);
        assertThat(judged(0.5, 0.9, 0.9, 0.9).prune()).isTrue();
    }

    @Test
    void aTrialWithoutAnyFiniteValueHasStalled() {
        assertThat(judged(0.5, Double.NaN, Double.NaN, Double.NaN).reason())
                .startsWith("no finite validation.score up to epoch 3");
        assertThat(judged(0.5, Double.NaN, Double.NaN, 0.9).prune()).isFalse();
    }
}
