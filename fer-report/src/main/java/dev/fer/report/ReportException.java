package dev.fer.report;

import dev.fer.common.FerException;
import org.jspecify.annotations.Nullable;

/** Thrown when a report cannot be made or written. */
public final class ReportException extends FerException {
    private static final long serialVersionUID = 1L;

    /** Creates an error; see {@link FerException}. */
    public ReportException(String message, @Nullable String hint, @Nullable Throwable cause) {
        super(message, hint, cause);
    }
}
