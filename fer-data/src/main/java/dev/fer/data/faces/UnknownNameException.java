package dev.fer.data.faces;

import dev.fer.common.FerException;
import dev.fer.common.Suggestions;
import java.util.List;

/** A name stands where one of a few known names is expected. */
public final class UnknownNameException extends FerException {
    private static final long serialVersionUID = 1L;

    private final String found;
    private final transient List<String> allowed;

    /**
     * Creates the error.
     *
     * @param what the thing that is named, for instance "normalization"
     * @param found the name that stands there
     * @param allowed the names that are known
     */
    public UnknownNameException(String what, String found, List<String> allowed) {
        super(
                "unknown " + what + " '" + found + "'" + Suggestions.didYouMean(found, allowed),
                "choose one of " + String.join(", ", allowed),
                null);
        this.found = found;
        this.allowed = List.copyOf(allowed);
    }

    /** Returns the name that stands there. */
    public String found() {
        return found;
    }

    /** Returns the names that are known. */
    public List<String> allowed() {
        return allowed;
    }
}
