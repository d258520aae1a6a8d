package dev.fer.search.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.search.Goal;
import dev.fer.search.Objective;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.definition.SearchDefinition.Budget;
import dev.fer.search.run.SearchOutcome.End;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.SearchSpace;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches that end by what was found: by a target, or when nothing better comes. */
class LimitTest {
    private final TrialStore store = TrialStores.inMemory();

    /** Trials get these losses by their numbers, and later ones the last of them. */
    private static Objective losses(double... losses) {
        return trial -> Map.of("loss", losses[Math.min(trial.number(), losses.length - 1)]);
    }

    private Study study(String more) {
        return Study.open(store, Searches.plain(more));
    }

    @Test
    void noTrialBeginsOnceTheTargetIsReached() {
        SearchOutcome outcome =
                study(", \"budget\": {\"trials\": 9, \"target\": 3}").optimize(losses(5, 4, 3, 2));

        assertThat(outcome.end()).isEqualTo(End.TARGET);
        assertThat(outcome.message()).isEqualTo("the target of 3.0 is reached");
        assertThat(store.trials(1)).hasSize(3);
    }

    @Test
    void whatIsWantedLargeReachesItsTargetFromBelow() {
        SearchDefinition search = SearchDefinition.of(
                        "up", SearchSpace.of(FloatParameter.of("x", 0, 1)), Goal.maximize("height"))
                .withBudget(Budget.ofTrials(9).withTarget(3));

        Study.open(store, search).optimize(trial -> Map.of("height", 1.0 + trial.number()));

        assertThat(store.trials(1)).hasSize(3);
    }

    @Test
    void aLuckyRunIsNoTargetReachedBeforeItsRepeatsSaySo() {
        study(", \"budget\": {\"trials\": 20, \"target\": 3}, \"repeats\": 2").optimize(losses(2, 6, 2, 4));

        assertThat(store.trials(1)).hasSize(4);
    }

    @Test
    void aSearchEndsWhenNothingBetterHasComeForSoManyTrials() {
        SearchOutcome outcome = study(", \"budget\": {\"patience\": 3}").optimize(losses(5, 6, 7, 4, 4, 8, 9));

        assertThat(outcome.end()).isEqualTo(End.PATIENCE);
        assertThat(outcome.message()).isEqualTo("the last 3 trials brought nothing better");
        assertThat(store.trials(1)).hasSize(7);
    }

    @Test
    void moreTrialsComeWithMorePatienceOrWithoutALimit() {
        study(", \"budget\": {\"patience\": 2}").optimize(losses(1, 2));
        assertThat(store.trials(1)).hasSize(3);

        study(", \"budget\": {\"patience\": 4}").optimize(losses(1, 2));
        assertThat(store.trials(1)).hasSize(5);

        Study changed = study(", \"budget\": {\"patience\": 4}");
        changed.changeBudget(Budget.ofTrials(8));
        assertThat(changed.optimize(losses(1, 2)).end()).isEqualTo(End.TRIALS);
        assertThat(store.trials(1)).hasSize(8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void aSearchThatIsInterruptedKeepsItsPatience(int after) {
        Study first = study(", \"budget\": {\"patience\": 3}");
        first.optimize(trial -> {
            if (trial.number() + 1 == after) {
                first.requestStop();
            }
            return losses(5, 6, 7, 4).evaluate(trial);
        });
        assertThat(store.trials(1)).hasSize(after);

        study(", \"budget\": {\"patience\": 3}").optimize(losses(5, 6, 7, 4));

        assertThat(store.trials(1)).hasSize(7);
    }

    @Test
    void aTrialThatStillRunsMayGiveNewPatience() {
        CountDownLatch others = new CountDownLatch(3);
        SearchOutcome outcome = study(", \"budget\": {\"patience\": 2}")
                .optimize(
                        trial -> {
                            if (trial.number() == 0) {
                                others.await();
                            }
                            others.countDown();
                            return losses(1, 2).evaluate(trial);
                        },
                        RunOptions.DEFAULT.withWorkers(2),
                        SearchListener.NONE);

        assertThat(outcome.end()).isEqualTo(End.PATIENCE);
        assertThat(store.trials(1)).hasSizeGreaterThanOrEqualTo(6);
    }

    @Test
    void inOrderTheSpeedOfTrialsDoesNotSayWhenPatienceEnds() {
        List<Integer> sizes = List.of(1, 2, 3, 4, 5, 6).stream()
                .map(run -> {
                    try (TrialStore own = TrialStores.inMemory()) {
                        Study.open(own, Searches.plain(", \"budget\": {\"patience\": 4}"))
                                .optimize(
                                        trial -> {
                                            Thread.sleep(
                                                    ThreadLocalRandom.current().nextInt(6));
                                            return losses(5, 6, 7, 4, 5, 5, 3, 6)
                                                    .evaluate(trial);
                                        },
                                        RunOptions.DEFAULT.withWorkers(3).withOrdered(true),
                                        SearchListener.NONE);
                        return own.trials(1).size();
                    }
                })
                .toList();

        assertThat(sizes).containsOnly(13);
    }
}
