package dev.fer.models.model;

import dev.fer.common.FerException;
import java.util.List;

/** Thrown when one configuration is to be trained and a search file leaves parameters open. */
public final class FreeParametersException extends FerException {
    private static final long serialVersionUID = 1L;

    private final List<String> parameters;

    /** Creates the error from the search's name and the parameters without a value. */
    public FreeParametersException(String search, List<String> parameters) {
        super(
                "the search '" + search + "' leaves open: " + String.join(", ", parameters),
                "give each a value with --set " + parameters.get(0)
                        + "=VALUE, or train a trial of the study with --trial",
                null);
        this.parameters = List.copyOf(parameters);
    }

    /** Returns the parameters that need a value. */
    public List<String> parameters() {
        return parameters;
    }
}
