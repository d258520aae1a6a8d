package dev.fer.search;

import java.util.Locale;

/** Why a trial failed; a closed list, so that reports can group and people can act. */
public enum FailureReason {
    /** The objective threw or reported an error. */
    ERROR,
    /** The objective's value, or the training loss, was not a finite number. */
    NAN,
    /** Heap or native memory ran out. */
    OUT_OF_MEMORY,
    /** The worker died (a native crash, a kill), or the trial was interrupted too often. */
    CRASHED,
    /** The trial's time was up. */
    TIMEOUT,
    /** The parameters describe something that cannot be built. */
    INVALID;

    /** Returns the name that protocols and stores use, for instance {@code out_of_memory}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
