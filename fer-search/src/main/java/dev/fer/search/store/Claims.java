package dev.fer.search.store;

import dev.fer.search.Trial;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The trials that a store object gave out, since when, and at which of their attempts: one that was taken over since is no
 * longer its own. Their time is told by a clock of the process, since that of the store jumps, and goes on while a machine
 * sleeps. One thread at a time.
 */
final class Claims {
    private static final long NANOS_A_MILLISECOND = 1_000_000;

    private final Map<Key, Claim> claims = new HashMap<>();

    private record Key(long study, int number) {}

    private record Claim(int attempt, long startNanos) {}

    void add(long study, Trial trial) {
        claims.put(new Key(study, trial.number()), new Claim(trial.attempts(), System.nanoTime()));
    }

    void remove(long study, int number) {
        claims.remove(new Key(study, number));
    }

    /** Tells whether an attempt may be changed: it was given out here, or nothing is known of the trial. */
    boolean allows(long study, int number, int attempt) {
        Claim claim = claims.get(new Key(study, number));
        return claim == null || claim.attempt == attempt;
    }

    /** Returns for how many milliseconds a trial has been given out; empty if it was not given out here. */
    OptionalLong millis(long study, int number) {
        Claim claim = claims.get(new Key(study, number));
        return claim == null
                ? OptionalLong.empty()
                : OptionalLong.of((System.nanoTime() - claim.startNanos) / NANOS_A_MILLISECOND);
    }
}
