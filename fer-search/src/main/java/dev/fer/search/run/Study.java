package dev.fer.search.run;

/** Placeholder of the facade that optimises an objective over a definition in a store. */
public final class Study {
    private Study() {}
}
