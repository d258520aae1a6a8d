package dev.fer.search.pruner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.search.Direction;
import dev.fer.search.History;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition.Component;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HyperbandPrunerTest extends PrunerContractTest {
    private static final OptionalInt UNKNOWN = OptionalInt.empty();

    @Override
    Pruner pruner() {
        return Pruners.create(new Component("hyperband"), OptionalInt.of(50));
    }

    /** Returns how many of 170 bad trials are ended at which epoch. */
    private static Map<Integer, Integer> ends(Pruner pruner, History history) {
        Map<Integer, Integer> ends = new TreeMap<>();
        for (int number = 100; number < 270; number++) {
            start(history, number);
            int epoch = 0;
            do {
                history.report(number, ++epoch, Map.of("validation.score", 5.0));
            } while (epoch < 50 && !pruner.judge(history, number).prune());
            ends.merge(epoch, 1, Integer::sum);
            history.finish(number, TrialState.FAILED, Map.of());
        }
        return ends;
    }

    private static History good(int epochs) {
        History history = history(Direction.MINIMIZE);
        for (int i = 0; i < 9; i++) {
            complete(history, i, new double[epochs]);
        }
        return history;
    }

    @Test
    void eachBracketBeginsARungLaterAndHasFewerTrials() {
        Map<Integer, Integer> ends = ends(new HyperbandPruner(4, 3, 5, OptionalInt.of(50)), good(50));
        assertThat(ends).containsOnlyKeys(4, 12, 36, 50);
        assertThat(ends.get(4)).as("27 / 4 of 27 / 4 + 9 / 3 + 3 / 2 + 1").isBetween(90, 97);
        assertThat(ends.get(12)).isBetween(39, 45);
        assertThat(ends.get(50)).as("the last bracket ends none").isBetween(12, 16);
    }

    @Test
    void theLengthOfATrialIsLearnedFromCompleteOnes() {
        assertThat(ends(new HyperbandPruner(4, 3, 5, UNKNOWN), good(50))).containsOnlyKeys(4, 12, 36, 50);
        assertThat(ends(new HyperbandPruner(4, 3, 5, UNKNOWN), good(12))).containsOnlyKeys(4, 50);
    }

    @Test
    void theReasonNamesTheBracket() {
        History history = good(50);
        start(history, 9);
        report(history, 9, 5, 5, 5, 5);
        assertThat(new HyperbandPruner(4, 3, 5, OptionalInt.of(12))
                        .judge(history, 9)
                        .reason())
                .isEqualTo("bracket 1 of 2, rung 1: validation.score 5.0 at epoch 4 above 0.0, place 4 of 10 trials, "
                        + "and 0.0, the slowest of the best complete ones");
    }

    @Test
    void aWholeTrialIsNotEndedWhereNothingIsLeftToSave() {
        for (OptionalInt maxEpochs : List.of(OptionalInt.of(45), UNKNOWN)) {
            Pruner pruner = new HyperbandPruner(5, 3, 5, maxEpochs);
            int endedAt15 = 0;
            for (int number = 10; number < 40; number++) {
                History history = good(45);
                complete(history, 9, new double[45]);
                start(history, number);
                for (int epoch = 1; epoch <= 45; epoch++) {
                    history.report(number, epoch, Map.of("validation.score", 5.0));
                    endedAt15 += epoch == 15 && pruner.judge(history, number).prune() ? 1 : 0;
                }
                assertThat(pruner.judge(history, number)).as("trial " + number).isEqualTo(Pruner.Judgement.CONTINUE);
            }
            assertThat(endedAt15).as("of the first two brackets of three").isBetween(20, 29);
        }
    }
}
