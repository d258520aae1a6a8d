package dev.fer.report;

import dev.fer.common.FerException;
import dev.fer.common.Suggestions;
import java.util.List;

/** Thrown when a report of a study is asked for that the store does not hold. */
public final class UnknownStudyException extends FerException {
    private static final long serialVersionUID = 1L;

    private final String study;

    /** Creates the error for a name and the names that the store holds. */
    public UnknownStudyException(String study, List<String> known) {
        super(
                "the store has no study named '" + study + "'" + Suggestions.didYouMean(study, known),
                known.isEmpty() ? "run a search first" : "choose one of " + known,
                null);
        this.study = study;
    }

    /** Returns the name that was asked for. */
    public String study() {
        return study;
    }
}
