package dev.fer.search.pruner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.search.Direction;
import dev.fer.search.History;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition.Component;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AshaPrunerTest extends PrunerContractTest {
    @Override
    Pruner pruner() {
        return Pruners.create(new Component("asha"), OptionalInt.empty());
    }

    /** Trials 0 to 8 that were ended after two epochs, with losses .1, .2, ... */
    private static History nine() {
        History history = history(Direction.MINIMIZE);
        for (int i = 0; i < 9; i++) {
            start(history, i);
            report(history, i, 9, 0.1 * (i + 1));
            history.finish(i, TrialState.PRUNED, Map.of());
        }
        return history;
    }

    private static Pruner.Judgement judged(History history, double... losses) {
        start(history, 50);
        report(history, 50, losses);
        return new AshaPruner(2, 3, 5).judge(history, 50);
    }

    @Test
    void theBestThirdOfARungGoesOn() {
        assertThat(judged(nine(), 9, 0.39)).isEqualTo(Pruner.Judgement.CONTINUE);
        assertThat(judged(nine(), 9, 0.41))
                .isEqualTo(Pruner.Judgement.prune(
                        "rung 1: validation.score 0.41 at epoch 2 above 0.4, place 4 of 10 trials"));
    }

    @Test
    void onlyRungsAreJudgedAt() {
        History history = history(Direction.MINIMIZE);
        for (int i = 0; i < 9; i++) {
            start(history, i);
            report(history, i, new double[20]);
            history.finish(i, TrialState.PRUNED, Map.of());
        }
        start(history, 50);
        StringBuilder ended = new StringBuilder();
        for (int epoch = 1; epoch <= 20; epoch++) {
            history.report(50, epoch, Map.of("validation.score", 1.0));
            ended.append(new AshaPruner(2, 3, 5).judge(history, 50).prune() ? epoch + " " : "");
        }
        assertThat(ended).hasToString("2 6 18 ");
    }

    @Test
    void aTrialThatReportsEveryFewEpochsIsJudgedAtTheFirstReportOnOrAfterARung() {
        History history = history(Direction.MINIMIZE);
        for (int i = 0; i < 9; i++) {
            start(history, i);
            history.report(i, 5, Map.of("validation.score", 0.0));
            history.report(i, 10, Map.of("validation.score", 0.0));
            history.finish(i, TrialState.PRUNED, Map.of());
        }
        start(history, 50);
        history.report(50, 5, Map.of("validation.score", 1.0));
        assertThat(new AshaPruner(4, 3, 5).judge(history, 50).prune()).isTrue();
        history.report(50, 10, Map.of("validation.score", 1.0));
        assertThat(new AshaPruner(4, 3, 5).judge(history, 50).prune()).isFalse();
    }

    @Test
    void aRungEndsNobodyBeforeItHasSeenEnoughTrials() {
        History history = history(Direction.MINIMIZE);
        for (int i = 0; i < 4; i++) {
            start(history, i);
            report(history, i, 9, 0);
            history.finish(i, TrialState.PRUNED, Map.of());
        }
        assertThat(judged(history, 9, 5)).isEqualTo(Pruner.Judgement.CONTINUE);
        start(history, 4);
        report(history, 4, 9, 0);
        assertThat(judged(history, 9, 5).prune())
                .as("a running trial is a rival too")
                .isTrue();
    }

    @Test
    void aSlowStarterIsSparedWhereSlowStartersHaveWon() {
        History history = nine();
        complete(history, 10, 9, 0.8, 0.01);
        complete(history, 11, 9, 0.3, 0.02);
        complete(history, 12, 9, 0.95, 0.5);
        assertThat(judged(history, 9, 0.8)).isEqualTo(Pruner.Judgement.CONTINUE);
        assertThat(judged(history, 9, 0.81).reason())
                .isEqualTo("rung 1: validation.score 0.81 at epoch 2 above 0.4, place 5 of 13 trials, "
                        + "and 0.8, the slowest of the best complete ones");
    }

    @Test
    void aboutEverySixthTrialIsAControlThatIsNeverEnded() {
        History history = nine();
        StringBuilder spared = new StringBuilder();
        for (int number = 20; number < 36; number++) {
            start(history, number);
            report(history, number, 9, 9);
            spared.append(new AshaPruner(2, 3, 5).judge(history, number).prune() ? "" : number + " ");
        }
        assertThat(spared).hasToString("20 26 31 35 ");
    }

    @Test
    void aTrialWithoutAnyFiniteValueIsEndedAtARung() {
        assertThat(judged(nine(), Double.NaN, Double.NaN).reason())
                .isEqualTo("rung 1: no finite validation.score up to epoch 2");
    }

    @Test
    void aTrialAsLongAsTheLongestCompleteOneIsNotEndedWhereNothingIsLeftToSave() {
        History history = history(Direction.MINIMIZE);
        for (int i = 0; i < 10; i++) {
            complete(history, i, new double[18]);
        }
        start(history, 50);
        StringBuilder ended = new StringBuilder();
        for (int epoch = 1; epoch <= 18; epoch++) {
            history.report(50, epoch, Map.of("validation.score", 1.0));
            ended.append(new AshaPruner(2, 3, 5).judge(history, 50).prune() ? epoch + " " : "");
        }
        assertThat(ended).hasToString("2 6 ");
    }

    @Test
    void withRepeatsOfSomeNumberAboutASixthOfTheConfigurationsAreControls() {
        for (int runs = 1; runs <= 12; runs++) {
            int count = runs;
            long controls = IntStream.range(0, 600)
                    .filter(i -> Controls.contain(i * count))
                    .count();
            assertThat(controls).as(runs + " runs").isBetween(75L, 125L);
        }
    }
}
