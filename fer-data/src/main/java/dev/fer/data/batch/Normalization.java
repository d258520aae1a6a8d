package dev.fer.data.batch;

import dev.fer.data.faces.Faces;
import dev.fer.data.faces.UnknownNameException;
import java.util.Arrays;
import java.util.Locale;

/** How pixels of 0 to 255 become a network's inputs. */
public enum Normalization {
    /** x/255 - 0.5: from -0.5 to 0.5. */
    UNIT_CENTERED,
    /** x/255: from 0 to 1. */
    UNIT,
    /** (x - mean)/sd with mean and standard deviation of each pixel over the training images. */
    STANDARDIZED;

    /** Returns the name in a search file: "unit-centered", "unit" or "standardized". */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Returns the normalization of a name.
     *
     * @throws UnknownNameException if there is none of that name
     */
    public static Normalization named(String name) {
        return Arrays.stream(values())
                .filter(normalization -> normalization.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new UnknownNameException(
                        "normalization",
                        name,
                        Arrays.stream(values()).map(Normalization::label).toList()));
    }

    /**
     * Returns the ready map from pixels to inputs.
     *
     * @param training the training images, which only {@link #STANDARDIZED} looks at: what the other splits hold
     *     must not leak into training
     */
    public Normalizer fit(Faces training) {
        return switch (this) {
            case UNIT_CENTERED -> Normalizer.constant(this, 1 / 255f, -0.5f);
            case UNIT -> Normalizer.constant(this, 1 / 255f, 0);
            case STANDARDIZED -> Normalizer.standardized(training);
        };
    }
}
