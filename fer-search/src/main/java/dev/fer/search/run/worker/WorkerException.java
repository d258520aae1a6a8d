package dev.fer.search.run.worker;

import dev.fer.common.FerException;
import org.jspecify.annotations.Nullable;

/** Thrown when no worker can be had at all, so that going on would only fail every trial. */
public final class WorkerException extends FerException {
    private static final long serialVersionUID = 1L;

    private final String log;

    WorkerException(String message, String log, @Nullable Throwable cause) {
        super(message, "run the worker's command by hand to see what it lacks", cause);
        this.log = log;
    }

    /** Returns the last lines that the worker printed. */
    public String log() {
        return log;
    }
}
