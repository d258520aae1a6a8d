package dev.fer.search.sampler;

import dev.fer.search.History;

/** Words what suggestions say of themselves; see {@link Sampler#NOTE}. */
final class Notes {
    private Notes() {}

    /** Returns who suggested, knowing how many trials: {@code tpe: 12 trials}. */
    static String of(String sampler, History history) {
        return sampler + ": " + counted(history.finished().size(), "trial");
    }

    /** Returns a number with its noun. */
    static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
