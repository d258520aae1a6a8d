package dev.fer.search.pruner;

import dev.fer.common.Seeds;

/**
 * Which trials are run to their end whatever they promise, so that it is seen what becomes of those that did not: about
 * every sixth. Which ones follows from their numbers by a hash: with repeats, new configurations have numbers with a step of
 * their own, which a plain rule might always meet, or never.
 */
public final class Controls {
    private static final int EVERY = 6;

    private Controls() {}

    /** Tells whether a trial, by its number, is one of them. */
    public static boolean contain(int number) {
        return Math.floorMod(Seeds.derive(0, "control", number), EVERY) == 1;
    }
}
