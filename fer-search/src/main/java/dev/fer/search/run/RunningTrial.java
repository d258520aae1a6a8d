package dev.fer.search.run;

import dev.fer.search.FailureReason;
import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.TrialContext.Signal;
import dev.fer.search.definition.Durations;
import dev.fer.search.pruner.Pruner;
import dev.fer.search.store.Outcome;
import dev.fer.search.store.StoreException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * One trial while a worker runs it: passes its reports to the study, and remembers what it was told, which outweighs
 * what it says at its end. Thread-safe.
 */
final class RunningTrial implements TrialExecutor.Progress {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Study study;
    private final TrialTask task;
    private final Trial trial;
    private final BooleanSupplier stopping;
    private final Consumer<Report> heard;
    private final long startNanos = System.nanoTime();
    /** What the store knows, so that nothing is written twice. */
    private final Map<String, String> stored;

    private final Map<String, String> unstored = new HashMap<>();
    private Decision decision = new Decision.None();
    private boolean answered;
    private boolean reported;

    private sealed interface Decision {
        record None() implements Decision {}

        record Prune(String reason) implements Decision {}

        record Pause(String reason) implements Decision {}

        record Interrupt() implements Decision {}

        record TimeOut(Duration limit) implements Decision {}
    }

    RunningTrial(Study study, TrialTask task, BooleanSupplier stopping, Consumer<Report> heard) {
        this.study = study;
        this.task = task;
        this.trial = task.trial();
        this.stored = new HashMap<>(trial.attributes());
        this.stopping = stopping;
        this.heard = heard;
    }

    @Override
    public Signal report(int step, Map<String, Double> metrics) {
        Map<String, String> attributes;
        synchronized (this) {
            if (!(decision instanceof Decision.None)) {
                return signal();
            }
            attributes = Map.copyOf(unstored);
        }
        JudgedReport judged;
        try {
            judged = study.report(trial.number(), step, metrics, attributes);
        } catch (StoreException e) {
            interrupt();
            throw e;
        }
        heard.accept(judged.report());
        synchronized (this) {
            reported = true;
            stored.putAll(attributes);
            unstored.entrySet().removeAll(attributes.entrySet());
            Pruner.Judgement judgement = judged.judgement();
            if (decision instanceof Decision.None && judgement.stops()) {
                decision = judgement.prune()
                        ? new Decision.Prune(judgement.reason())
                        : new Decision.Pause(judgement.reason());
            } else if (decision instanceof Decision.None && stopping.getAsBoolean() && !isLast(step)) {
                decision = new Decision.Interrupt();
            }
            return signal();
        }
    }

    /** All the work of a trial that has reported its last step is done: what it returns is its result, stop or not. */
    private boolean isLast(int step) {
        return study.isLastStep(step);
    }

    private Signal signal() {
        if (decision instanceof Decision.None) {
            return Signal.CONTINUE;
        }
        boolean goesOnLater = decision instanceof Decision.Interrupt || decision instanceof Decision.Pause;
        return goesOnLater ? Signal.INTERRUPT : Signal.PRUNE;
    }

    @Override
    public synchronized void attribute(String key, String value) {
        ObjectiveContract.requireAttribute(key, value);
        if (value.equals(stored.get(key))) {
            unstored.remove(key);
        } else {
            unstored.put(key, value);
        }
    }

    @Override
    public synchronized void answered() {
        answered = true;
    }

    /**
     * Decides that the trial has had its time, if it has; whoever gets true ends its worker. What was told to stop may
     * take a little longer to do so, and comes to the end that was decided.
     */
    synchronized boolean timesOut(Duration limit) {
        if (answered) {
            return false;
        }
        Duration used = trial.computeTime().plusNanos(System.nanoTime() - startNanos);
        boolean told = !(decision instanceof Decision.None);
        if (used.compareTo(told ? limit.plus(PATIENCE) : limit) < 0) {
            return false;
        }
        decision = told ? decision : new Decision.TimeOut(limit);
        return true;
    }

    /** Decides that the trial is to be gone on with later, whatever it says, unless it has come to its end. */
    synchronized void interrupt() {
        if (decision instanceof Decision.None && !answered) {
            decision = new Decision.Interrupt();
        }
    }

    /** Decides the same, unless the trial has reported anything. */
    synchronized void interruptUnlessHeard() {
        if (!reported) {
            interrupt();
        }
    }

    TrialTask task() {
        return task;
    }

    /** Stores how the trial ended. */
    synchronized void settle(TrialEnd end) {
        int number = trial.number();
        if (decision instanceof Decision.Prune prune) {
            study.end(number, new Outcome.Pruned(prune.reason()), unstored);
        } else if (decision instanceof Decision.Pause pause) {
            study.pause(number, pause.reason(), unstored);
        } else if (decision instanceof Decision.Interrupt) {
            study.interrupt(number, unstored);
        } else if (decision instanceof Decision.TimeOut timeOut) {
            String message = "it ran longer than the allowed " + Durations.text(timeOut.limit());
            Trial.Failure failure = new Trial.Failure(FailureReason.TIMEOUT, message, "");
            study.end(number, new Outcome.Failed(failure), unstored);
        } else if (end instanceof TrialEnd.Returned returned) {
            study.end(number, Outcomes.of(returned.metrics(), study.definition().goals()), unstored);
        } else if (end instanceof TrialEnd.Pruned pruned) {
            study.end(number, new Outcome.Pruned(pruned.reason()), unstored);
        } else if (end instanceof TrialEnd.Failed failed) {
            study.end(number, new Outcome.Failed(failed.failure()), unstored);
        }
    }
}
