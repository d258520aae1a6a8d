package dev.fer.search;

import dev.fer.search.space.Configuration;
import java.nio.file.Path;
import java.util.Map;

/**
 * What an objective is given for one trial, and where it reports. Used by one thread at a time.
 */
public interface TrialContext {
    /** Returns the trial's number within its study. */
    int number();

    /** Returns the values to try. */
    Configuration configuration();

    /** Returns the seed that everything random in this trial must derive from. */
    long seed();

    /**
     * Returns the last step that an earlier attempt at this trial reported, 0 if there was none. An objective
     * that keeps checkpoints goes on after the newest one it finds. That one may be older: reporting a step again
     * replaces what was reported for it and all later steps. Or, after a kill between checkpoint and report, it is
     * one newer: then its metrics, kept with it, are reported first, so that no step is missing.
     */
    int resumeFrom();

    /** Returns a directory of this trial's own for checkpoints and logs; it exists and survives interruptions. */
    Path directory();

    /**
     * Reports the metrics of one step and asks whether to go on. When the answer is {@link Signal#PRUNE} or
     * {@link Signal#INTERRUPT} the objective returns soon; what it returns is then ignored, except attributes.
     *
     * @param step counted from 1, rising
     * @param metrics a number for each metric, finite or not; without that of the objective pruners see nothing
     * @throws IllegalArgumentException if the step is below 1 or a metric has no number
     */
    Signal report(int step, Map<String, Double> metrics);

    /**
     * Attaches a piece of text to the trial, for instance an evaluation as JSON; the last one of a key stays. It is stored with
     * the trial's next report, or at its end: what was attached since the last report is lost in a kill, and attached anew when
     * the work since then is done again. So where a checkpoint is written before a report, attach between the two, also when
     * a report is made up for from a checkpoint.
     *
     * @throws IllegalArgumentException if the key or the value is null, or the key is one under which the search keeps
     *     account of its trials, such as {@code pruned} or {@code retry_of}; the message lists them
     */
    void attribute(String key, String value);

    /** What a trial is told after a report. */
    enum Signal {
        /** Go on with the next step. */
        CONTINUE,
        /** A pruner ended the trial. */
        PRUNE,
        /** The search is stopping: checkpoint this step (if that was not yet done) and return; it is resumed later. */
        INTERRUPT;

        /** Tells whether the objective should return. */
        public boolean stops() {
            return this != CONTINUE;
        }
    }
}
