package dev.fer.search.sampler.internal;

import dev.fer.search.History;
import dev.fer.search.sampler.Sampler;

/** Words what suggestions say of themselves; see {@link Sampler#NOTE}. */
public final class Notes {
    private Notes() {}

    /** Returns who suggested, knowing how many trials: {@code tpe: 12 trials}. */
    public static String of(String sampler, History history) {
        return sampler + ": " + counted(history.finished().size(), "trial");
    }

    /** Returns a number with its noun. */
    public static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
