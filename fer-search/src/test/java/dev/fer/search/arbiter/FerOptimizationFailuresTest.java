package dev.fer.search.arbiter;

import static dev.fer.search.arbiter.BowlOptimization.BOWL;
import static dev.fer.search.arbiter.BowlOptimization.bowl;
import static dev.fer.search.arbiter.BowlOptimization.line;
import static dev.fer.search.arbiter.BowlOptimization.runner;
import static dev.fer.search.arbiter.BowlOptimization.tpe;
import static dev.fer.search.arbiter.BowlOptimization.trials;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fer.search.Direction;
import dev.fer.search.FailureReason;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.api.termination.TerminationCondition;
import org.deeplearning4j.arbiter.optimize.config.OptimizationConfiguration;
import org.deeplearning4j.arbiter.optimize.generator.RandomSearchGenerator;
import org.deeplearning4j.arbiter.optimize.parameter.integer.IntegerParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.math.MathOp;
import org.deeplearning4j.arbiter.optimize.parameter.math.Op;
import org.deeplearning4j.arbiter.optimize.runner.CandidateStatus;
import org.deeplearning4j.arbiter.optimize.runner.IOptimizationRunner;
import org.junit.jupiter.api.Test;

/** Candidates that fail, and who hears of them. */
class FerOptimizationFailuresTest {
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

    /** Fails once a candidate has ended. */
    private static final class BrokenCondition implements TerminationCondition {
        @Override
        public void initialize(IOptimizationRunner runner) {}

        @Override
        public boolean terminate(IOptimizationRunner runner) {
            if (runner.numCandidatesCompleted() > 0) {
                throw new IllegalStateException("no clock");
            }
            return false;
        }
    }

    @Test
    void aConditionThatFailsEndsTheOptimizationInsteadOfNeverHolding() {
        try (TrialStore store = TrialStores.inMemory()) {
            OptimizationConfiguration configuration = new OptimizationConfiguration.Builder()
                    .candidateGenerator(tpe())
                    .scoreFunction(new PlainOptimization.Score(true))
                    .terminationConditions(new BrokenCondition())
                    .build();
            FerOptimizationRunner runner =
                    new FerOptimizationRunner(configuration, new PlainOptimization.Tasks(BOWL), store, "plain");

            assertThatThrownBy(runner::execute)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("no clock");
            assertThat(trials(store)).hasSize(1);
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
}
