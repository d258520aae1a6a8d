package dev.fer.search.pruner;

import dev.fer.search.History;
import dev.fer.search.TrialState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The complete trials of a history, the best one first; keeps up with it incrementally. One thread at a time. */
final class Leaders {
    private static final Comparator<History.Finished> ORDER = Comparator.comparingDouble(
                    (History.Finished trial) -> trial.losses().get(0))
            .thenComparingInt(History.Finished::number);

    private final List<History.Finished> ranked = new ArrayList<>();
    private @Nullable History history;
    private int seen;

    /** Returns the complete trials by loss; a view that the next call may change. */
    List<History.Finished> of(History current) {
        if (history != current) {
            history = current;
            ranked.clear();
            seen = 0;
        }
        for (; seen < current.finished().size(); seen++) {
            History.Finished trial = current.finished().get(seen);
            if (trial.state() == TrialState.COMPLETE) {
                ranked.add(-Collections.binarySearch(ranked, trial, ORDER) - 1, trial);
            }
        }
        return Collections.unmodifiableList(ranked);
    }
}
