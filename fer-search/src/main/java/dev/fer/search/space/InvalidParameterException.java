package dev.fer.search.space;

/**
 * Thrown when a parameter is described in a way that makes no sense, for instance with its bounds swapped.
 * It tells which part is wrong, so that a reader of search files can point at it.
 */
public final class InvalidParameterException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String parameter;
    private final String key;
    private final String demand;

    InvalidParameterException(String parameter, String key, String demand) {
        super("parameter '" + parameter + "': " + demand);
        this.parameter = parameter;
        this.key = key;
        this.demand = demand;
    }

    /** Returns the parameter's name. */
    public String parameter() {
        return parameter;
    }

    /** Returns the part that is wrong, by its name in a search file ({@code low}); empty for the whole. */
    public String key() {
        return key;
    }

    /** Returns what is demanded and what was found, without the parameter's name. */
    public String demand() {
        return demand;
    }
}
