package dev.fer.search.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Who works on trials, and when each was last seen alive; for use inside the store's transactions, by one thread. */
final class OwnerRows {
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(5);

    private final Database database;
    private final Map<Owner, Seen> seen = new HashMap<>();

    private record Seen(long id, long nanos) {}

    OwnerRows(Database database) {
        this.database = database;
    }

    /** Returns the row of an owner, which this says to be alive: at every call, but not written more than needed. */
    long id(Owner owner) throws SQLException {
        Seen known = seen.get(owner);
        if (known != null && System.nanoTime() - known.nanos < SIGN_OF_LIFE.toNanos()) {
            return known.id;
        }
        long id = database.number(
                "insert into owner (host, pid, process_start, slot, seen) values (?, ?, ?, ?, " + TrialWrites.NOW
                        + ") on conflict do update set seen = excluded.seen returning id",
                owner.host(),
                owner.pid(),
                owner.processStart().toEpochMilli(),
                owner.slot());
        seen.put(owner, new Seen(id, System.nanoTime()));
        return id;
    }

    /** Says that an owner is alive, in all of its slots, and returns how many rows that changed. */
    int renew(Owner owner) throws SQLException {
        return database.update(
                "update owner set seen = " + TrialWrites.NOW + " where host = ? and pid = ? and process_start = ?",
                owner.host(),
                owner.pid(),
                owner.processStart().toEpochMilli());
    }

    /** Forgets rows that a transaction may have made and taken back. */
    void forget() {
        seen.clear();
    }
}
