package dev.fer.search.run;

import dev.fer.search.TrialContext.Signal;
import java.util.Map;

/**
 * Where objectives run: in this process, in worker processes, one day on other machines. Thread-safe: several slots
 * run at once.
 */
public interface TrialExecutor extends AutoCloseable {
    /** Where a running trial reports. */
    interface Progress {
        /**
         * Passes on a report; the answer is to be obeyed soon.
         *
         * @throws IllegalArgumentException if the step is below 1 or a metric has no number
         */
        Signal report(int step, Map<String, Double> metrics);

        /**
         * Attaches a piece of text to the trial.
         *
         * @throws IllegalArgumentException if the key or the value is null, or the key is the search's own
         */
        void attribute(String key, String value);

        /** Takes in that the objective has said how the trial ended, though its process may have something to save yet. */
        default void answered() {}
    }

    /**
     * Evaluates a trial and returns when it has ended, however it ended: nothing that the objective does makes this
     * method throw.
     */
    TrialEnd run(TrialTask task, Progress progress);

    /**
     * Ends a trial if it still runs, at once if the executor can; otherwise its thread is interrupted and its next
     * report tells it to stop.
     */
    void abort(TrialTask task);

    /** Ends all workers. */
    @Override
    void close();
}
