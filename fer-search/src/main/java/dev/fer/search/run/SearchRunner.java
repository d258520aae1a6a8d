package dev.fer.search.run;

import dev.fer.search.FailureReason;
import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition.Budget;
import dev.fer.search.space.Configuration;
import dev.fer.search.store.StoreException;
import dev.fer.search.store.TrialStateException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a study's trials with several workers until its budget is spent, the space is exhausted or somebody stops it.
 * One object runs one search once; {@link #requestStop} and {@link #stopNow} may be called from any thread.
 */
public final class SearchRunner {
    private static final Logger LOG = LoggerFactory.getLogger(SearchRunner.class);
    private static final Duration WATCH_EVERY = Duration.ofMillis(200);
    private static final Duration LOOK_AGAIN_EVERY = Duration.ofMillis(50);
    private static final Duration LOOK_FOR_STOP_EVERY = Duration.ofSeconds(1);
    private static final Duration RECOVER_EVERY = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Study study;
    private final TrialExecutor executor;
    private final RunOptions options;
    private final Audience audience;
    private final FailedTrials failed;
    private final TrialDirectories directories;
    private final Budget budget;

    private final Map<Integer, RunningTrial> running = new ConcurrentHashMap<>();
    private final List<Thread> workers = new ArrayList<>();
    private final AtomicInteger busy = new AtomicInteger();
    private final Object keeping = new Object();
    private volatile Optional<SearchOutcome.End> stop = Optional.empty();
    private volatile Optional<RuntimeException> broken = Optional.empty();
    private volatile boolean now;
    private Set<Integer> kept = Set.of();
    private long lastRecovery;
    private long lastLook;
    private long stopRequests;
    private long ownStopRequests;

    /** Creates a runner; the executor is closed by its owner. */
    public SearchRunner(Study study, TrialExecutor executor, RunOptions options, SearchListener listener) {
        this.study = study;
        this.executor = executor;
        this.options = options;
        this.audience = new Audience(listener);
        this.budget = study.definition().budget();
        this.failed = new FailedTrials(options.workers());
        this.directories = TrialDirectories.of(study.store(), study.definition().name(), options.files());
    }

    /**
     * Runs the search and returns when it has ended.
     *
     * @throws dev.fer.search.store.StoreException if the store fails; what was stored before is safe, and running
     *     trials can be resumed
     */
    public SearchOutcome run() {
        long start = System.nanoTime();
        if (options.ordered()) {
            study.order(options.workers());
        }
        ownStopRequests = study.stopRequests();
        stopRequests = study.store().stopRequests(study.record().id());
        hear(study.recover());
        sweep();
        Thread watch = daemon("fer-watch", () -> watchFrom(start));
        watch.start();
        try {
            startWorkers();
            awaitWorkers();
        } finally {
            watch.interrupt();
            giveBack();
        }
        broken.ifPresent(failure -> {
            throw failure;
        });
        SearchOutcome outcome = new Conclusion(study, budget, bug()).outcome(stop);
        audience.tell("searchFinished", listener -> listener.searchFinished(outcome));
        return outcome;
    }

    /** Where the store fails, the trials are freed when it is opened again. */
    private void giveBack() {
        try {
            study.interruptAll();
        } catch (StoreException e) {
            giveUp(e);
        }
    }

    /**
     * Lets running trials stop after their current step, to be resumed later, and starts no more. Another process can ask for
     * the same by {@link dev.fer.search.store.TrialStore#requestStop}.
     */
    public void requestStop() {
        stop(SearchOutcome.End.INTERRUPTED);
    }

    /** Ends running trials at once, to be resumed later from their last checkpoint. */
    public void stopNow() {
        requestStop();
        now = true;
        running.forEach((slot, trial) -> {
            trial.interrupt();
            executor.abort(trial.task());
        });
    }

    private synchronized void stop(SearchOutcome.End why) {
        if (stop.isEmpty()) {
            stop = Optional.of(why);
        }
    }

    private synchronized void giveUp(RuntimeException failure) {
        if (broken.isEmpty()) {
            broken = Optional.of(failure);
        }
        stop(SearchOutcome.End.INTERRUPTED);
    }

    private boolean isStopping() {
        if (study.stopRequests() > ownStopRequests) {
            requestStop();
        }
        return stop.isPresent();
    }

    /** Tells whether running trials are to stop after the step that they have just reported. */
    private boolean isToStop() {
        if (budget.epochs().isPresent() && study.isOutOfEpochs()) {
            stop(SearchOutcome.End.EPOCHS);
        }
        return isStopping();
    }

    private static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private void startWorkers() {
        for (int slot = 0; slot < options.workers(); slot++) {
            int own = slot;
            workers.add(daemon("fer-worker-" + slot, () -> work(own)));
        }
        workers.forEach(Thread::start);
    }

    /** Waits for all workers, but after {@link #stopNow} not for an objective that does not listen. */
    private void awaitWorkers() {
        long givenUpAfter = Long.MAX_VALUE;
        try {
            for (Thread worker : workers) {
                while (worker.isAlive() && System.nanoTime() < givenUpAfter) {
                    worker.join(50);
                    if (now && givenUpAfter == Long.MAX_VALUE) {
                        givenUpAfter = System.nanoTime() + PATIENCE.toNanos();
                    }
                }
            }
        } catch (InterruptedException e) {
            stopNow();
            Thread.currentThread().interrupt();
        }
    }

    private void work(int slot) {
        try {
            while (!isStopping()) {
                busy.incrementAndGet();
                Optional<Trial> next;
                boolean waits;
                boolean more;
                synchronized (study) {
                    next = study.next(slot);
                    waits = study.waits();
                    more = study.resultsBringTrials();
                }
                next.ifPresent(trial -> take(slot, trial));
                boolean othersWork = busy.decrementAndGet() > 0;
                if (next.isEmpty() && !waits && !(othersWork && more)) {
                    return;
                }
                if (next.isEmpty()) {
                    Thread.sleep(LOOK_AGAIN_EVERY.toMillis());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            giveUp(e);
        } catch (Error e) {
            giveUp(new IllegalStateException("a worker's thread died", e));
        }
    }

    private void take(int slot, Trial trial) {
        if (trial.state() == TrialState.RUNNING) {
            evaluate(slot, trial);
        } else {
            finished(trial);
        }
    }

    private void evaluate(int slot, Trial trial) {
        if (trial.attempts() == 1) {
            directories.clear(trial.number());
        }
        TrialTask task = new TrialTask(study.definition().name(), slot, trial, directories.of(trial.number()));
        RunningTrial current = new RunningTrial(study, task, this::isToStop, report -> reported(trial, report));
        running.put(slot, current);
        audience.tell("trialStarted", listener -> listener.trialStarted(trial));
        LOG.debug(
                "worker {} begins trial {}: {}",
                slot,
                trial.number(),
                trial.configuration().orElse(Configuration.EMPTY));
        TrialEnd end = executor.run(task, current);
        LOG.debug("worker {} ended trial {}: {}", slot, trial.number(), end);
        running.remove(slot);
        if (isStopping() && end instanceof TrialEnd.Failed failed && isCrash(failed)) {
            // What stops the search may have met a worker that was not deaf to it yet.
            current.interruptUnlessHeard();
        }
        try {
            current.settle(end);
        } catch (TrialStateException e) {
            LOG.warn("the result of trial {} is dropped: {}", trial.number(), e.getMessage());
            return;
        }
        study.store().trial(study.record().id(), trial.number()).ifPresent(ended -> {
            failed.evaluated(ended);
            finished(ended);
        });
    }

    private static boolean isCrash(TrialEnd.Failed end) {
        return end.failure().reason() == FailureReason.CRASHED;
    }

    private void reported(Trial trial, Report report) {
        if (Double.isFinite(
                report.metrics().getOrDefault(study.definition().goal().metric(), Double.NaN))) {
            failed.working();
        }
        audience.tell("reported", listener -> listener.reported(trial, report));
    }

    private void finished(Trial trial) {
        failed.log(trial);
        audience.tell("trialFinished", listener -> listener.trialFinished(trial));
        if (trial.state().isFinished()) {
            synchronized (keeping) {
                keepBest(trial.number());
            }
        }
        if (fails()) {
            stop(SearchOutcome.End.FAILURES);
        }
    }

    /** Without a limit of its own, a search ends early only if it seems that nothing at all can come of it. */
    private boolean fails() {
        return budget.failures().isPresent()
                ? study.failures() > budget.failures().getAsInt()
                : bug().isPresent();
    }

    private Optional<String> bug() {
        return budget.failures().isPresent() ? Optional.empty() : failed.bug();
    }

    private void keepBest(int finished) {
        Set<Integer> promising = study.promising(options.keepBest());
        List<Integer> dropped = new ArrayList<>(kept);
        dropped.add(finished);
        dropped.removeAll(promising);
        dropped.forEach(this::removeCheckpoints);
        kept = promising;
    }

    /** What cannot be removed costs space, and no search: its results are stored. */
    private void removeCheckpoints(int number) {
        try {
            directories.removeCheckpoints(number);
        } catch (UncheckedIOException e) {
            LOG.warn("the checkpoints of trial {} stay: {}", number, e.getMessage());
        }
    }

    /** Removes what a run that was killed had no time to remove. */
    private void sweep() {
        List<Integer> dropped = new ArrayList<>(directories.numbers());
        if (!dropped.isEmpty()) {
            // Before the best ones are looked up: a trial that another process ends in between is among these or those.
            study.trials().stream()
                    .filter(trial -> !trial.state().isFinished())
                    .forEach(trial -> dropped.remove(Integer.valueOf(trial.number())));
        }
        kept = study.promising(options.keepBest());
        dropped.removeAll(kept);
        dropped.forEach(this::removeCheckpoints);
    }

    private void hear(List<Integer> recovered) {
        lastRecovery = System.nanoTime();
        List<Integer> goOn = new ArrayList<>(recovered);
        for (int number : recovered) {
            // One that has cost too many processes is not tried again.
            study.store()
                    .trial(study.record().id(), number)
                    .filter(trial -> trial.state().isFinished())
                    .ifPresent(trial -> {
                        goOn.remove(Integer.valueOf(number));
                        finished(trial);
                    });
        }
        if (!goOn.isEmpty()) {
            audience.tell("recovered", listener -> listener.recovered(List.copyOf(goOn)));
        }
    }

    private void watchFrom(long start) {
        try {
            while (true) {
                watch(start);
                Thread.sleep(WATCH_EVERY.toMillis());
            }
        } catch (InterruptedException e) {
            // The search has ended.
        }
    }

    /** Looks after deadlines, and tells other processes that this one lives. */
    private void watch(long start) {
        try {
            long present = System.nanoTime();
            study.signLife();
            if (budget.time().isPresent()
                    && Duration.ofNanos(present - start).compareTo(budget.time().get()) > 0) {
                stop(SearchOutcome.End.TIME);
            }
            budget.trialTime()
                    .ifPresent(limit -> running.forEach((slot, trial) -> {
                        if (trial.timesOut(limit)) {
                            executor.abort(trial.task());
                        }
                    }));
            if (present - lastLook > LOOK_FOR_STOP_EVERY.toNanos()) {
                lastLook = present;
                if (study.store().stopRequests(study.record().id()) > stopRequests) {
                    requestStop();
                }
            }
            if (present - lastRecovery > RECOVER_EVERY.toNanos()) {
                hear(study.recover());
            }
        } catch (RuntimeException e) {
            LOG.warn("the search's watch failed and tries again: {}", e.getMessage());
        }
    }
}
