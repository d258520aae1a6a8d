package dev.fer.data.augment;

import dev.fer.data.faces.UnknownNameException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is seen beyond the edges of an image; the modes, and their names, of Keras' {@code fill_mode}. */
public enum FillMode {
    /** The nearest edge pixel: aaaa|abcd|dddd. */
    NEAREST,
    /** One grey value: kkkk|abcd|kkkk. */
    CONSTANT,
    /** The image mirrored at its edge: dcba|abcd|dcba. */
    REFLECT,
    /** The image over again: abcd|abcd|abcd. */
    WRAP;

    /** Returns the name in a search file. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns all names. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(FillMode::label).toList();
    }

    /**
     * Returns the mode of a name.
     *
     * @throws UnknownNameException if there is none of that name
     */
    public static FillMode named(String name) {
        return Arrays.stream(values())
                .filter(mode -> mode.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new UnknownNameException("fill mode", name, labels()));
    }

    /** Returns the pixel of 0 to side - 1 that is seen at a place, or -1 where the constant is. */
    int source(int place, int side) {
        return switch (this) {
            case NEAREST -> Math.min(Math.max(place, 0), side - 1);
            case CONSTANT -> place >= 0 && place < side ? place : -1;
            case REFLECT -> {
                int folded = Math.floorMod(place, 2 * side);
                yield folded < side ? folded : 2 * side - 1 - folded;
            }
            case WRAP -> Math.floorMod(place, side);
        };
    }
}
