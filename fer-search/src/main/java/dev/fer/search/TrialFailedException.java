package dev.fer.search;

import dev.fer.common.FerException;
import org.jspecify.annotations.Nullable;

/** Thrown by an objective to fail its trial for a named reason; the search goes on. */
public class TrialFailedException extends FerException {
    private static final long serialVersionUID = 1L;

    private final FailureReason reason;

    /** Creates a failure without a cause. */
    public TrialFailedException(FailureReason reason, String message) {
        this(reason, message, null);
    }

    /** Creates a failure that something else caused. */
    public TrialFailedException(FailureReason reason, String message, @Nullable Throwable cause) {
        super(message, null, cause);
        this.reason = reason;
    }

    /** Returns the reason that the trial is failed with. */
    public FailureReason reason() {
        return reason;
    }
}
