package dev.fer.data.read;

import dev.fer.data.read.DataProblem.Kind;

/** One row or image cannot be used; carries what is known where it is found, and no stack trace. */
final class BadDataException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String found;
    private final String expected;

    BadDataException(Kind kind, String found, String expected) {
        super(found, null, false, false);
        this.kind = kind;
        this.found = found;
        this.expected = expected;
    }

    DataProblem problem(String where, int images) {
        return new DataProblem(kind, where, found, expected, images);
    }
}
