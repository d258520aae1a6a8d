package dev.fer.search.store;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The store's dictionary of parameter, metric and attribute names, cached; used inside transactions. */
final class Names {
    private final Database database;
    private final Map<String, Long> ids = new HashMap<>();
    private final Map<Long, String> names = new HashMap<>();

    Names(Database database) {
        this.database = database;
    }

    /** Returns a name's number, which is given to it if it has none yet. */
    long id(String name) throws SQLException {
        Long known = ids.get(name);
        if (known != null) {
            return known;
        }
        Optional<Long> stored = database.first("select id from name where name = ?", row -> row.getLong(1), name);
        long id = stored.isPresent()
                ? stored.get()
                : database.number("insert into name (name) values (?) returning id", name);
        ids.put(name, id);
        names.put(id, name);
        return id;
    }

    /** Returns the name of a number that the store holds. */
    String name(long id) throws SQLException {
        if (!names.containsKey(id)) {
            database.query(
                    "select id, name from name",
                    row -> names.put(row.getLong(1), Objects.requireNonNull(row.getString(2))));
        }
        return Objects.requireNonNull(names.get(id), "a foreign key holds");
    }

    /** Forgets what a transaction that was rolled back may have added; transactions of other threads may be at work. */
    void forget() {
        synchronized (database) {
            ids.clear();
            names.clear();
        }
    }
}
