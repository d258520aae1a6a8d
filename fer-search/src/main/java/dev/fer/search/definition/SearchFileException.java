package dev.fer.search.definition;

import dev.fer.common.FerException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown for a search file, or a definition made in code, that cannot be used; carries everything that is wrong with it.
 */
public final class SearchFileException extends FerException {
    private static final long serialVersionUID = 1L;

    private final String source;
    private final transient List<Fault> faults;

    /**
     * Creates the exception.
     *
     * @param source the file's name, or {@code search 'NAME'}
     * @param faults at least one, in the order in which they stand in the file
     */
    public SearchFileException(String source, List<Fault> faults) {
        super(message(source, faults), null, null);
        this.source = source;
        this.faults = List.copyOf(faults);
    }

    /** Returns the name of the file, or {@code search 'NAME'}. */
    public String source() {
        return source;
    }

    /** Returns all faults, in the order in which they stand in the file. */
    public List<Fault> faults() {
        return faults;
    }

    private static String message(String source, List<Fault> faults) {
        String lines = faults.stream()
                .map(fault -> "\n  " + place(source, fault) + fault)
                .collect(Collectors.joining());
        return source + " has " + (faults.size() == 1 ? "a fault" : faults.size() + " faults") + lines;
    }

    private static String place(String source, Fault fault) {
        return fault.line() == 0 ? "" : source + ":" + fault.line() + ":" + fault.column() + " ";
    }
}
