package dev.fer.search.sampler.internal;

import dev.fer.search.History;
import org.jspecify.annotations.Nullable;

/**
 * Tells of histories that are made anew for each suggestion as of one that grows. Samplers know a history by its identity
 * and begin again with every other one; so the one that was told last goes on for as long as nothing that it said of a
 * finished trial has changed. One thread at a time.
 */
public final class LastTold {
    private @Nullable History last;

    /** Returns a history with all that is in another one, and nothing else: the last one, wherever that can be. */
    public History of(History now) {
        History told = last;
        if (told == null || !told.follow(now)) {
            told = now.copy();
            last = told;
        }
        return told;
    }
}
