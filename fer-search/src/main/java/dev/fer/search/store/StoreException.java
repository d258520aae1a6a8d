package dev.fer.search.store;

import dev.fer.common.FerException;
import org.jspecify.annotations.Nullable;

/** Thrown when a store cannot be opened, read or written, or is not what it should be. */
public class StoreException extends FerException {
    private static final long serialVersionUID = 1L;

    /** Creates an error; the message names the store's file. */
    public StoreException(String message, @Nullable String hint, @Nullable Throwable cause) {
        super(message, hint, cause);
    }
}
