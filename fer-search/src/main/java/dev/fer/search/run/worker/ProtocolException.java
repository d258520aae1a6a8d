package dev.fer.search.run.worker;

import dev.fer.common.FerException;
import org.jspecify.annotations.Nullable;

/** Thrown when a line claims to be of the worker protocol and is not. */
public final class ProtocolException extends FerException {
    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 200;

    private final String line;

    ProtocolException(@Nullable String problem, String line, @Nullable Throwable cause) {
        super(
                "protocol error: " + problem + " in "
                        + (line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line),
                null,
                cause);
        this.line = line;
    }

    /** Returns the line that is wrong. */
    public String line() {
        return line;
    }
}
