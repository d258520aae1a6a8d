package dev.fer.search.arbiter;

import dev.fer.common.FerException;

/** Thrown for a part of a space that has no counterpart on the other side of the bridge. */
public final class ArbiterSpaceException extends FerException {
    private static final long serialVersionUID = 1L;

    private final String parameter;

    /**
     * Creates an error.
     *
     * @param parameter the name of what has no counterpart
     * @param problem why it has none
     */
    ArbiterSpaceException(String parameter, String problem) {
        super("'" + parameter + "': " + problem, null, null);
        this.parameter = parameter;
    }

    /** Returns the name of what has no counterpart. */
    public String parameter() {
        return parameter;
    }
}
