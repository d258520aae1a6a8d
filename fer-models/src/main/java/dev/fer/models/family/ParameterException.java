package dev.fer.models.family;

import dev.fer.common.FerException;
import java.util.List;

/** Thrown when values do not fit what a model or the trainer declares. */
public final class ParameterException extends FerException {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    /** Creates the error from all faults found, each a sentence of its own. */
    public ParameterException(List<String> problems) {
        super(
                String.join("\n", problems),
                "'fer model show NAME' lists a model's parameters, docs/training.md the settings of training",
                null);
        this.problems = List.copyOf(problems);
    }

    /** Returns every fault. */
    public List<String> problems() {
        return problems;
    }
}
