package dev.fer.search.pruner;

import dev.fer.search.History;
import dev.fer.search.TrialState;
import org.jspecify.annotations.Nullable;

/** The length of the longest complete trial of a history, by what finished since the last look. One thread at a time. */
final class LongestCurve {
    private @Nullable History history;
    private int seen;
    private int steps;

    /** Returns it in epochs; 0 if no trial is complete. */
    int of(History current) {
        if (history != current) {
            history = current;
            seen = 0;
            steps = 0;
        }
        for (; seen < current.finished().size(); seen++) {
            History.Finished trial = current.finished().get(seen);
            if (trial.state() == TrialState.COMPLETE) {
                steps = Math.max(steps, trial.curve().lastStep());
            }
        }
        return steps;
    }
}
