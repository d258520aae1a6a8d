package dev.fer.models.family;

import dev.fer.common.FerException;

/** Thrown before training when parameters, each allowed by itself, make no network together. */
public final class UnbuildableModelException extends FerException {
    private static final long serialVersionUID = 1L;

    private final String parameter;

    /**
     * Creates the error.
     *
     * @param parameter the parameter to change
     * @param problem what does not work
     * @param cure what to change it to
     */
    public UnbuildableModelException(String parameter, String problem, String cure) {
        super(problem, cure, null);
        this.parameter = parameter;
    }

    /** Returns the parameter to change. */
    public String parameter() {
        return parameter;
    }
}
