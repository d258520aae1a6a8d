package dev.fer.search.run;

import dev.fer.search.Trial;
import java.util.Map;

/** How an evaluation ended, as far as the executor can see. */
public sealed interface TrialEnd {
    /** The objective returned; with what it returned, which means nothing if it was told to stop. */
    record Returned(Map<String, Double> metrics) implements TrialEnd {
        /** Copies the metrics. */
        public Returned {
            metrics = Map.copyOf(metrics);
        }
    }

    /** The objective gave the trial up. */
    record Pruned(String reason) implements TrialEnd {}

    /** The objective, or what ran it, failed. */
    record Failed(Trial.Failure failure) implements TrialEnd {}
}
