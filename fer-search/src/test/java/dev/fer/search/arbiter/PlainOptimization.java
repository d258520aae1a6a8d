package dev.fer.search.arbiter;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.TaskCreator;
import org.deeplearning4j.arbiter.optimize.api.data.DataProvider;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.deeplearning4j.arbiter.optimize.api.score.ScoreFunction;
import org.deeplearning4j.arbiter.optimize.api.termination.MaxCandidatesCondition;
import org.deeplearning4j.arbiter.optimize.config.OptimizationConfiguration;
import org.deeplearning4j.arbiter.optimize.runner.CandidateInfo;
import org.deeplearning4j.arbiter.optimize.runner.CandidateStatus;
import org.deeplearning4j.arbiter.optimize.runner.IOptimizationRunner;
import org.deeplearning4j.arbiter.optimize.runner.listener.StatusListener;
import org.jspecify.annotations.Nullable;

/** Arbiter optimizations of plain functions: candidates are values, tasks compute their scores. */
final class PlainOptimization {
    private PlainOptimization() {}

    /** What is optimised; may throw, which Arbiter's own tasks report as a failed result. */
    @FunctionalInterface
    interface Function {
        @Nullable Double of(Object value, long seed) throws Exception;
    }

    static OptimizationConfiguration configuration(CandidateGenerator generator, boolean minimize, int candidates) {
        return new OptimizationConfiguration.Builder()
                .candidateGenerator(generator)
                .dataSource(NoData.class, new Properties())
                .scoreFunction(new Score(minimize))
                .terminationConditions(new MaxCandidatesCondition(candidates))
                .rngSeed(42)
                .build();
    }

    /** Data that is none. */
    public static final class NoData implements DataSource {
        private static final long serialVersionUID = 1L;

        @Override
        public void configure(Properties properties) {}

        @Override
        public Object trainData() {
            return List.of();
        }

        @Override
        public Object testData() {
            return List.of();
        }

        @Override
        public Class<?> getDataType() {
            return List.class;
        }
    }

    /** Says the direction; the tasks score by themselves. */
    @SuppressWarnings("deprecation")
    record Score(boolean minimize) implements ScoreFunction {
        @Override
        public double score(Object model, DataProvider data, Map<String, Object> parameters) {
            throw new UnsupportedOperationException();
        }

        @Override
        public double score(Object model, Class<? extends DataSource> data, Properties properties) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Class<?>> getSupportedModelTypes() {
            return List.of();
        }

        @Override
        public List<Class<?>> getSupportedDataTypes() {
            return List.of();
        }
    }

    /** Makes tasks that behave as Arbiter's do, but for the sleeping. */
    @SuppressWarnings({"rawtypes", "unchecked"})
    record Tasks(Function function) implements TaskCreator {
        @Override
        @Deprecated
        public Callable<OptimizationResult> create(
                Candidate candidate,
                DataProvider data,
                ScoreFunction score,
                List<StatusListener> listeners,
                IOptimizationRunner runner) {
            return () -> run(candidate, (Long)
                    Objects.requireNonNull(candidate.getDataParameters().get("fer.seed")));
        }

        @Override
        public Callable<OptimizationResult> create(
                Candidate candidate,
                Class<? extends DataSource> data,
                Properties properties,
                ScoreFunction score,
                List<StatusListener> listeners,
                IOptimizationRunner runner) {
            return () -> run(candidate, Long.parseLong(properties.getProperty("fer.seed", "0")));
        }

        private OptimizationResult run(Candidate<?> candidate, long seed) {
            CandidateInfo info = new CandidateInfo(
                    candidate.getIndex(),
                    CandidateStatus.Complete,
                    null,
                    0L,
                    0L,
                    null,
                    candidate.getFlatParameters(),
                    null);
            @Nullable Double score = null;
            try {
                score = function.of(candidate.getValue(), seed);
                info.setScore(score);
            } catch (Exception e) {
                info.setCandidateStatus(CandidateStatus.Failed);
                info.setExceptionStackTrace(e + "\n\tat the task");
            }
            return new OptimizationResult(candidate, score, candidate.getIndex(), null, info, null);
        }
    }
}
