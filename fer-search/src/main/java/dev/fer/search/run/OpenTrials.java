package dev.fer.search.run;

import dev.fer.search.Report;
import dev.fer.search.Trial;
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

    private record Clock(long startNanos, double secondsBefore) {
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
        clocks.put(trial.number(), new Clock(System.nanoTime(), Double.isNaN(last) ? 0 : last));
    }

    /**
     * Stores what a trial reported.
     *
     * @throws TrialStateException if the trial is not open
     */
    Report report(int number, int step, Map<String, Double> metrics) {
        Report report = new Report(step, metrics, require(number).seconds());
        store.report(study, number, report);
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
        require(number);
        store.finish(study, number, outcome, attributes);
        clocks.remove(number);
    }

    /** Gives a trial back, to be gone on with by whoever comes next; throws as {@link #report} does. */
    void interrupt(int number, Map<String, String> attributes) {
        require(number);
        store.interrupt(study, number, attributes);
        clocks.remove(number);
    }

    /** Lays a trial aside; throws as {@link #report} does. */
    void pause(int number, Map<String, String> attributes) {
        require(number);
        store.pause(study, number, attributes);
        clocks.remove(number);
    }

    List<Integer> numbers() {
        return List.copyOf(clocks.keySet());
    }
}
