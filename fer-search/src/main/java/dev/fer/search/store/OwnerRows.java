package dev.fer.search.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who works on trials, and when each was last seen alive; for use inside the store's transactions, by one thread. */
final class OwnerRows {
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(5);

    private final Database database;
    private final Map<Owner, Seen> seen = new HashMap<>();

    private final String here = Owner.current().host();

    private record Seen(long id, long nanos) {}

    /**
     * A running trial whose owner is dead.
     *
     * @param id its row
     * @param deaths how many owners had died on it before
     */
    record Deserted(long id, int number, int deaths) {}

    private record Running(Deserted trial, Owner owner, boolean expired) {}

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

    /** Returns a study's running trials whose owners are dead. */
    List<Deserted> deserted(long study) throws SQLException {
        List<Running> running = database.query(
                "select t.id, t.number, t.deaths, o.host, o.pid, o.process_start, o.slot, o.seen + ? < "
                        + TrialWrites.NOW + " from trial t join owner o on o.id = t.owner where t.study = ?"
                        + " and t.state = 'running' and t.finished is null order by t.number",
                OwnerRows::running,
                TrialStore.LEASE.toMillis(),
                study);
        return running.stream()
                .filter(trial -> !trial.owner.isAlive(here).orElse(!trial.expired))
                .map(Running::trial)
                .toList();
    }

    private static Running running(ResultSet row) throws SQLException {
        Owner owner = new Owner(row.getString(4), row.getLong(5), Instant.ofEpochMilli(row.getLong(6)), row.getInt(7));
        return new Running(new Deserted(row.getLong(1), row.getInt(2), row.getInt(3)), owner, row.getInt(8) == 1);
    }

    /** Forgets rows that a transaction may have made and taken back. */
    void forget() {
        seen.clear();
    }
}
