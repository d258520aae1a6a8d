package dev.fer.data;

import dev.fer.common.FerException;
import dev.fer.data.faces.Split;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** A split was asked for that the data set does not have. */
public final class MissingSplitException extends FerException {
    private static final long serialVersionUID = 1L;

    private final Split missing;
    private final transient List<Split> present;

    MissingSplitException(String source, Split missing, Collection<Split> present) {
        super(
                source + " has no " + missing.label() + " split; it has "
                        + present.stream().map(Split::label).collect(Collectors.joining(", ")),
                "choose one of the splits that are there, or read a data set that has a " + missing.label() + " split",
                null);
        this.missing = missing;
        this.present = List.copyOf(present);
    }

    /** Returns the split that was asked for. */
    public Split missing() {
        return missing;
    }

    /** Returns the splits that are there. */
    public List<Split> present() {
        return present;
    }
}
