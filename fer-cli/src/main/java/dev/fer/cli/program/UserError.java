package dev.fer.cli.program;

import dev.fer.common.FerException;

/** A mistake on the command line that only running the command could show. */
public final class UserError extends FerException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /** Creates an error that ends the program with {@link ExitCodes#USAGE}. */
    public UserError(String message, String hint) {
        this(message, hint, ExitCodes.USAGE);
    }

    /** Creates an error with an exit code of its own. */
    public UserError(String message, String hint, int exitCode) {
        super(message, hint, null);
        this.exitCode = exitCode;
    }

    /** Returns the exit code. */
    public int exitCode() {
        return exitCode;
    }
}
