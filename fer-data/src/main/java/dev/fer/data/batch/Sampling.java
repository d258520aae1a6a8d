package dev.fer.data.batch;

import dev.fer.data.faces.UnknownNameException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Which images a training pass holds. */
public enum Sampling {
    /** Every image once. */
    ALL,
    /**
     * As many images as there are, the same number of each emotion (one more or less where that does not divide): of
     * a frequent emotion some are left out, of a rare one all come again and again.
     */
    BALANCED;

    /** Returns the name in a search file. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns all names. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(Sampling::label).toList();
    }

    /**
     * Returns the sampling of a name.
     *
     * @throws UnknownNameException if there is none of that name
     */
    public static Sampling named(String name) {
        return Arrays.stream(values())
                .filter(sampling -> sampling.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new UnknownNameException("sampling", name, labels()));
    }
}
