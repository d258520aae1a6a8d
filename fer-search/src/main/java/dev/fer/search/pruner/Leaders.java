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
    /** A complete trial with its result for the goal whose curves are recorded. */
    record Leader(double loss, History.Finished trial) {}

    private static final Comparator<Leader> ORDER = Comparator.comparingDouble(Leader::loss)
            .thenComparingInt(leader -> leader.trial().number());

    private final List<Leader> ranked = new ArrayList<>();
    private @Nullable History history;
    private int seen;

    /** Returns the complete trials by loss; a view that the next call may change. */
    List<Leader> of(History current) {
        if (history != current) {
            history = current;
            ranked.clear();
            seen = 0;
        }
        int goal = current.goals().indexOf(current.curveGoal());
        for (; seen < current.finished().size(); seen++) {
            History.Finished trial = current.finished().get(seen);
            if (trial.state() == TrialState.COMPLETE) {
                Leader leader = new Leader(trial.losses().get(goal), trial);
                ranked.add(-Collections.binarySearch(ranked, leader, ORDER) - 1, leader);
            }
        }
        return Collections.unmodifiableList(ranked);
    }
}
