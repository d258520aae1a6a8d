package dev.fer.search.run;

import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.pruner.Scheduler;
import dev.fer.search.store.Outcome;
import dev.fer.search.store.TrialStateException;
import dev.fer.search.store.TrialStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The trials that this process was given and has not given back, with the clocks by which their reports are timed. One
 * thread at a time.
 */
final class OpenTrials {
    private final TrialStore store;
    private final long study;
    private final Map<Integer, Clock> clocks = new HashMap<>();

    private record Clock(long startNanos, double secondsBefore, int promotedAfter) {
        double seconds() {
            return secondsBefore + (System.nanoTime() - startNanos) / 1e9;
        }
    }

    OpenTrials(TrialStore store, long study) {
        this.store = store;
        this.study = study;
    }

    /** Starts a trial's clock, where an earlier attempt left off. */
    void add(Trial trial) {
        List<Report> reports = trial.lastStep() > 0 ? store.reports(study, trial.number()) : List.of();
        double last = reports.isEmpty() ? 0 : reports.get(reports.size() - 1).seconds();
        String promoted = trial.attributes().getOrDefault(Scheduler.PROMOTED_AFTER, "0");
        clocks.put(
                trial.number(),
                new Clock(System.nanoTime(), Double.isNaN(last) ? 0 : last, Integer.parseInt(promoted)));
    }

    /** Tells whether a trial was promoted at this step or after it: up to there it was judged, and is to go on. */
    boolean isJudged(int number, int step) {
        return step <= require(number).promotedAfter();
    }

    /**
     * Stores what a trial reported, and what it was newly given as attributes.
     *
     * @throws TrialStateException if the trial is not open
     * @throws IllegalArgumentException if the step is below 1 or a metric has no number
     */
    Report report(int number, int step, Map<String, Double> metrics, Map<String, String> attributes) {
        ObjectiveContract.requireReport(step, metrics);
        Report report = new Report(step, metrics, require(number).seconds());
        store.report(study, number, report, attributes);
        return report;
    }

    private Clock require(int number) {
        Clock clock = clocks.get(number);
        if (clock == null) {
            throw new TrialStateException(number, store.trial(study, number).map(Trial::state));
        }
        return clock;
    }

    /** Ends a trial for good; throws as {@link #report} does. */
    void finish(int number, Outcome outcome, Map<String, String> attributes) {
        end(number, () -> store.finish(study, number, outcome, attributes));
    }

    /** Gives a trial back, to be gone on with by whoever comes next; throws as {@link #report} does. */
    void interrupt(int number, Map<String, String> attributes) {
        end(number, () -> store.interrupt(study, number, attributes));
    }

    /** Lays a trial aside, which keeps the reason among its attributes; throws as {@link #report} does. */
    void pause(int number, String reason, Map<String, String> attributes) {
        Map<String, String> all = new HashMap<>(attributes);
        all.put(Study.PAUSED_BECAUSE, reason);
        end(number, () -> store.pause(study, number, all));
    }

    /** A trial that another process took over is not open here any more, whatever was to become of it. */
    private void end(int number, Runnable change) {
        require(number);
        try {
            change.run();
        } catch (TrialStateException e) {
            clocks.remove(number);
            throw e;
        }
        clocks.remove(number);
    }

    /** Forgets a trial, if it is open: it was given back in another way. */
    void forget(int number) {
        clocks.remove(number);
    }

    /** Gives all trials back, but those that another process took over. */
    void interruptAll() {
        for (int number : List.copyOf(clocks.keySet())) {
            try {
                interrupt(number, Map.of());
            } catch (TrialStateException e) {
                // It is not ours any more.
            }
        }
    }
}
