package dev.fer.common;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The root of every error that this project raises on purpose: a message for the person who meets it and,
 * where one is known, the one action that cures it.
 *
 * <p>Subclasses carry what they know as fields (a JSON pointer, a file and line, a trial number) and compose
 * the message from them. Anything else that is thrown is a bug.
 */
public abstract class FerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String hint;

    /**
     * Creates an error.
     *
     * @param message what is wrong, in lower case, without a full stop
     * @param hint the action that cures it, or null when none is known
     * @param cause what raised it, or null
     */
    protected FerException(String message, @Nullable String hint, @Nullable Throwable cause) {
        super(message, cause);
        this.hint = hint;
    }

    /** Returns the message; never null, unlike that of other throwables. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** Returns the one action that cures this error, if one is known. */
    public Optional<String> hint() {
        return Optional.ofNullable(hint);
    }
}
