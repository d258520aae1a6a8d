package dev.fer.search.arbiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.fer.search.ChildJvm;
import dev.fer.search.Direction;
import dev.fer.search.FailureReason;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.run.RunOptions;
import dev.fer.search.run.StudyChangedException;
import dev.fer.search.sampler.RandomSampler;
import dev.fer.search.store.Intent;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.api.termination.MaxTimeCondition;
import org.deeplearning4j.arbiter.optimize.config.OptimizationConfiguration;
import org.deeplearning4j.arbiter.optimize.generator.GridSearchCandidateGenerator;
import org.deeplearning4j.arbiter.optimize.generator.RandomSearchGenerator;
import org.deeplearning4j.arbiter.optimize.parameter.continuous.ContinuousParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.integer.IntegerParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.math.MathOp;
import org.deeplearning4j.arbiter.optimize.parameter.math.Op;
import org.deeplearning4j.arbiter.optimize.runner.CandidateInfo;
import org.deeplearning4j.arbiter.optimize.runner.CandidateStatus;
import org.deeplearning4j.arbiter.optimize.runner.IOptimizationRunner;
import org.deeplearning4j.arbiter.optimize.runner.listener.BaseStatusListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FerOptimizationRunnerTest {
    private static final PlainOptimization.Function BOWL = (value, seed) -> bowl(value);

    @TempDir
    Path folder;

    private static double bowl(Object value) {
        return Math.pow((Double) value - 0.3, 2);
    }

    private static ParameterSpace<Double> line() {
        return new ContinuousParameterSpace(-1, 1);
    }

    private static CandidateGenerator tpe() {
        return new FerCandidateGenerator(line(), Direction.MINIMIZE);
    }

    private static FerOptimizationRunner runner(
            CandidateGenerator generator, int candidates, TrialStore store, PlainOptimization.Function function) {
        OptimizationConfiguration configuration = PlainOptimization.configuration(generator, true, candidates);
        return new FerOptimizationRunner(configuration, new PlainOptimization.Tasks(function), store, "plain");
    }

    private static List<Trial> trials(TrialStore store) {
        return store.trials(store.find("plain").orElseThrow().id());
    }

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

    private static List<Supplier<CandidateGenerator>> generators() {
        return List.of(
                FerOptimizationRunnerTest::tpe,
                () -> new FerCandidateGenerator(line(), Direction.MINIMIZE, new RandomSampler()),
                () -> new RandomSearchGenerator(line()),
                () -> new GridSearchCandidateGenerator(
                        line(), 100, GridSearchCandidateGenerator.Mode.Sequential, null));
    }

    @ParameterizedTest
    @MethodSource("generators")
    void twentyFiveNowAndFiftyLaterAreTheSameFifty(Supplier<CandidateGenerator> generator) {
        Map<Integer, Integer> evaluated = new ConcurrentHashMap<>();
        PlainOptimization.Function counted = (value, seed) -> {
            evaluated.merge(Double.hashCode((Double) value), 1, Integer::sum);
            return BOWL.of(value, seed);
        };
        Path file = folder.resolve("fer.db");
        for (int candidates : List.of(25, 25, 50)) {
            try (TrialStore store = TrialStores.open(file)) {
                FerOptimizationRunner runner = runner(generator.get(), candidates, store, counted);
                runner.execute();
                assertThat(runner.numCandidatesCompleted()).isEqualTo(candidates);
            }
        }
        assertThat(evaluated)
                .hasSize(50)
                .allSatisfy((value, times) -> assertThat(times).isEqualTo(1));
        try (TrialStore straight = TrialStores.inMemory();
                TrialStore resumed = TrialStores.open(file, Intent.READ_ONLY)) {
            runner(generator.get(), 50, straight, BOWL).execute();
            assertThat(trials(resumed))
                    .extracting(Trial::configuration)
                    .isEqualTo(
                            trials(straight).stream().map(Trial::configuration).toList());
        }
    }

    @Test
    void aKilledOptimizationGoesOnWithTheInterruptedCandidateAndRepeatsNoOther() throws Exception {
        Path file = folder.resolve("fer.db");
        Random random = new Random(3);
        int killed = 0;
        boolean over = false;
        while (!over) {
            Process process = ChildJvm.start(Main.class, file.toString());
            assertThat(ChildJvm.reader(process).readLine()).isEqualTo("begun");
            over = killed == 4 || process.waitFor(150 + random.nextInt(250), TimeUnit.MILLISECONDS);
            if (over) {
                assertThat(process.waitFor()).isZero();
            } else {
                ChildJvm.kill(process);
                killed++;
            }
        }
        try (TrialStore killedStore = TrialStores.open(file, Intent.READ_ONLY);
                TrialStore straight = TrialStores.inMemory()) {
            runner(tpe(), Main.CANDIDATES, straight, BOWL).execute();
            List<Trial> trials = trials(killedStore);
            assertThat(trials)
                    .extracting(Trial::configuration, Trial::metrics, Trial::seed)
                    .isEqualTo(trials(straight).stream()
                            .map(trial -> tuple(trial.configuration(), trial.metrics(), trial.seed()))
                            .toList());
            assertThat(trials.stream().mapToInt(Trial::attempts).sum()).isLessThanOrEqualTo(Main.CANDIDATES + killed);
        }
    }

    /** Main of a process that is killed. */
    public static final class Main {
        static final int CANDIDATES = 60;

        private Main() {}

        /** Argument: the store's file. */
        public static void main(String[] arguments) {
            System.out.println("begun");
            try (TrialStore store = TrialStores.open(Path.of(arguments[0]))) {
                runner(tpe(), CANDIDATES, store, (value, seed) -> {
                            Thread.sleep(20);
                            return BOWL.of(value, seed);
                        })
                        .execute();
            }
        }
    }

    @Test
    void aScoreOfNanIsAFailureAndNeverTheBest() {
        try (TrialStore store = TrialStores.inMemory()) {
            int[] calls = {0};
            FerOptimizationRunner runner =
                    runner(tpe(), 12, store, (value, seed) -> calls[0]++ % 3 == 0 ? Double.NaN : bowl(value));
            runner.execute();

            assertThat(runner.numCandidatesFailed()).isEqualTo(4);
            assertThat(runner.numCandidatesCompleted()).isEqualTo(8);
            assertThat(runner.bestScore()).isFinite();
            assertThat(trials(store).get(0).failure().orElseThrow().reason()).isEqualTo(FailureReason.NAN);
        }
    }

    @Test
    void failedResultsAndThrownExceptionsAndMissingScoresAreFailures() {
        try (TrialStore store = TrialStores.inMemory()) {
            runner(tpe(), 1, store, (value, seed) -> {
                        throw new IllegalArgumentException("no such layer");
                    })
                    .execute();
            runner(tpe(), 2, store, (value, seed) -> {
                        throw new OutOfMemoryError("too large");
                    })
                    .execute();
            runner(tpe(), 3, store, (value, seed) -> null).execute();
            assertThat(trials(store))
                    .extracting(trial -> trial.failure().orElseThrow().reason())
                    .containsExactly(FailureReason.ERROR, FailureReason.OUT_OF_MEMORY, FailureReason.ERROR);
            assertThat(trials(store))
                    .extracting(trial -> trial.failure().orElseThrow().message())
                    .containsExactly(
                            "java.lang.IllegalArgumentException: no such layer",
                            "OutOfMemoryError: too large",
                            "the candidate's task returned no score");
            assertThat(trials(store).get(0).failure().orElseThrow().trace()).contains("at the task");
        }
    }

    @Test
    void candidatesThatCannotBeBuiltAreCountedAndEndTheOptimization() {
        try (TrialStore store = TrialStores.inMemory()) {
            ParameterSpace<Integer> division = new MathOp<>(new IntegerParameterSpace(1, 1000), Op.DIV, 0);
            FerOptimizationRunner runner =
                    runner(new FerCandidateGenerator(division, Direction.MINIMIZE), 5, store, BOWL);
            runner.execute();
            assertThat(runner.numCandidatesFailed()).isEqualTo(5);
            assertThat(runner.bestScore()).isNull();
            assertThat(runner.bestScoreTime()).isNull();
            assertThat(runner.bestScoreCandidateIndex()).isEqualTo(-1);
            assertThat(trials(store).get(0).failure().orElseThrow().reason()).isEqualTo(FailureReason.INVALID);
        }
    }

    /** Hands on what it hears. */
    private static final class Hearing implements CandidateGenerator {
        private final CandidateGenerator generator = new RandomSearchGenerator(line());
        private final List<OptimizationResult> heard = new ArrayList<>();

        @Override
        public boolean hasMoreCandidates() {
            return true;
        }

        @Override
        public Candidate<?> getCandidate() {
            return generator.getCandidate();
        }

        @Override
        public void reportResults(OptimizationResult result) {
            heard.add(result);
        }

        @Override
        public ParameterSpace<?> getParameterSpace() {
            return generator.getParameterSpace();
        }

        @Override
        public void setRngSeed(long seed) {
            generator.setRngSeed(seed);
        }

        @Override
        public Class<?> getCandidateType() {
            return Candidate.class;
        }
    }

    @Test
    void anyGeneratorHearsOfSuccessesAndFailuresEvenThoseOfEarlierRuns() {
        try (TrialStore store = TrialStores.inMemory()) {
            PlainOptimization.Function halfFails = (value, seed) -> (Double) value < 0 ? Double.NaN : (Double) value;
            runner(new Hearing(), 10, store, halfFails).execute();
            Hearing resumed = new Hearing();
            runner(resumed, 20, store, halfFails).execute();

            assertThat(resumed.heard)
                    .hasSize(19)
                    .allSatisfy(result -> assertThat(result.getScore() == null)
                            .isEqualTo(result.getCandidateInfo().getCandidateStatus() == CandidateStatus.Failed));
            assertThat(resumed.heard).extracting(OptimizationResult::getScore).contains((Double) null);
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
