package dev.fer.search.arbiter;

import dev.fer.search.Direction;
import dev.fer.search.Goal;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.definition.SearchDefinition.Budget;
import dev.fer.search.run.InProcessExecutor;
import dev.fer.search.run.RunOptions;
import dev.fer.search.run.SearchListener;
import dev.fer.search.run.SearchOutcome;
import dev.fer.search.run.SearchRunner;
import dev.fer.search.run.Study;
import dev.fer.search.sampler.Sampler;
import dev.fer.search.store.TrialStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.api.TaskCreator;
import org.deeplearning4j.arbiter.optimize.api.TaskCreatorProvider;
import org.deeplearning4j.arbiter.optimize.api.saving.ResultReference;
import org.deeplearning4j.arbiter.optimize.api.termination.MaxCandidatesCondition;
import org.deeplearning4j.arbiter.optimize.config.OptimizationConfiguration;
import org.deeplearning4j.arbiter.optimize.generator.BaseCandidateGenerator;
import org.deeplearning4j.arbiter.optimize.runner.CandidateInfo;
import org.deeplearning4j.arbiter.optimize.runner.CandidateStatus;
import org.deeplearning4j.arbiter.optimize.runner.IOptimizationRunner;
import org.deeplearning4j.arbiter.optimize.runner.listener.StatusListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs an Arbiter optimization over a store of trials: killed at any moment and run again with the same configuration,
 * it goes on where it was. In place of {@code new LocalOptimizationRunner(configuration, tasks)}:
 *
 * <pre>{@code
 * try (TrialStore store = TrialStores.open(Path.of("fer.db"))) {
 *     IOptimizationRunner runner = new FerOptimizationRunner(configuration, tasks, store, "my-search");
 *     runner.execute();
 *     System.out.println(runner.bestScore());
 * }
 * }</pre>
 *
 * <p>A candidate is a trial, its index the trial's number, counted over all runs, and so are the counts here: a {@link
 * MaxCandidatesCondition} of 50 means 50 in the end. What was evaluated is not evaluated again; candidates that were
 * running when the process was killed are run again first. A candidate that throws, has no score or NaN, or cannot be
 * built is a failed trial with its reason; it counts, is never the best, and the generator hears of it. Any generator
 * will do: an own {@link FerCandidateGenerator} rebuilds what it knows from the store; any other is told all that the
 * store knows, and goes on exactly where it was if it derives all from its seed. The optimization ends when a
 * termination condition holds after a candidate, when the generator has no more candidates, or, with a warning in the
 * log, when five candidates of a run failed by an error before any came to something.
 *
 * <p>Nothing waits between candidates; the two seconds for which Arbiter's own tasks sleep after a success are cut
 * short (those after a failure, and their garbage collection, are theirs). The models of earlier processes are where
 * the result saver put them: {@link #getResults} knows those of this one.
 *
 * <p>Thread-safe. One object runs once; the store stays the caller's to close.
 */
public final class FerOptimizationRunner implements IOptimizationRunner {
    /**
     * The key under which a data source's properties, and a data provider's parameters, hold the seed of the
     * candidate: a number of 64 bits that is the same however often the search was interrupted.
     */
    public static final String SEED = "fer.seed";

    private static final Logger LOG = LoggerFactory.getLogger(FerOptimizationRunner.class);

    private final OptimizationConfiguration configuration;
    private final ArbiterSpace space;
    private final CandidateBoard board;
    private final CandidateObjective objective;
    private final InProcessExecutor executor;
    private final SearchRunner search;
    private final List<StatusListener> listeners = new CopyOnWriteArrayList<>();
    private final List<ResultReference> results = new CopyOnWriteArrayList<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Optional<RuntimeException> fault = Optional.empty();

    /**
     * Creates a runner of one candidate at a time, with the task creator that Arbiter knows for the parameter space.
     *
     * @throws IllegalArgumentException as the constructor with all arguments does, or if Arbiter knows none
     */
    public FerOptimizationRunner(OptimizationConfiguration configuration, TrialStore store, String study) {
        this(configuration, knownTasks(configuration), store, study);
    }

    /** Creates a runner of one candidate at a time. */
    public FerOptimizationRunner(
            OptimizationConfiguration configuration, TaskCreator tasks, TrialStore store, String study) {
        this(configuration, tasks, store, study, RunOptions.DEFAULT);
    }

    /**
     * Creates a runner.
     *
     * @param configuration with a candidate generator, a score function and termination conditions
     * @param tasks makes the task that trains and scores a candidate
     * @param store where the trials are kept, and gone on with
     * @param study the name of this search in the store: letters, digits, {@code . _ -}
     * @param options how many candidates are evaluated at once, each on a thread of this process
     * @throws IllegalArgumentException if the configuration lacks something, or the generator was told another
     *     direction than the score function's
     * @throws dev.fer.search.run.StudyChangedException if the study of this name searches another space
     */
    public FerOptimizationRunner(
            OptimizationConfiguration configuration,
            TaskCreator tasks,
            TrialStore store,
            String study,
            RunOptions options) {
        check(configuration);
        this.configuration = configuration;
        CandidateGenerator generator = configuration.getCandidateGenerator();
        Direction direction = direction(configuration);
        space = new ArbiterSpace(generator.getParameterSpace());
        SearchDefinition definition = SearchDefinition.of(
                        study, space.space(), new Goal(FerCandidateGenerator.SCORE, direction))
                .withBudget(budget(configuration))
                .withSeed(Objects.requireNonNullElse(configuration.getRngSeed(), 0L));
        Study opened = Study.open(store, definition, sampler(generator, direction));
        board = new CandidateBoard(direction);
        opened.trials().stream().filter(trial -> trial.state().isFinished()).forEach(trial -> board.put(info(trial)));
        objective = new CandidateObjective(configuration, tasks, space, dataParameters(generator), listeners, this);
        executor = new InProcessExecutor(objective);
        search = new SearchRunner(opened, executor, options, new Ear());
    }

    private static void check(OptimizationConfiguration configuration) {
        if (configuration.getCandidateGenerator() == null || configuration.getScoreFunction() == null) {
            throw new IllegalArgumentException("an optimization needs a candidate generator and a score function");
        }
        List<?> conditions = configuration.getTerminationConditions();
        if (conditions == null || conditions.isEmpty()) {
            throw new IllegalArgumentException("an optimization needs a termination condition, or it may never end");
        }
    }

    private static TaskCreator knownTasks(OptimizationConfiguration configuration) {
        Class<?> type =
                configuration.getCandidateGenerator().getParameterSpace().getClass();
        return Optional.ofNullable(TaskCreatorProvider.defaultTaskCreatorFor(configuration
                        .getCandidateGenerator()
                        .getParameterSpace()
                        .getClass()))
                .orElseThrow(() -> new IllegalArgumentException(
                        "Arbiter knows no task creator for " + type.getName() + ": pass one to the constructor"));
    }

    private static Direction direction(OptimizationConfiguration configuration) {
        Direction direction = configuration.getScoreFunction().minimize() ? Direction.MINIMIZE : Direction.MAXIMIZE;
        if (configuration.getCandidateGenerator() instanceof FerCandidateGenerator own
                && own.direction() != direction) {
            throw new IllegalArgumentException("the candidate generator was told to " + own.direction()
                    + " and the score function says " + direction);
        }
        return direction;
    }

    /** The store counts candidates itself, so that several workers, or processes, never make too many. */
    private static Budget budget(OptimizationConfiguration configuration) {
        return configuration.getTerminationConditions().stream()
                .filter(MaxCandidatesCondition.class::isInstance)
                .map(condition -> ((MaxCandidatesCondition) condition).getMaxCandidates())
                .min(Integer::compare)
                .map(Budget::ofTrials)
                .orElse(Budget.UNLIMITED);
    }

    private Sampler sampler(CandidateGenerator generator, Direction direction) {
        return generator instanceof FerCandidateGenerator own
                ? own.sampler()
                : new GeneratorSampler(generator, space, direction);
    }

    private static @Nullable Map<String, Object> dataParameters(CandidateGenerator generator) {
        if (generator instanceof FerCandidateGenerator own) {
            return own.dataParameters();
        }
        return generator instanceof BaseCandidateGenerator<?> base ? base.getDataParameters() : null;
    }

    /**
     * Runs the optimization, or goes on with it, and returns when it has ended.
     *
     * @throws IllegalStateException if this object ran before
     * @throws dev.fer.search.store.StoreException if the store fails; what was stored before is safe
     */
    @Override
    public void execute() {
        if (!begun.compareAndSet(false, true)) {
            throw new IllegalStateException("a runner runs once; make another one to go on");
        }
        threads.add(Thread.currentThread());
        configuration.setExecutionStartTime(System.currentTimeMillis());
        try (executor) {
            tell(listener -> listener.onInitialization(this));
            configuration.getTerminationConditions().forEach(condition -> condition.initialize(this));
            stopIfTerminated();
            SearchOutcome outcome = search.run();
            fault.ifPresent(failure -> {
                throw failure;
            });
            if (outcome.end() == SearchOutcome.End.FAILURES) {
                LOG.warn("the optimization has ended: {}", outcome.message());
            }
        } finally {
            ended.countDown();
            tell(listener -> listener.onShutdown(this));
        }
    }

    private void stopIfTerminated() {
        if (configuration.getTerminationConditions().stream().anyMatch(condition -> condition.terminate(this))) {
            search.requestStop();
        }
    }

    /** A listener's fault is no candidate's. */
    private void tell(Consumer<StatusListener> news) {
        for (StatusListener listener : listeners) {
            try {
                news.accept(listener);
            } catch (RuntimeException e) {
                LOG.warn("the status listener {} failed: {}", listener, e.toString());
            }
        }
    }

    private final class Ear implements SearchListener {
        @Override
        public void trialStarted(Trial trial) {
            threads.add(Thread.currentThread());
            CandidateInfo created = info(trial);
            board.put(created);
            tell(listener -> listener.onCandidateStatusChange(created, FerOptimizationRunner.this, null));
        }

        @Override
        public void trialFinished(Trial trial) {
            threads.add(Thread.currentThread());
            CandidateInfo ended = info(trial);
            board.put(ended);
            if (trial.state() == TrialState.COMPLETE) {
                objective.result(trial.number()).ifPresent(results::add);
            } else {
                tell(listener -> listener.onCandidateStatusChange(ended, FerOptimizationRunner.this, null));
            }
            tell(listener -> listener.onRunnerStatusChange(FerOptimizationRunner.this));
            try {
                stopIfTerminated();
            } catch (RuntimeException e) {
                // Without its conditions the optimization might never end.
                fault = Optional.of(e);
                search.requestStop();
            }
        }
    }

    private CandidateInfo info(Trial trial) {
        return new CandidateInfo(
                trial.number(),
                status(trial.state()),
                trial.metric(FerCandidateGenerator.SCORE).orElse(null),
                trial.created().toEpochMilli(),
                trial.started().map(Instant::toEpochMilli).orElse(null),
                trial.finished().map(Instant::toEpochMilli).orElse(null),
                trial.configuration().map(space::numbers).orElse(null),
                trial.failure()
                        .map(failure -> failure.trace().isEmpty() ? failure.message() : failure.trace())
                        .orElse(null));
    }

    private static CandidateStatus status(TrialState state) {
        return switch (state) {
            case QUEUED -> CandidateStatus.Created;
            case RUNNING -> CandidateStatus.Created;
            case COMPLETE -> CandidateStatus.Complete;
            case FAILED -> CandidateStatus.Failed;
            case PAUSED, INTERRUPTED, PRUNED -> CandidateStatus.Cancelled;
        };
    }

    /** Returns the number of candidates of all runs: ended, running and cancelled ones. */
    @Override
    public int numCandidatesTotal() {
        return board.size();
    }

    @Override
    public int numCandidatesCompleted() {
        return board.count(CandidateStatus.Complete);
    }

    /** Returns the number of failed candidates, those with a score of NaN and those that cannot be built included. */
    @Override
    public int numCandidatesFailed() {
        return board.count(CandidateStatus.Failed);
    }

    /** Returns the number of candidates that are being evaluated. */
    @Override
    public int numCandidatesQueued() {
        return board.count(CandidateStatus.Created);
    }

    /** Returns the best finite score of all runs, null if no candidate is complete. */
    @Override
    public @Nullable Double bestScore() {
        return board.best().map(CandidateInfo::getScore).orElse(null);
    }

    /** Returns when the best candidate was complete, in milliseconds of the epoch; null if none is. */
    @Override
    public @Nullable Long bestScoreTime() {
        return board.best().map(CandidateInfo::getEndTime).orElse(null);
    }

    /** Returns the index of the best candidate, -1 if none is complete. */
    @Override
    public int bestScoreCandidateIndex() {
        return board.best().map(CandidateInfo::getIndex).orElse(-1);
    }

    /** Returns where the models were saved of the candidates that this process completed. */
    @Override
    public List<ResultReference> getResults() {
        return new ArrayList<>(results);
    }

    @Override
    public OptimizationConfiguration getConfiguration() {
        return configuration;
    }

    @Override
    public void addListeners(StatusListener... added) {
        for (StatusListener listener : added) {
            if (!listeners.contains(listener)) {
                listeners.add(listener);
            }
        }
    }

    @Override
    public void removeListeners(StatusListener... removed) {
        listeners.removeAll(Arrays.asList(removed));
    }

    @Override
    public void removeAllListeners() {
        listeners.clear();
    }

    /** Returns the candidates of all runs by index. */
    @Override
    public List<CandidateInfo> getCandidateStatus() {
        return board.all();
    }

    /**
     * Ends the optimization, to be gone on with by another runner.
     *
     * @param awaitCompletion whether running candidates are evaluated to their end, for which this method waits unless
     *     one of them calls it; otherwise they are interrupted, to be run again, and this method returns at once
     */
    @Override
    public void shutdown(boolean awaitCompletion) {
        if (!awaitCompletion) {
            search.stopNow();
            return;
        }
        search.requestStop();
        if (begun.get() && !threads.contains(Thread.currentThread())) {
            try {
                ended.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
