package dev.fer.search.store;

import dev.fer.search.Trial;
import java.util.Map;

/** How a trial ended. */
public sealed interface Outcome {
    /** With its final metrics, all finite. */
    record Complete(Map<String, Double> metrics) implements Outcome {}

    /** Ended by a pruner; its last report stands. */
    record Pruned(String reason) implements Outcome {}

    /** Without a value. */
    record Failed(Trial.Failure failure) implements Outcome {}
}
