package dev.fer.search.store;

import dev.fer.common.FerException;
import dev.fer.search.TrialState;
import java.util.Optional;

/**
 * Thrown when a trial is not, or no longer, the caller's to change: it is finished, was never claimed, or was
 * taken over by another worker after its owner seemed dead. Nothing is changed then.
 */
public final class TrialStateException extends FerException {
    private static final long serialVersionUID = 1L;

    private final int number;

    /** Creates the error for a trial that was found in a state, or not found at all. */
    public TrialStateException(int number, Optional<TrialState> found) {
        super(message(number, found), null, null);
        this.number = number;
    }

    private static String message(int number, Optional<TrialState> found) {
        return found.map(state -> switch (state) {
                    case RUNNING -> "trial " + number + " is now run by another worker";
                    case QUEUED, INTERRUPTED, PAUSED ->
                        "trial " + number + " is " + label(state) + ", not running; ask for it";
                    case COMPLETE, PRUNED, FAILED -> "trial " + number + " is already " + label(state);
                })
                .orElse("there is no trial " + number);
    }

    private static String label(TrialState state) {
        return state.name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Returns the trial's number. */
    public int number() {
        return number;
    }
}
