package dev.fer.search.arbiter;

import dev.fer.search.FailureReason;
import dev.fer.search.Objective;
import dev.fer.search.TrialContext;
import dev.fer.search.TrialFailedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.TaskCreator;
import org.deeplearning4j.arbiter.optimize.api.saving.ResultReference;
import org.deeplearning4j.arbiter.optimize.api.score.ScoreFunction;
import org.deeplearning4j.arbiter.optimize.config.OptimizationConfiguration;
import org.deeplearning4j.arbiter.optimize.runner.CandidateInfo;
import org.deeplearning4j.arbiter.optimize.runner.CandidateStatus;
import org.deeplearning4j.arbiter.optimize.runner.IOptimizationRunner;
import org.deeplearning4j.arbiter.optimize.runner.listener.BaseStatusListener;
import org.deeplearning4j.arbiter.optimize.runner.listener.StatusListener;
import org.jspecify.annotations.Nullable;

/** Evaluates a trial by the task that Arbiter's task creator makes of its candidate. Thread-safe if the tasks are. */
final class CandidateObjective implements Objective {
    private final OptimizationConfiguration configuration;
    private final TaskCreator tasks;
    private final ArbiterSpace space;
    private final @Nullable Map<String, Object> dataParameters;
    private final List<StatusListener> listeners;
    private final IOptimizationRunner runner;
    private final Map<Integer, ResultReference> results = new ConcurrentHashMap<>();

    CandidateObjective(
            OptimizationConfiguration configuration,
            TaskCreator tasks,
            ArbiterSpace space,
            @Nullable Map<String, Object> dataParameters,
            List<StatusListener> listeners,
            IOptimizationRunner runner) {
        this.configuration = configuration;
        this.tasks = tasks;
        this.space = space;
        this.dataParameters = dataParameters;
        this.listeners = listeners;
        this.runner = runner;
    }

    @Override
    public Map<String, Double> evaluate(TrialContext trial) throws Exception {
        Map<String, Object> data = new HashMap<>(dataParameters == null ? Map.of() : dataParameters);
        data.put(FerOptimizationRunner.SEED, trial.seed());
        Candidate<?> candidate = space.candidate(trial.configuration(), trial.number(), data);
        if (candidate.getException() != null) {
            String message = "the candidate cannot be built: " + candidate.getException();
            throw new TrialFailedException(FailureReason.INVALID, message, candidate.getException());
        }
        return Map.of(FerCandidateGenerator.SCORE, score(run(candidate, trial.seed())));
    }

    private OptimizationResult run(Candidate<?> candidate, long seed) throws Exception {
        List<StatusListener> told = new ArrayList<>(listeners);
        if (tasks.getClass().getName().startsWith("org.deeplearning4j.arbiter.")) {
            told.add(new SleepSkipper());
        }
        try {
            return task(candidate, seed, told).call();
        } finally {
            Thread.interrupted();
        }
    }

    /** Users of Arbiter's older way to name their data are served as well. */
    @SuppressWarnings("deprecation")
    private Callable<OptimizationResult> task(Candidate<?> candidate, long seed, List<StatusListener> told) {
        ScoreFunction score = configuration.getScoreFunction();
        return configuration.getDataSource() == null
                ? tasks.create(candidate, configuration.getDataProvider(), score, told, runner)
                : tasks.create(candidate, configuration.getDataSource(), properties(seed), score, told, runner);
    }

    private Properties properties(long seed) {
        Properties properties = new Properties();
        Optional.ofNullable(configuration.getDataSourceProperties()).ifPresent(properties::putAll);
        properties.setProperty(FerOptimizationRunner.SEED, Long.toString(seed));
        return properties;
    }

    private double score(OptimizationResult result) {
        CandidateInfo info = result.getCandidateInfo();
        String trace = info == null ? null : info.getExceptionStackTrace();
        if (info != null && info.getCandidateStatus() == CandidateStatus.Failed) {
            String told = trace == null
                    ? "the candidate's task failed"
                    : trace.lines().findFirst().orElse(trace);
            throw new TrialFailedException(FailureReason.ERROR, told, new IllegalStateException(trace));
        }
        if (result.getScore() == null) {
            throw new TrialFailedException(FailureReason.ERROR, "the candidate's task returned no score");
        }
        if (result.getResultReference() != null) {
            results.put(result.getIndex(), result.getResultReference());
        }
        return result.getScore();
    }

    /** Returns where the models of complete candidates were saved. */
    Optional<ResultReference> result(int index) {
        return Optional.ofNullable(results.get(index));
    }

    /**
     * Arbiter's own tasks tell their listeners last of all that they are complete, and then sleep for two seconds
     * unless their thread is interrupted.
     */
    private static final class SleepSkipper extends BaseStatusListener {
        @Override
        public void onCandidateStatusChange(
                CandidateInfo candidate, IOptimizationRunner runner, @Nullable OptimizationResult result) {
            if (candidate.getCandidateStatus() == CandidateStatus.Complete) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
