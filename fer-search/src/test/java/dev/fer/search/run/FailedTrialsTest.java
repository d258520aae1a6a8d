package dev.fer.search.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.search.FailureReason;
import dev.fer.search.Objective;
import dev.fer.search.TrialFailedException;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.run.SearchOutcome.End;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a search does when its trials fail, one like the other. */
class FailedTrialsTest {
    private static final SearchDefinition SIXTY = Searches.plain(", \"budget\": {\"trials\": 60}");

    private final TrialStore store = TrialStores.inMemory();

    private SearchOutcome run(SearchDefinition definition, Objective objective) {
        return Study.open(store, definition).optimize(objective);
    }

    private static Objective failing(FailureReason reason) {
        return trial -> {
            throw new TrialFailedException(reason, "no luck");
        };
    }

    @Test
    void aBugInTheObjectiveEndsTheSearchEarlyAndSaysWhatItIs() {
        SearchOutcome outcome = run(SIXTY, trial -> Map.of("lss", 1.0));

        assertThat(outcome.end()).isEqualTo(End.FAILURES);
        assertThat(outcome.counts()).isEqualTo(Map.of(TrialState.FAILED, 5));
        assertThat(outcome.message())
                .isEqualTo(
                        "5 trials failed before any came to something; the last, trial 4: the objective returned no metric"
                                + " 'loss'; did you mean 'lss'? (found: lss) (mend that and go on, or set budget.failures to how"
                                + " many may fail)");
    }

    @Test
    void itGoesOnOnceTheBugIsMended() {
        run(SIXTY, failing(FailureReason.ERROR));
        SearchOutcome outcome = run(SIXTY, trial -> Map.of("loss", 1.0));

        assertThat(outcome.end()).isEqualTo(End.TRIALS);
        assertThat(outcome.counts()).isEqualTo(Map.of(TrialState.FAILED, 5, TrialState.COMPLETE, 55));
        assertThat(outcome.message()).isEqualTo("the search has its 60 trials, 5 of them failed");
    }

    @Test
    void aBugThatCameAfterAGoodRunEndsTheNextOneEarly() {
        run(Searches.plain(", \"budget\": {\"trials\": 10}"), trial -> Map.of("loss", 1.0));
        SearchOutcome outcome = run(SIXTY, failing(FailureReason.ERROR));

        assertThat(outcome.end()).isEqualTo(End.FAILURES);
        assertThat(outcome.counts()).isEqualTo(Map.of(TrialState.COMPLETE, 10, TrialState.FAILED, 5));
    }

    @Test
    void errorsAfterOneGoodTrialAreTheTrialsOwn() {
        SearchOutcome outcome = run(Searches.plain(", \"budget\": {\"trials\": 20}"), trial -> {
            if (trial.number() == 4) {
                return Map.of("loss", 1.0);
            }
            throw new IllegalStateException("no luck");
        });

        assertThat(outcome.end()).isEqualTo(End.TRIALS);
        assertThat(outcome.message()).isEqualTo("the search has its 20 trials, 19 of them failed");
    }

    @Test
    void errorsBesideATrialThatReportsAreTheTrialsOwn() {
        SearchOutcome outcome = Study.open(store, Searches.plain(", \"budget\": {\"trials\": 30}"))
                .optimize(
                        trial -> {
                            if (trial.number() > 0) {
                                throw new IllegalStateException("no luck");
                            }
                            trial.report(1, Map.of("loss", 1.0));
                            Thread.sleep(500);
                            return Map.of("loss", 1.0);
                        },
                        RunOptions.DEFAULT.withWorkers(2),
                        SearchListener.NONE);

        assertThat(outcome.end()).isEqualTo(End.TRIALS);
        assertThat(outcome.count(TrialState.FAILED)).isEqualTo(29);
    }

    @Test
    void severalWorkersMayEachMeetFiveErrorsFirst() {
        SearchOutcome outcome = Study.open(store, SIXTY)
                .optimize(failing(FailureReason.ERROR), RunOptions.DEFAULT.withWorkers(3), SearchListener.NONE);

        assertThat(outcome.end()).isEqualTo(End.FAILURES);
        assertThat(outcome.count(TrialState.FAILED)).isBetween(15, 17);
    }

    @ParameterizedTest
    @EnumSource(value = FailureReason.class, names = "ERROR", mode = EnumSource.Mode.EXCLUDE)
    void whatMayBeTheTrialsOwnFaultEndsNoSearch(FailureReason reason) {
        SearchOutcome outcome = run(Searches.plain(", \"budget\": {\"trials\": 9}"), failing(reason));

        assertThat(outcome.end()).isEqualTo(End.TRIALS);
        assertThat(outcome.count(TrialState.FAILED)).isEqualTo(9);
    }

    @Test
    void theBudgetsOwnLimitCountsAlone() {
        SearchOutcome outcome =
                run(Searches.plain(", \"budget\": {\"trials\": 50, \"failures\": 8}"), failing(FailureReason.ERROR));

        assertThat(outcome.end()).isEqualTo(End.FAILURES);
        assertThat(outcome.message()).isEqualTo("9 trials failed, more than the 8 allowed");
    }

    @Test
    void everyEndSaysHowManyTrialsFailed() {
        SearchOutcome outcome = run(Searches.finite(""), trial -> {
            if (trial.number() == 1) {
                throw new IllegalStateException("no luck");
            }
            return Map.of("loss", 1.0);
        });

        assertThat(outcome.end()).isEqualTo(End.EXHAUSTED);
        assertThat(outcome.message())
                .isEqualTo(
                        "the space is exhausted: there is no configuration that was not tried, 1 of 4 trials failed");
    }

    @Test
    void eachMessageIsLoggedOnce() {
        try (Logged logged = new Logged(FailedTrials.class)) {
            run(Searches.plain(", \"budget\": {\"trials\": 12}"), trial -> switch (trial.number() % 3) {
                case 0 -> throw new IllegalStateException("no luck");
                case 1 -> Map.of("loss", Double.NaN);
                default -> Map.of("loss", 1.0);
            });

            assertThat(logged.lines())
                    .containsExactly(
                            "WARN trial 0 failed: error, IllegalStateException: no luck; others that say the same are"
                                    + " not logged",
                            "WARN trial 1 failed: nan, the metric 'loss' is NaN; others that say the same are not logged");
        }
    }

    @Test
    void messagesThatDifferEachTimeDoNotFillTheLog() {
        try (Logged logged = new Logged(FailedTrials.class)) {
            run(SIXTY, trial -> {
                throw new TrialFailedException(FailureReason.NAN, "the loss of trial " + trial.number() + " is NaN");
            });

            assertThat(logged.lines()).hasSize(20);
            assertThat(logged.lines().get(19)).endsWith("nor are other messages from here on");
        }
    }
}
