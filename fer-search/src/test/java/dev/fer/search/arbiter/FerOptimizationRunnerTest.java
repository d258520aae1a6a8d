package dev.fer.search.arbiter;

import static dev.fer.search.arbiter.BowlOptimization.BOWL;
import static dev.fer.search.arbiter.BowlOptimization.line;
import static dev.fer.search.arbiter.BowlOptimization.runner;
import static dev.fer.search.arbiter.BowlOptimization.tpe;
import static dev.fer.search.arbiter.BowlOptimization.trials;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fer.search.Direction;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.run.RunOptions;
import dev.fer.search.run.StudyChangedException;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.termination.MaxTimeCondition;
import org.deeplearning4j.arbiter.optimize.config.OptimizationConfiguration;
import org.deeplearning4j.arbiter.optimize.generator.GridSearchCandidateGenerator;
import org.deeplearning4j.arbiter.optimize.generator.RandomSearchGenerator;
import org.deeplearning4j.arbiter.optimize.parameter.continuous.ContinuousParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;
import org.deeplearning4j.arbiter.optimize.runner.CandidateInfo;
import org.deeplearning4j.arbiter.optimize.runner.IOptimizationRunner;
import org.deeplearning4j.arbiter.optimize.runner.listener.BaseStatusListener;
import org.junit.jupiter.api.Test;

/** Optimizations from their beginning to their end. */
class FerOptimizationRunnerTest {
    @Test
    void anOptimizationRunsToItsLastCandidateAndTellsTheBest() {
        try (TrialStore store = TrialStores.inMemory()) {
            FerOptimizationRunner runner = runner(tpe(), 40, store, BOWL);
            runner.execute();

            assertThat(runner.numCandidatesTotal()).isEqualTo(40);
            assertThat(runner.numCandidatesCompleted()).isEqualTo(40);
            assertThat(runner.numCandidatesFailed()).isZero();
            assertThat(runner.numCandidatesQueued()).isZero();
            assertThat(runner.bestScore()).isCloseTo(0, within(0.001));
            assertThat(runner.bestScoreTime()).isPositive();
            CandidateInfo best = runner.getCandidateStatus().get(runner.bestScoreCandidateIndex());
            assertThat(best.getScore()).isEqualTo(runner.bestScore());
            assertThat(best.getFlatParams()[0]).isCloseTo(0.65, within(0.02));
        }
    }

    @Test
    void theTrialsInTheStoreHoldWhatThePersonCallsIt() {
        try (TrialStore store = TrialStores.inMemory()) {
            runner(tpe(), 3, store, (value, seed) -> (Double) value).execute();
            assertThat(trials(store))
                    .allSatisfy(trial -> assertThat(
                                    trial.configuration().orElseThrow().getDouble("leaf0"))
                            .isCloseTo(trial.metric("score").orElseThrow(), within(1e-12)));
        }
    }

    @Test
    void anExhaustedGeneratorEndsTheOptimization() {
        try (TrialStore store = TrialStores.inMemory()) {
            FerCandidateGenerator three =
                    new FerCandidateGenerator(new DiscreteParameterSpace<>(1.0, 2.0, 3.0), Direction.MINIMIZE);
            FerOptimizationRunner runner = runner(three, 50, store, BOWL);
            runner.execute();
            assertThat(runner.numCandidatesCompleted()).isEqualTo(3);
        }
        try (TrialStore store = TrialStores.inMemory()) {
            FerOptimizationRunner runner = runner(
                    new GridSearchCandidateGenerator(line(), 7, GridSearchCandidateGenerator.Mode.Sequential, null),
                    50,
                    store,
                    BOWL);
            runner.execute();
            assertThat(runner.numCandidatesCompleted()).isEqualTo(7);
        }
    }

    @Test
    void aRepeatedCandidateIsNotEvaluatedAgain() {
        Set<Object> evaluated = new HashSet<>();
        try (TrialStore store = TrialStores.inMemory()) {
            FerOptimizationRunner runner = runner(
                    new RandomSearchGenerator(new DiscreteParameterSpace<>("a", "b")),
                    10,
                    store,
                    (value, seed) -> evaluated.add(value) ? 1.0 : Double.NaN);
            runner.execute();
            assertThat(runner.numCandidatesCompleted()).isEqualTo(10);
        }
    }

    @Test
    void theTimeConditionEndsItAfterTheRunningCandidate() {
        try (TrialStore store = TrialStores.inMemory()) {
            OptimizationConfiguration configuration = new OptimizationConfiguration.Builder()
                    .candidateGenerator(tpe())
                    .scoreFunction(new PlainOptimization.Score(true))
                    .terminationConditions(new MaxTimeCondition(30, TimeUnit.MILLISECONDS))
                    .build();
            FerOptimizationRunner runner = new FerOptimizationRunner(
                    configuration,
                    new PlainOptimization.Tasks((value, seed) -> {
                        Thread.sleep(20);
                        return BOWL.of(value, seed);
                    }),
                    store,
                    "plain");
            runner.execute();
            assertThat(runner.numCandidatesCompleted()).isBetween(1, 5);
            assertThat(trials(store)).extracting(Trial::state).containsOnly(TrialState.COMPLETE);
        }
    }

    @Test
    void everyCandidateHasItsOwnSeed() {
        Set<Long> seeds = ConcurrentHashMap.newKeySet();
        try (TrialStore store = TrialStores.inMemory()) {
            runner(tpe(), 5, store, (value, seed) -> {
                        seeds.add(seed);
                        return 1.0;
                    })
                    .execute();
            assertThat(seeds)
                    .containsExactlyInAnyOrderElementsOf(
                            trials(store).stream().map(Trial::seed).toList());
        }
    }

    @Test
    void listenersHearOfBeginningsFailuresAndTheEnd() {
        List<String> heard = new ArrayList<>();
        BaseStatusListener listener = new BaseStatusListener() {
            @Override
            public void onInitialization(IOptimizationRunner runner) {
                heard.add("begin");
            }

            @Override
            public void onCandidateStatusChange(
                    CandidateInfo candidate, IOptimizationRunner runner, OptimizationResult result) {
                heard.add(candidate.getIndex() + " " + candidate.getCandidateStatus());
                throw new IllegalStateException("a listener's fault is no candidate's");
            }

            @Override
            public void onRunnerStatusChange(IOptimizationRunner runner) {
                heard.add("completed " + runner.numCandidatesCompleted());
            }

            @Override
            public void onShutdown(IOptimizationRunner runner) {
                heard.add("end");
            }
        };
        try (TrialStore store = TrialStores.inMemory()) {
            int[] calls = {0};
            FerOptimizationRunner runner = runner(tpe(), 2, store, (value, seed) -> calls[0]++ == 0 ? 1 : Double.NaN);
            runner.addListeners(listener, listener);
            runner.execute();
        }
        assertThat(heard)
                .containsExactly("begin", "0 Created", "completed 1", "1 Created", "1 Failed", "completed 1", "end");
    }

    @Test
    void severalCandidatesRunAtOnce() {
        try (TrialStore store = TrialStores.inMemory()) {
            CountDownLatch both = new CountDownLatch(2);
            FerOptimizationRunner runner = new FerOptimizationRunner(
                    PlainOptimization.configuration(tpe(), true, 6),
                    new PlainOptimization.Tasks((value, seed) -> {
                        both.countDown();
                        return both.await(5, TimeUnit.SECONDS) ? 1.0 : null;
                    }),
                    store,
                    "plain",
                    RunOptions.DEFAULT.withWorkers(2));
            runner.execute();
            assertThat(runner.numCandidatesCompleted()).isEqualTo(6);
        }
    }

    @Test
    void aShutdownThatWaitsLetsTheCandidateEndEvenWhenItAsksItself() {
        try (TrialStore store = TrialStores.inMemory()) {
            FerOptimizationRunner[] itself = {null};
            itself[0] = runner(tpe(), 50, store, (value, seed) -> {
                itself[0].shutdown(true);
                return 1.0;
            });
            itself[0].execute();
            itself[0].shutdown(true);
            assertThat(trials(store)).extracting(Trial::state).containsExactly(TrialState.COMPLETE);
        }
    }

    @Test
    void aShutdownThatDoesNotWaitInterruptsTheCandidateToBeRunAgain() throws Exception {
        try (TrialStore store = TrialStores.inMemory()) {
            CountDownLatch running = new CountDownLatch(1);
            FerOptimizationRunner runner = runner(tpe(), 2, store, (value, seed) -> {
                running.countDown();
                new CountDownLatch(1).await();
                return 1.0;
            });
            Thread thread = new Thread(runner::execute);
            thread.start();
            running.await();
            runner.shutdown(false);
            thread.join();
            assertThat(trials(store)).extracting(Trial::state).containsExactly(TrialState.INTERRUPTED);

            runner(tpe(), 2, store, BOWL).execute();
            assertThat(trials(store))
                    .extracting(Trial::state)
                    .containsExactly(TrialState.COMPLETE, TrialState.COMPLETE);
        }
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        try (TrialStore store = TrialStores.inMemory()) {
            assertThatThrownBy(() -> new FerOptimizationRunner(
                            PlainOptimization.configuration(tpe(), false, 2),
                            new PlainOptimization.Tasks(BOWL),
                            store,
                            "plain"))
                    .hasMessage("the candidate generator was told to MINIMIZE and the score function says MAXIMIZE");
            assertThatThrownBy(() ->
                            new FerOptimizationRunner(PlainOptimization.configuration(tpe(), true, 2), store, "plain"))
                    .hasMessageStartingWith("Arbiter knows no task creator for");
            FerOptimizationRunner runner = runner(tpe(), 1, store, BOWL);
            runner.execute();
            assertThatThrownBy(runner::execute).isInstanceOf(IllegalStateException.class);
            FerCandidateGenerator other =
                    new FerCandidateGenerator(new ContinuousParameterSpace(5, 6), Direction.MINIMIZE);
            assertThatThrownBy(() -> runner(other, 1, store, BOWL)).isInstanceOf(StudyChangedException.class);
        }
    }
}
