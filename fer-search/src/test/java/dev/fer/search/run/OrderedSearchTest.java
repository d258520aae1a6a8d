package dev.fer.search.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.search.TrialContext;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.space.Configuration;
import dev.fer.search.store.Owner;
import dev.fer.search.store.StudyRecord;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several workers whose speed changes all the time, and a search that does not depend on it. */
class OrderedSearchTest {
    private static final SearchDefinition SEARCH = Searches.plain("""
            , "budget": {"trials": 30}, "repeats": {"count": 2, "contenders": 2},
            "enqueue": [{"n": 2}, {"x": 0.75, "n": 1}, {"x": 0.75, "n": 1}],
            "sampler": {"type": "tpe", "startup_trials": 5},
            "pruner": {"type": "median", "warmup_epochs": 2, "startup_trials": 3}
            """);

    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();

    private Map<String, Double> moody(TrialContext trial) throws InterruptedException {
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try {
            double loss = Math.abs(trial.configuration().getDouble("x")) + 1e-3 * (trial.seed() % 100);
            for (int step = trial.resumeFrom() + 1; step <= 6; step++) {
                Thread.sleep(ThreadLocalRandom.current().nextInt(4));
                if (trial.report(step, Map.of("loss", loss + 1.0 / step)).stops()) {
                    return Map.of();
                }
            }
            return Map.of("loss", loss);
        } finally {
            atOnce.decrementAndGet();
        }
    }

    private static List<Told> told(TrialStore store) {
        return store.trials(1).stream().map(trial -> Told.of(store, 1, trial)).toList();
    }

    private static void runFor(int millis, SearchRunner runner) throws InterruptedException {
        Thread search = new Thread(runner::run);
        search.start();
        search.join(millis);
        runner.requestStop();
        search.join();
    }

    private SearchRunner runner(TrialStore store) {
        return runner(store, 3);
    }

    private SearchRunner runner(TrialStore store, int workers) {
        return runner(Study.open(store, SEARCH), workers);
    }

    private SearchRunner runner(Study study, int workers) {
        RunOptions options = RunOptions.DEFAULT.withWorkers(workers).withOrdered(true);
        return new SearchRunner(study, new InProcessExecutor(this::moody), options, SearchListener.NONE);
    }

    private List<Told> straight() {
        try (TrialStore store = TrialStores.inMemory()) {
            runner(store).run();
            return told(store);
        }
    }

    @Test
    void theSpeedOfTrialsChangesNothing() {
        List<Told> expected = straight();
        assertThat(expected).hasSize(30).extracting(Told::state).contains(TrialState.PRUNED, TrialState.COMPLETE);
        assertThat(straight()).isEqualTo(expected);
        assertThat(mostAtOnce.get()).isEqualTo(3);
    }

    @Test
    void aTrialThatAnotherProcessRunsIsWaitedFor() throws InterruptedException {
        try (TrialStore store = TrialStores.inMemory()) {
            Study elsewhere = Study.open(store, SEARCH);
            int taken = elsewhere.ask().orElseThrow().number();
            SearchRunner runner = runner(store);
            Thread search = new Thread(runner::run);
            search.start();
            search.join(500);
            assertThat(search.isAlive()).isTrue();

            elsewhere.tell(taken, 0.5);
            search.join();

            assertThat(store.trials(1))
                    .hasSize(30)
                    .allMatch(trial -> trial.state().isFinished());
        }
    }

    @Test
    void aTrialThatAnotherProcessHasYetToConfigureIsWaitedFor() {
        try (TrialStore store = TrialStores.inMemory()) {
            StudyRecord study = Study.open(store, Searches.plain("")).record();
            OrderedHistory history = new OrderedHistory(store, study, 2);
            store.claim(study.id(), Owner.current(), OptionalInt.empty());
            store.claim(study.id(), Owner.current(), OptionalInt.empty());
            assertThat(history.isReady(1)).isFalse();

            store.assign(study.id(), 0, Configuration.of(Map.of("x", 0.5, "n", 2L)), Map.of());
            assertThat(history.isReady(1)).isTrue();
            assertThat(history.before(1).active()).hasSize(1);
        }
    }

    @Test
    void whatWasLaidAsideBeforeThePrunerChangedKeepsNobodyWaiting() {
        String halving = ", \"budget\": {\"trials\": 5}, \"pruner\": {\"type\": \"halving\", \"max_epochs\": 6}";
        SearchDefinition without = Searches.plain(", \"budget\": {\"trials\": 5}");
        try (TrialStore store = TrialStores.inMemory()) {
            Study before = Study.open(store, Searches.plain(halving));
            int first = before.ask().orElseThrow().number();
            before.report(first, 1, Map.of("loss", 0.9));
            before.pause(first, "half way");
            before.tell(before.ask().orElseThrow().number(), 0.5);

            runner(Study.open(store, without), 1).run();

            assertThat(store.trials(1))
                    .hasSize(5)
                    .allMatch(trial -> trial.state().isFinished());
        }
    }

    private static SearchRunner exhausting(TrialStore store, int workers) {
        SearchDefinition search =
                Searches.finite(", \"repeats\": {\"count\": 3}, \"sampler\": {\"type\": \"grid\"}, \"budget\": {}");
        RunOptions options = RunOptions.DEFAULT.withWorkers(workers).withOrdered(true);
        return new SearchRunner(
                Study.open(store, search),
                new InProcessExecutor(trial -> {
                    Thread.sleep(ThreadLocalRandom.current().nextInt(4));
                    return Map.of("loss", trial.configuration().getLong("b") + 1e-3 * (trial.seed() % 100));
                }),
                options,
                SearchListener.NONE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void whereAllIsTriedTheLastConfigurationsAreRepeatedToo(int workers) {
        try (TrialStore store = TrialStores.inMemory()) {
            exhausting(store, workers).run();
            assertThat(store.trials(1))
                    .hasSize(12)
                    .allMatch(trial -> trial.state() == TrialState.COMPLETE)
                    .extracting(trial -> trial.configuration().orElseThrow())
                    .allSatisfy(configuration -> assertThat(store.trials(1))
                            .filteredOn(
                                    other -> other.configuration().orElseThrow().equals(configuration))
                            .hasSize(3));
        }
    }

    @RepeatedTest(3)
    void soTheyAreWhereItIsStopped() throws InterruptedException {
        List<Told> expected;
        try (TrialStore store = TrialStores.inMemory()) {
            exhausting(store, 3).run();
            expected = told(store);
        }
        try (TrialStore store = TrialStores.inMemory()) {
            for (int life = 0; life < 20; life++) {
                runFor(1 + ThreadLocalRandom.current().nextInt(8), exhausting(store, 3));
            }
            exhausting(store, 3).run();
            assertThat(told(store)).isEqualTo(expected);
        }
    }

    @RepeatedTest(3)
    void stoppingAtAnyMomentChangesNothing() throws InterruptedException {
        List<Told> expected = straight();
        try (TrialStore store = TrialStores.inMemory()) {
            while (store.find("plain").isEmpty()
                    || store.trials(1).stream()
                                    .filter(trial -> trial.state().isFinished())
                                    .count()
                            < 30) {
                runFor(5 + ThreadLocalRandom.current().nextInt(60), runner(store));
            }
            assertThat(told(store)).isEqualTo(expected);
        }
    }

    @RepeatedTest(10)
    void fewerWorkersGoOnWithWhatMoreHadBegun() throws InterruptedException {
        try (TrialStore store = TrialStores.inMemory()) {
            runFor(20 + ThreadLocalRandom.current().nextInt(60), runner(store));

            runner(store, 2).run();

            assertThat(told(store)).hasSize(30).extracting(Told::state).doesNotContain(TrialState.FAILED);
            assertThat(store.trials(1)).allMatch(trial -> trial.state().isFinished());
        }
    }
}
