package dev.fer.search.store;

import dev.fer.common.FerException;

/** Thrown when a study is created under a name that the store already holds. */
public final class StudyExistsException extends FerException {
    private static final long serialVersionUID = 1L;

    private final String study;

    /** Creates the error for a study's name. */
    public StudyExistsException(String study) {
        super("a study named '" + study + "' already exists in this store", "resume it, or choose another name", null);
        this.study = study;
    }

    /** Returns the name that is taken. */
    public String study() {
        return study;
    }
}
