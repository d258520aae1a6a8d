package dev.fer.search.run;

import dev.fer.search.store.Owner;
import dev.fer.search.store.TrialStore;
import java.time.Duration;

/** Tells the store now and then that this process lives, however often it is asked to. One thread at a time. */
final class Heartbeat {
    private static final Duration EVERY = TrialStore.LEASE.dividedBy(4);

    private final TrialStore store;
    private final Owner owner;
    private long last = System.nanoTime();

    Heartbeat(TrialStore store, Owner owner) {
        this.store = store;
        this.owner = owner;
    }

    void beat() {
        long now = System.nanoTime();
        if (now - last > EVERY.toNanos()) {
            last = now;
            store.renew(owner);
        }
    }
}
