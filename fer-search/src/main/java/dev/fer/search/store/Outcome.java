package dev.fer.search.store;

import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import java.util.Map;

/** How a trial ended. */
public sealed interface Outcome {
    /** The attribute under which a pruned trial keeps the reason. */
    String PRUNED_BECAUSE = "pruned";

    /** Returns the final state that this outcome means. */
    default TrialState state() {
        if (this instanceof Complete) {
            return TrialState.COMPLETE;
        }
        return this instanceof Pruned ? TrialState.PRUNED : TrialState.FAILED;
    }

    /** With its final metrics, all finite. */
    record Complete(Map<String, Double> metrics) implements Outcome {}

    /** Ended by a pruner; its last report stands. */
    record Pruned(String reason) implements Outcome {}

    /** Without a value. */
    record Failed(Trial.Failure failure) implements Outcome {}
}
