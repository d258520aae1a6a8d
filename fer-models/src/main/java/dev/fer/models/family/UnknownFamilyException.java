package dev.fer.models.family;

import dev.fer.common.FerException;
import dev.fer.common.Suggestions;
import java.util.List;

/** Thrown when a model is asked for by a name that no family has. */
public final class UnknownFamilyException extends FerException {
    private static final long serialVersionUID = 1L;

    private final String name;

    /** Creates the error from the name found and all names there are. */
    public UnknownFamilyException(String name, List<String> known) {
        super(
                "there is no model '" + name + "'" + Suggestions.didYouMean(name, known),
                "known are " + String.join(", ", known),
                null);
        this.name = name;
    }

    /** Returns the name that was asked for. */
    public String name() {
        return name;
    }
}
