package dev.fer.search.run;

import dev.fer.common.FerException;
import dev.fer.search.definition.DefinitionChange.Difference;
import java.util.List;
import java.util.stream.Collectors;

/** Thrown when a study is joined with a definition under which its trials would mean something else. */
public final class StudyChangedException extends FerException {
    private static final long serialVersionUID = 1L;

    private final String study;
    private final transient List<Difference> differences;

    /** Creates the error for the differences that the study cannot take on. */
    public StudyChangedException(String study, List<Difference> differences) {
        super(
                "study '" + study + "' exists and searches something else: "
                        + differences.stream().map(Difference::toString).collect(Collectors.joining("; ")),
                "give the search another name, or undo the change",
                null);
        this.study = study;
        this.differences = List.copyOf(differences);
    }

    /** Returns the study's name. */
    public String study() {
        return study;
    }

    /** Returns what differs. */
    public List<Difference> differences() {
        return differences;
    }
}
