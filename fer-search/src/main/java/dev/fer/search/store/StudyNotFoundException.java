package dev.fer.search.store;

import dev.fer.common.FerException;
import dev.fer.common.Suggestions;
import java.util.List;

/** Thrown when a study is asked for that the store does not hold. */
public final class StudyNotFoundException extends FerException {
    private static final long serialVersionUID = 1L;

    private final String study;

    /** Creates the error for a name, beside the names that the store holds. */
    public StudyNotFoundException(String study, List<String> known) {
        super(
                "there is no study '" + study + "' in this store" + Suggestions.didYouMean(study, known),
                known.isEmpty() ? "the store holds no study yet" : "studies: " + String.join(", ", known),
                null);
        this.study = study;
    }

    /** Returns the name that was asked for. */
    public String study() {
        return study;
    }
}
