package dev.fer.search;

/**
 * Where a trial is in its life: QUEUED, RUNNING, perhaps INTERRUPTED or PAUSED and RUNNING again, then one final state.
 */
public enum TrialState {
    /** Its parameters were given by a person and wait for a worker. */
    QUEUED,
    /** A worker owns it. */
    RUNNING,
    /** Its owner died or was stopped; whoever resumes the study goes on with it. */
    INTERRUPTED,
    /** A scheduler laid it aside after some steps; it goes on from its checkpoint if it is promoted. */
    PAUSED,
    /** It ended with a value. */
    COMPLETE,
    /** A pruner ended it before its end; its last reported value stands. */
    PRUNED,
    /** It ended without a value, for a {@link FailureReason}. */
    FAILED;

    /** Tells whether a trial in this state never changes again. */
    public boolean isFinished() {
        return this == COMPLETE || this == PRUNED || this == FAILED;
    }
}
