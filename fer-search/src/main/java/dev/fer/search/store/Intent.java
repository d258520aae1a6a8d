package dev.fer.search.store;

/** What a store is opened for. */
public enum Intent {
    /** To look: nothing is created, migrated, recovered or locked. */
    READ_ONLY,
    /** To run trials: a missing store is created and an older one migrated. */
    READ_WRITE
}
