package dev.fer.search.run;

import dev.fer.common.FerException;
import java.util.List;

/** Thrown when a study is joined with a definition under which its trials would mean something else. */
public final class StudyChangedException extends FerException {
    private static final long serialVersionUID = 1L;

    private final String study;
    private final transient List<String> parts;

    /** Creates the error for the parts of the search file that differ, for instance {@code space}. */
    public StudyChangedException(String study, List<String> parts) {
        super(
                "study '" + study + "' exists with another " + String.join(", ", parts),
                "give the search another name, or undo the change",
                null);
        this.study = study;
        this.parts = List.copyOf(parts);
    }

    /** Returns the study's name. */
    public String study() {
        return study;
    }

    /** Returns what differs. */
    public List<String> parts() {
        return parts;
    }
}
