package dev.fer.search;

import java.util.Map;

/**
 * The function that a search optimises: evaluates one trial's configuration and returns its metrics.
 *
 * <p>It may report steps on the way and so be pruned and resumed. Thrown exceptions fail the trial and not the
 * search: a {@link TrialFailedException} names its reason, anything else counts as {@link FailureReason#ERROR}
 * (an {@link OutOfMemoryError} as OUT_OF_MEMORY). A {@link TrialPrunedException} prunes the trial. With several workers in one process it is called from several
 * threads at once.
 */
@FunctionalInterface
public interface Objective {
    /**
     * Evaluates one trial.
     *
     * @return final metrics by name, never null; the goal's metrics must be among them and finite
     * @throws Exception to fail the trial, or prune it
     */
    Map<String, Double> evaluate(TrialContext trial) throws Exception;
}
