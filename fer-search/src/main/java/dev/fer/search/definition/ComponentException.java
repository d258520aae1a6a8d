package dev.fer.search.definition;

import dev.fer.common.FerException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Thrown for a sampler or pruner that does not exist, does not suit the search, or is not built yet. */
public final class ComponentException extends FerException {
    private static final long serialVersionUID = 1L;

    private final String type;
    private final List<String> allowed;

    /**
     * Creates an error.
     *
     * @param type of the component, as it was found
     * @param allowed the types or options that would do, possibly empty
     * @param hint the action that cures it, or null
     */
    public ComponentException(String type, List<String> allowed, String message, @Nullable String hint) {
        super(message, hint, null);
        this.type = type;
        this.allowed = List.copyOf(allowed);
    }

    /** Returns the component's type as it was found. */
    public String type() {
        return type;
    }

    /** Returns the types or options that would do. */
    public List<String> allowed() {
        return allowed;
    }
}
