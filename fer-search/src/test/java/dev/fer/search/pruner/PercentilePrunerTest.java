package dev.fer.search.pruner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fer.search.Direction;
import dev.fer.search.Goal;
import dev.fer.search.History;
import dev.fer.search.TrialState;
import dev.fer.search.definition.ComponentException;
import dev.fer.search.definition.SearchDefinition.Component;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.SearchSpace;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PercentilePrunerTest extends PrunerContractTest {
    @Override
    Pruner pruner() {
        return Pruners.create(new Component("median", Map.of()), OptionalInt.empty());
    }

    private static History fiveTrials(Direction direction) {
        History history = history(direction);
        for (int i = 0; i < 5; i++) {
            double best = 1 + 0.1 * i;
            complete(history, i, 9, 8, 7, 6, best, 9);
        }
        return history;
    }

    @Test
    void aTrialWorseThanTheMedianIsEndedAfterTheWarmUpForAStatedReason() {
        History history = fiveTrials(Direction.MINIMIZE);
        start(history, 5);
        report(history, 5, 9, 9, 9, 9);
        assertThat(pruner().judge(history, 5).prune()).as("in the warm-up").isFalse();
        history.report(5, 5, Map.of("validation.score", 1.31));
        assertThat(pruner().judge(history, 5))
                .isEqualTo(Pruner.Judgement.prune("validation.score 1.31 at epoch 5 above the median 1.2 of 5 trials"));
    }

    @Test
    void theReasonSpeaksInTheGoalsOwnDirection() {
        History history = history(Direction.MAXIMIZE);
        for (int i = 0; i < 6; i++) {
            complete(history, i, 0, 0, 0, 0, 0.5 + 0.1 * i);
        }
        start(history, 6);
        report(history, 6, 0.1, 0.2, 0.3, 0.4, 0.41);
        assertThat(pruner().judge(history, 6).reason())
                .isEqualTo("validation.score 0.41 at epoch 5 below the median 0.75 of 6 trials");
    }

    @Test
    void itJudgesByTheGoalThatCurvesAreOf() {
        Goal accuracy = new Goal("accuracy", Direction.MAXIMIZE);
        Goal size = new Goal("size", Direction.MINIMIZE);
        SearchSpace space = SearchSpace.of(new FloatParameter("x", 0, 1, false));
        History history = new History(space, List.of(size, accuracy), accuracy);
        for (int i = 0; i < 6; i++) {
            start(history, i);
            history.report(i, 5, Map.of("size", 10.0 - i, "accuracy", i == 5 ? 0.25 : 0.5));
            if (i < 5) {
                history.finish(i, TrialState.COMPLETE, Map.of());
            }
        }
        assertThat(pruner().judge(history, 5).reason())
                .isEqualTo("accuracy 0.25 at epoch 5 below the median 0.5 of 5 trials");
    }

    @Test
    void aTrialAtTheMedianGoesOn() {
        History history = fiveTrials(Direction.MINIMIZE);
        start(history, 5);
        report(history, 5, 9, 1.2, 9, 9, 9);
        assertThat(pruner().judge(history, 5).prune()).isFalse();
    }

    @Test
    void aTrialWithoutAnyFiniteValueIsEnded() {
        History history = fiveTrials(Direction.MINIMIZE);
        start(history, 5);
        report(history, 5, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        assertThat(pruner().judge(history, 5))
                .isEqualTo(Pruner.Judgement.prune("no finite validation.score up to epoch 5"));
    }

    @Test
    void trialsThatFailedOrEndedEarlierAreNotComparedWith() {
        History history = fiveTrials(Direction.MINIMIZE);
        start(history, 5);
        report(history, 5, 5, 5, 5, 5, 5);
        history.report(5, 6, Map.of("validation.score", 1.45));
        for (int i = 6; i < 40; i++) {
            start(history, i);
            report(history, i, 9, 9, 9, 9, 9, 9, 9);
            history.finish(i, i % 2 == 0 ? TrialState.FAILED : TrialState.PRUNED, Map.of());
        }
        assertThat(pruner().judge(history, 5).prune())
                .as("pruned trials that reached the epoch count")
                .isFalse();
        History shorter = history(Direction.MINIMIZE);
        for (int i = 0; i < 5; i++) {
            complete(shorter, i, 1, 1, 1, 1);
        }
        start(shorter, 5);
        report(shorter, 5, 5, 5, 5, 5, 5);
        assertThat(pruner().judge(shorter, 5).prune())
                .as("nobody reached the epoch")
                .isFalse();
    }

    @Test
    void theIntervalLeavesEpochsOut() {
        History history = history(Direction.MINIMIZE);
        for (int i = 0; i < 5; i++) {
            complete(history, i, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        }
        start(history, 5);
        Pruner everyThird = new PercentilePruner(50, 2, 5, 3);
        StringBuilder ended = new StringBuilder();
        for (int epoch = 1; epoch <= 9; epoch++) {
            history.report(5, epoch, Map.of("validation.score", 2.0));
            ended.append(everyThird.judge(history, 5).prune() ? epoch : "");
        }
        assertThat(ended).hasToString("369");
    }

    @Test
    void aPercentileKeepsThatShareOfTheBest() {
        History history = history(Direction.MINIMIZE);
        for (int i = 0; i < 9; i++) {
            complete(history, i, 9, 9, 9, 9, i, 9);
        }
        start(history, 9);
        report(history, 9, 9, 9, 9, 9, 6);
        Component component = new Component("percentile", Map.of("percentile", 75.0));
        Pruner pruner = Pruners.create(component, OptionalInt.empty());
        assertThat(pruner.judge(history, 9)).isEqualTo(Pruner.Judgement.CONTINUE);
        history.report(9, 5, Map.of("validation.score", 6.1));
        assertThat(pruner.judge(history, 9).reason())
                .isEqualTo("validation.score 6.1 at epoch 5 above the percentile 75.0, 6.0 of 9 trials");
    }

    @Test
    void onePrunerServesTwoHistoriesInTurnAndKeepsUpWithBoth() {
        Pruner pruner = pruner();
        History other = history(Direction.MINIMIZE);
        History history = fiveTrials(Direction.MINIMIZE);
        start(history, 50);
        report(history, 50, 9, 9, 9, 9, 1.25);
        assertThat(pruner.judge(history, 50).prune()).isTrue();
        start(other, 50);
        report(other, 50, 9, 9, 9, 9, 1.25);
        assertThat(pruner.judge(other, 50).prune()).isFalse();
        for (int i = 5; i < 12; i++) {
            complete(history, i, 9, 9, 9, 9, 1.3);
        }
        assertThat(pruner.judge(history, 50).prune())
                .as("the median is 1.3 now")
                .isFalse();
    }

    @Test
    void anUnknownPrunerIsRefused() {
        assertThatThrownBy(() -> Pruners.create(new Component("medien", Map.of()), OptionalInt.empty()))
                .isInstanceOf(ComponentException.class)
                .hasMessage("there is no pruner 'medien'; did you mean 'median'?");
    }

    @Test
    void aTrialThatReportsNowAndThenIsJudgedAtTheFirstReportInEachInterval() {
        History history = history(Direction.MINIMIZE);
        for (int i = 0; i < 6; i++) {
            start(history, i);
            for (int epoch = 10; epoch <= 30; epoch += 10) {
                history.report(i, epoch, Map.of("validation.score", i == 5 ? 9.0 : 1.0));
            }
            if (i < 5) {
                history.finish(i, TrialState.COMPLETE, Map.of());
            }
        }
        Pruner everySecond =
                Pruners.create(new Component("median", Map.of("interval_epochs", 2L)), OptionalInt.empty());
        assertThat(everySecond.judge(history, 5).prune()).isTrue();
    }
}
