package dev.fer.search.store;

import static dev.fer.search.store.Definitions.configuration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fer.common.Seeds;
import dev.fer.search.FailureReason;
import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.space.Configuration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every store promises about trials. */
abstract class TrialsContractTest extends StoreFixture {
    @Test
    void newNumbersCountFromZeroAndHaveTheSeedsOfTheirNumbers() {
        Trial first = store.claim(study, ME, NO_LIMIT).orElseThrow();
        Trial second = store.claim(study, ME, NO_LIMIT).orElseThrow();

        assertThat(first.number()).isZero();
        assertThat(second.number()).isEqualTo(1);
        assertThat(first.state()).isEqualTo(TrialState.RUNNING);
        assertThat(first.configuration()).isEmpty();
        assertThat(first.seed()).isEqualTo(Seeds.derive(42, "trial", 0));
        assertThat(first.attempts()).isEqualTo(1);
        assertThat(first.worker()).contains(ME.label());
    }

    @Test
    void noNumberAtOrBeyondTheLimitIsGivenOut() {
        store.enqueue(study, List.of(configuration(1), configuration(2)), Map.of());

        assertThat(store.claim(study, ME, OptionalInt.of(1))).isPresent();
        assertThat(store.claim(study, ME, OptionalInt.of(1))).isEmpty();
        assertThat(store.claim(study, ME, OptionalInt.of(3))).map(Trial::number).contains(1);
        assertThat(store.claim(study, ME, OptionalInt.of(3))).map(Trial::number).contains(2);
        assertThat(store.claim(study, ME, OptionalInt.of(3))).isEmpty();
    }

    @Test
    void interruptedTrialsComeBeforeQueuedOnesAndThoseBeforeNewNumbers() {
        int interrupted = claimed(1);
        int queued = store.enqueue(study, List.of(Configuration.of(Map.of("layers", 3))), Map.of())
                .get(0);
        store.interrupt(study, interrupted, Map.of());

        Trial first = store.claim(study, ME, NO_LIMIT).orElseThrow();
        Trial second = store.claim(study, ME, NO_LIMIT).orElseThrow();
        Trial third = store.claim(study, ME, NO_LIMIT).orElseThrow();

        assertThat(first.number()).isEqualTo(interrupted);
        assertThat(first.attempts()).isEqualTo(2);
        assertThat(first.configuration()).contains(configuration(1));
        assertThat(first.started().orElseThrow())
                .isBeforeOrEqualTo(first.resumed().orElseThrow());
        assertThat(second.number()).isEqualTo(queued);
        assertThat(second.resumed()).isEqualTo(second.started());
        assertThat(second.configuration()).contains(Configuration.of(Map.of("layers", 3)));
        assertThat(third.number()).isEqualTo(2);
    }

    @Test
    void valuesKeepTheirTypesAndTheirOrder() {
        Configuration configuration = ordered();
        int number = store.claim(study, ME, NO_LIMIT).orElseThrow().number();
        store.assign(study, number, configuration, Map.of("sampler", "tpe"));

        Configuration found = trial(number).configuration().orElseThrow();
        assertThat(found).isEqualTo(configuration);
        assertThat(found.names()).containsExactlyElementsOf(configuration.names());
        assertThat(found.values().values())
                .containsExactly(2.0, 3L, "3", true, false, Long.MAX_VALUE, Double.MIN_VALUE, "it's\n\"x\"");
        assertThat(trial(number).attributes()).containsExactly(Map.entry("sampler", "tpe"));
    }

    private static Configuration ordered() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("z", 2.0);
        values.put("y", 3L);
        values.put("x", "3");
        values.put("w", true);
        values.put("v", false);
        values.put("u", Long.MAX_VALUE);
        values.put("t", Double.MIN_VALUE);
        values.put("s", "it's\n\"x\"");
        return Configuration.of(values);
    }

    @Test
    void aCompleteTrialKeepsItsMetrics() {
        int number = claimed(1);
        store.report(study, number, new Report(1, Map.of("loss", 0.7), 1.5));
        store.finish(study, number, new Outcome.Complete(Map.of("loss", 0.5, "accuracy", 0.9)), Map.of("note", "x"));

        Trial found = trial(number);
        assertThat(found.state()).isEqualTo(TrialState.COMPLETE);
        assertThat(found.metrics()).isEqualTo(Map.of("loss", 0.5, "accuracy", 0.9));
        assertThat(found.attributes()).containsEntry("note", "x");
        assertThat(found.finished()).isPresent();
        assertThat(found.failure()).isEmpty();
        assertThat(found.lastStep()).isEqualTo(1);
    }

    @Test
    void aPrunedTrialKeepsItsLastReportAndTheReason() {
        int number = claimed(1);
        store.report(study, number, new Report(1, Map.of("loss", 0.7), Double.NaN));
        store.report(study, number, new Report(2, Map.of("loss", 0.6, "other", Double.NaN), Double.NaN));
        store.finish(study, number, new Outcome.Pruned("worse than the median"), Map.of());

        assertThat(trial(number).state()).isEqualTo(TrialState.PRUNED);
        assertThat(trial(number).metrics()).isEqualTo(Map.of("loss", 0.6));
        assertThat(trial(number).attributes()).containsEntry("pruned", "worse than the median");
    }

    @Test
    void aFailedTrialSaysWhy() {
        int number = claimed(1);
        Trial.Failure failure = new Trial.Failure(FailureReason.OUT_OF_MEMORY, "heap", "at X");
        store.finish(study, number, new Outcome.Failed(failure), Map.of());

        assertThat(trial(number).state()).isEqualTo(TrialState.FAILED);
        assertThat(trial(number).failure()).contains(failure);
    }

    @Test
    void aFinishedTrialNeverChanges() {
        int number = claimed(1);
        store.finish(study, number, new Outcome.Complete(Map.of("loss", 0.5)), Map.of());

        assertThatThrownBy(() -> store.finish(study, number, new Outcome.Pruned(""), Map.of()))
                .isInstanceOf(TrialStateException.class)
                .hasMessage("trial 0 is already complete");
        assertThatThrownBy(() -> store.report(study, number, new Report(1, Map.of(), 0)))
                .isInstanceOf(TrialStateException.class);
        assertThatThrownBy(() -> store.interrupt(study, number, Map.of())).isInstanceOf(TrialStateException.class);
        assertThat(trial(number).metrics()).isEqualTo(Map.of("loss", 0.5));
    }

    @Test
    void onlyARunningTrialCanBeTold() {
        assertThatThrownBy(() -> store.finish(study, 3, new Outcome.Pruned(""), Map.of()))
                .hasMessage("there is no trial 3");
        int queued = store.enqueue(study, List.of(configuration(1)), Map.of()).get(0);
        assertThatThrownBy(() -> store.finish(study, queued, new Outcome.Pruned(""), Map.of()))
                .hasMessage("trial 0 is queued, not running; ask for it");
    }

    @Test
    void reportsKeepWhatWasSaidFiniteOrNot() {
        int number = claimed(1);
        Map<String, Double> odd =
                Map.of("nan", Double.NaN, "up", Double.POSITIVE_INFINITY, "down", Double.NEGATIVE_INFINITY);
        store.report(study, number, new Report(1, odd, 0.25));
        store.report(study, number, new Report(2, Map.of(), Double.NaN));

        assertThat(store.reports(study, number))
                .containsExactly(new Report(1, odd, 0.25), new Report(2, Map.of(), Double.NaN));
        assertThat(store.reports(study)).containsOnlyKeys(number);
        assertThat(trial(number).lastStep()).isEqualTo(2);
    }

    @Test
    void attributesThatComeWithAReportAreStoredWithIt() {
        int number = claimed(1);
        store.report(study, number, new Report(1, Map.of("loss", 0.5), 1.0), Map.of("note", "early", "kept", "yes"));
        store.report(study, number, new Report(2, Map.of("loss", 0.4), 2.0), Map.of("note", "later"));
        store.interrupt(study, number, Map.of());

        assertThat(trial(number).attributes()).isEqualTo(Map.of("note", "later", "kept", "yes"));
        assertThatThrownBy(() ->
                        store.report(study, number, new Report(3, Map.of("loss", 0.3), 3.0), Map.of("note", "late")))
                .isInstanceOf(TrialStateException.class);
        assertThat(trial(number).attributes()).containsEntry("note", "later");
    }

    @Test
    void reportsCanBeReadOfSomeTrialsOnly() {
        for (int number = 0; number < 4; number++) {
            claimed(1);
        }
        for (int number : List.of(0, 2, 3)) {
            store.report(study, number, new Report(1, Map.of("loss", 10.0 + number), 1));
            store.report(study, number, new Report(2, Map.of("loss", 20.0 + number), 2));
        }

        Map<Integer, List<Report>> some = store.reports(study, List.of(3, 1, 0, 99));

        assertThat(some).containsOnlyKeys(0, 3);
        assertThat(some.get(3)).isEqualTo(store.reports(study, 3));
        assertThat(store.reports(study, List.of())).isEmpty();
    }

    @Test
    void reportingAStepAgainDropsWhatCameAfterIt() {
        int number = claimed(1);
        for (int step = 1; step <= 4; step++) {
            store.report(study, number, new Report(step, Map.of("loss", 1.0 / step), step));
        }
        store.report(study, number, new Report(3, Map.of("loss", 9.0), 3));

        assertThat(store.reports(study, number)).extracting(Report::step).containsExactly(1, 2, 3);
        assertThat(trial(number).lastStep()).isEqualTo(3);
        assertThat(trial(number).metrics()).isEqualTo(Map.of("loss", 9.0));
    }

    @Test
    void aNewNumberThatIsReleasedVanishes() {
        int number = store.claim(study, ME, NO_LIMIT).orElseThrow().number();
        long before = store.changesSince(study, 0).revision();
        store.release(study, number);

        assertThat(store.trials(study)).isEmpty();
        assertThat(store.claim(study, ME, NO_LIMIT).orElseThrow().number()).isEqualTo(number);
        assertThat(store.changesSince(study, before).trials()).hasSize(1);
    }

    @Test
    void aTrialWithParametersThatIsReleasedWaits() {
        int number = claimed(4);
        store.release(study, number);

        assertThat(trial(number).state()).isEqualTo(TrialState.INTERRUPTED);
        assertThat(trial(number).configuration()).contains(configuration(4));
    }

    @Test
    void changesComeOnceAndInTheOrderInWhichTheyHappened() {
        int first = claimed(1);
        int second = claimed(2);
        TrialStore.Changes start = store.changesSince(study, 0);
        store.finish(study, second, new Outcome.Complete(Map.of("loss", 2.0)), Map.of());
        store.report(study, first, new Report(1, Map.of("loss", 1.0), 0));
        store.finish(study, first, new Outcome.Complete(Map.of("loss", 1.0)), Map.of());

        TrialStore.Changes changes = store.changesSince(study, start.revision());

        assertThat(start.trials()).extracting(Trial::number).containsExactly(first, second);
        assertThat(changes.trials()).extracting(Trial::number).containsExactly(second, first);
        assertThat(changes.trials()).containsExactly(trial(second), trial(first));
        assertThat(store.changesSince(study, changes.revision()).trials()).isEmpty();
        assertThat(store.changesSince(study, 0).trials())
                .extracting(Trial::number)
                .containsExactly(second, first);
    }

    @Test
    void trialsOfALivingOwnerAreNotRecovered() {
        claimed(1);

        assertThat(store.deserted(study)).isEmpty();
        assertThat(store.recover(study)).isEmpty();
    }

    @Test
    void noTrialIsGivenOutTwiceToThreads() throws Exception {
        store.enqueue(study, List.of(configuration(1), configuration(2), configuration(3)), Map.of());
        Set<Integer> seen = ConcurrentHashMap.newKeySet();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> running = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            Owner owner = ME.withSlot(thread);
            running.add(threads.submit(() -> {
                for (int i = 0; i < 25; i++) {
                    int number =
                            store.claim(study, owner, NO_LIMIT).orElseThrow().number();
                    assertThat(seen.add(number)).isTrue();
                    store.assign(study, number, configuration(1), Map.of());
                    store.finish(study, number, new Outcome.Complete(Map.of("loss", 1.0)), Map.of());
                }
            }));
        }
        for (Future<?> thread : running) {
            thread.get();
        }
        threads.shutdown();

        assertThat(seen).hasSize(200);
        assertThat(store.trials(study)).hasSize(200).allMatch(trial -> trial.state() == TrialState.COMPLETE);
    }

    @Test
    void aPausedTrialIsTakenOnlyWhenItIsPromoted() {
        int paused = claimed(1);
        store.report(study, paused, new Report(3, Map.of("loss", 0.5), 1.0));
        store.pause(study, paused, Map.of("paused", "at rung 3"));

        assertThat(trial(paused).state()).isEqualTo(TrialState.PAUSED);
        assertThat(trial(paused).attributes()).containsEntry("paused", "at rung 3");
        assertThat(store.claim(study, ME, OptionalInt.of(1))).isEmpty();

        Trial promoted = store.promote(study, paused, ME, NO_LIMIT, Map.of("promoted", "best of its rung"))
                .orElseThrow();
        assertThat(promoted.state()).isEqualTo(TrialState.RUNNING);
        assertThat(promoted.attempts()).isEqualTo(2);
        assertThat(promoted.lastStep()).isEqualTo(3);
        assertThat(promoted.attributes()).containsEntry("promoted", "best of its rung");
        assertThat(store.promote(study, paused, ME, NO_LIMIT, Map.of())).isEmpty();
        store.finish(study, paused, new Outcome.Complete(Map.of("loss", 0.1)), Map.of());
    }

    @Test
    void whatWaitsGoesBeforeAPromotion() {
        int paused = claimed(1);
        store.pause(study, paused, Map.of());
        int interrupted = claimed(2);
        store.interrupt(study, interrupted, Map.of());

        assertThat(store.promote(study, paused, ME, NO_LIMIT, Map.of())).isEmpty();
        assertThat(store.promote(study, paused, ME, OptionalInt.of(1), Map.of()))
                .as("what waits beyond the limit is not given out")
                .isPresent();
    }

    @Test
    void aPausedTrialIsNotChangedByItsFormerWorker() {
        int paused = claimed(1);
        store.pause(study, paused, Map.of());

        assertThatThrownBy(() -> store.report(study, paused, new Report(1, Map.of("loss", 0.5), 1.0)))
                .isInstanceOf(TrialStateException.class)
                .hasMessageContaining("paused");
    }

    @Test
    void enqueuedTrialsKeepTheirAttributes() {
        int queued = store.enqueue(study, List.of(configuration(1)), Map.of("retry_of", "7"))
                .get(0);

        assertThat(trial(queued).attributes()).containsEntry("retry_of", "7");
    }

    @Test
    void aStoreInWhichEverythingHappenedIsSound() {
        store.interrupt(study, claimed(1), Map.of());
        store.pause(study, claimed(2), Map.of());
        int number = claimed(3);
        store.report(study, number, new Report(1, Map.of("loss", 0.5), 1.0));
        store.finish(study, number, new Outcome.Pruned("enough"), Map.of());
        assertThat(store.check()).isEmpty();
    }
}
