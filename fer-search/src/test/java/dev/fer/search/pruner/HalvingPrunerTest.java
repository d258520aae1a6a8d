package dev.fer.search.pruner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fer.search.Direction;
import dev.fer.search.History;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition.Component;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class HalvingPrunerTest extends PrunerContractTest {
    @Override
    HalvingPruner pruner() {
        return (HalvingPruner) Pruners.create(new Component("halving"), OptionalInt.of(12));
    }

    /** Trials that were laid aside after two epochs with these losses. */
    private static History paused(double... losses) {
        History history = history(Direction.MINIMIZE);
        for (int i = 0; i < losses.length; i++) {
            start(history, i);
            report(history, i, 9, losses[i]);
            history.pause(i);
        }
        return history;
    }

    private static Pruner.Judgement judged(Pruner pruner, History history, double... losses) {
        start(history, 50);
        report(history, 50, losses);
        return pruner.judge(history, 50);
    }

    @Test
    void theBetterHalfOfARungGoesOnAndTheOthersWait() {
        assertThat(judged(pruner(), paused(0.1, 0.2, 0.4), 9, 0.15)).isEqualTo(Pruner.Judgement.CONTINUE);
        assertThat(judged(pruner(), paused(0.1, 0.2, 0.4), 9, 0.3))
                .isEqualTo(Pruner.Judgement.pause("rung 1: validation.score 0.3 at epoch 2, place 3 of 4"));
    }

    @Test
    void theFirstTrialWaitsForARival() {
        assertThat(judged(pruner(), paused(), 9, 0.3).verdict()).isEqualTo(Pruner.Verdict.PAUSE);
        assertThat(pruner().promote(paused(0.3), true)).isEmpty();
        assertThat(pruner().promote(paused(0.3, 0.5), true))
                .contains(new Scheduler.Promotion(0, "validation.score 0.3 at epoch 2, place 1 of 2"));
    }

    @Test
    void whoHasBecomeOneOfTheBestGoesOnTheFarthestFirst() {
        History history = paused(0.5, 0.2, 0.4, 0.3);
        history.start(1, history.paused().iterator().next().configuration());
        history.report(1, 3, Map.of("validation.score", 0.2));
        history.report(1, 4, Map.of("validation.score", 0.2));
        history.pause(1);
        assertThat(pruner().promote(history, true))
                .map(Scheduler.Promotion::number)
                .contains(3);

        complete(history, 7, 9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9);
        assertThat(pruner().promote(history, true))
                .map(Scheduler.Promotion::number)
                .contains(1);
    }

    @Test
    void whenNothingNewMayBeginRungsAreRoundedUp() {
        assertThat(pruner().promote(paused(0.3), false))
                .map(Scheduler.Promotion::number)
                .contains(0);
        History three = paused(0.3, 0.2, 0.1);
        three.start(2, three.paused().iterator().next().configuration());
        assertThat(pruner().promote(three, true)).isEmpty();
        assertThat(pruner().promote(three, false))
                .map(Scheduler.Promotion::number)
                .contains(1);
    }

    @Test
    void rungsAreASixthOfAWholeTrialThenTwiceAndFourTimesThat() {
        assertThat(HalvingPruner.rungs(OptionalInt.empty(), 2, 40, 39)).containsExactly(7, 14, 28);
        assertThat(HalvingPruner.rungs(OptionalInt.empty(), 3, 6, 5)).containsExactly(2);
        assertThat(HalvingPruner.rungs(OptionalInt.of(3), 3, 40, 39)).isEqualTo(List.of(3, 9, 27));
    }

    @Test
    void whileItIsUnknownHowLongATrialTakesNoneIsPaused() {
        Pruner pruner = Pruners.create(new Component("halving"), OptionalInt.empty());
        assertThat(judged(pruner, paused(0.1, 0.2), 9, 9, 9, 9, 9, 9, 9)).isEqualTo(Pruner.Judgement.CONTINUE);

        History history = paused(0.1, 0.2);
        complete(history, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        assertThat(judged(pruner, history, 9, 9).verdict()).isEqualTo(Pruner.Verdict.PAUSE);
    }

    @Test
    void aTrialWithoutAFiniteValueEnds() {
        assertThat(judged(pruner(), paused(0.1, 0.2), Double.NaN, Double.NaN))
                .isEqualTo(Pruner.Judgement.prune("rung 1: no finite validation.score up to epoch 2"));
    }

    @Test
    void aSamplerIsToldOfPausedTrialsAsIfTheyHadEnded() {
        History history = paused(0.4, 0.2);
        complete(history, 9, 0.8, 0.6, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5);
        start(history, 10);

        History told = pruner().foreseen(history);

        assertThat(told.paused()).isEmpty();
        assertThat(told.active()).extracting(History.Active::number).containsExactly(10);
        assertThat(told.finished())
                .extracting(History.Finished::state)
                .containsExactly(TrialState.COMPLETE, TrialState.COMPLETE, TrialState.COMPLETE);
        assertThat(told.finished()).extracting(History.Finished::number).containsExactly(0, 1, 9);
        assertThat(told.finished())
                .extracting(History.Finished::doubt)
                .satisfiesExactly(
                        foreseen -> assertThat(foreseen).isPositive(),
                        foreseen -> assertThat(foreseen).isPositive(),
                        observed -> assertThat(observed).isZero());
        assertThat(told.finished().get(1).losses().get(0))
                .isLessThan(told.finished().get(0).losses().get(0));
    }

    @Test
    void aFirstRungOfOneEpochIsRefused() {
        assertThatThrownBy(() -> new HalvingPruner(OptionalInt.of(1), 2, OptionalInt.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
