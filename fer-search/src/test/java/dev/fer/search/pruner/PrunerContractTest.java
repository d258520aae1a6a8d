package dev.fer.search.pruner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.search.Direction;
import dev.fer.search.Goal;
import dev.fer.search.History;
import dev.fer.search.TrialState;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.SearchSpace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every pruner promises. */
abstract class PrunerContractTest {
    /** Returns the pruner with its default options. */
    abstract Pruner pruner();

    static History history(Direction direction) {
        return new History(
                SearchSpace.of(new FloatParameter("x", 0, 1, false)), List.of(new Goal("validation.score", direction)));
    }

    static void start(History history, int number) {
        history.start(number, Configuration.of(Map.of("x", 0.001 * number)));
    }

    static void report(History history, int number, double... values) {
        for (int i = 0; i < values.length; i++) {
            history.report(number, i + 1, Map.of("validation.score", values[i]));
        }
    }

    static void complete(History history, int number, double... values) {
        start(history, number);
        report(history, number, values);
        history.finish(number, TrialState.COMPLETE, Map.of("validation.score", values[values.length - 1]));
    }

    @Test
    void theFirstTrialGoesOn() {
        History history = history(Direction.MINIMIZE);
        start(history, 0);
        assertThat(pruner().judge(history, 0)).isEqualTo(Pruner.Judgement.CONTINUE);
        for (int epoch = 1; epoch <= 30; epoch++) {
            history.report(0, epoch, Map.of("validation.score", 1.0 * epoch));
            assertThat(pruner().judge(history, 0).prune()).isFalse();
        }
    }

    @Test
    void noTrialIsEverEndedAtItsFirstEpoch() {
        History history = history(Direction.MINIMIZE);
        for (int i = 0; i < 50; i++) {
            complete(history, i, 0, 0, 0, 0, 0, 0, 0, 0);
        }
        start(history, 50);
        report(history, 50, 1e9);
        assertThat(pruner().judge(history, 50).prune()).isFalse();
    }

    @Test
    void theBestTrialSoFarGoesOnWhateverTheDirection() {
        for (Direction direction : Direction.values()) {
            History history = history(direction);
            for (int i = 0; i < 20; i++) {
                double worse = direction == Direction.MINIMIZE ? 10 + i : -10 - i;
                complete(history, i, worse, worse, worse, worse, worse, worse, worse, worse);
            }
            start(history, 20);
            for (int epoch = 1; epoch <= 8; epoch++) {
                history.report(20, epoch, Map.of("validation.score", 0.0));
                assertThat(pruner().judge(history, 20).prune()).isFalse();
            }
        }
    }

    @Test
    void theSameHistoryGivesTheSameJudgement() {
        History history = history(Direction.MINIMIZE);
        for (int i = 0; i < 20; i++) {
            complete(history, i, 1, 1, 1, 1, 1, 1, 1, 1);
        }
        start(history, 20);
        report(history, 20, 2, 2, 2, 2, 2, 2);
        assertThat(pruner().judge(history, 20)).isEqualTo(pruner().judge(history, 20));
    }

    @Test
    void notANumberIsSurvivedInAnyTrial() {
        History history = history(Direction.MINIMIZE);
        for (int i = 0; i < 20; i++) {
            double value = i % 2 == 0 ? Double.NaN : Double.POSITIVE_INFINITY;
            complete(history, i, value, value, value, value, value, value);
        }
        start(history, 20);
        report(history, 20, 2, Double.NaN, 2, 2, Double.NaN, 2);
        assertThat(pruner().judge(history, 20).prune()).isFalse();
    }
}
