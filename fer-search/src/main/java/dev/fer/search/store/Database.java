package dev.fer.search.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteException;

/**
 * One connection to an SQLite file with its prepared statements, and transactions that wait for other processes.
 * Thread-safe: transactions of several threads follow each other.
 */
final class Database implements AutoCloseable {
    private static final int BUSY_MILLIS = 5_000;
    private static final int BUSY_ATTEMPTS = 12;
    private static final int SQLITE_BUSY = 5;
    private static final int SQLITE_LOCKED = 6;

    private final Path file;
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private final @Nullable Object identity;
    private @Nullable StoreException lost;

    /** What is done in a transaction. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws SQLException;
    }

    /** Reads a value from the current row. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private Database(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
        this.identity = SqliteFiles.identity(file).orElse(null);
    }

    /**
     * Opens a file that exists. A reader's connection may write, though its statements may not: only so can it remove the
     * files beside the store by which readers and writers meet. Where nobody can make those, the file is read alone.
     */
    static Database open(Path file, Intent intent) {
        boolean alone = intent == Intent.READ_ONLY && SqliteFiles.isOnReadOnlyMedium(file);
        String url = "jdbc:sqlite:" + (alone ? file.toAbsolutePath().toUri() + "?immutable=1" : file);
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(alone);
        config.setBusyTimeout(BUSY_MILLIS);
        config.enforceForeignKeys(true);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        try {
            Database database = new Database(file, config.createConnection(url));
            if (intent == Intent.READ_ONLY) {
                database.statement("pragma query_only = 1").execute();
            }
            return database;
        } catch (SQLException e) {
            throw SqliteErrors.translate(file, e);
        }
    }

    Path file() {
        return file;
    }

    /**
     * Runs work in a transaction that holds the write lock from its start, and commits it. Waits for other
     * writers for up to a minute.
     */
    synchronized <T> T write(Work<T> work) {
        requireFile();
        return transaction("begin immediate", work);
    }

    /** Who deletes or moves a file that is open would otherwise find out when the program ends. */
    private void requireFile() {
        if (lost == null && !Objects.equals(SqliteFiles.identity(file).orElse(null), identity)) {
            lost = new StoreException(
                    "the store " + file + " was moved or deleted while it was in use" + rescue(),
                    "put the file back, then go on with 'fer search resume'",
                    null);
        }
        if (lost != null) {
            throw lost;
        }
    }

    /** What was written to a deleted file can be read as long as it is open. */
    private String rescue() {
        Path copy = Path.of(System.getProperty("java.io.tmpdir", "."), "rescued-" + UUID.randomUUID() + ".db");
        try {
            // SQLite copies only when no statement was stopped half way.
            forgetStatements();
            update("vacuum into ?", copy.toString());
            return "; all that it held is in " + copy;
        } catch (SQLException e) {
            return "";
        }
    }

    /** Runs work on one consistent snapshot. */
    synchronized <T> T read(Work<T> work) {
        return transaction("begin", work);
    }

    private <T> T transaction(String begin, Work<T> work) {
        boolean committed = false;
        try {
            begin(begin);
            T result = work.run();
            statement("commit").execute();
            committed = true;
            return result;
        } catch (SQLException e) {
            throw SqliteErrors.translate(file, e);
        } finally {
            if (!committed) {
                rollback();
            }
        }
    }

    private void begin(String begin) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                statement(begin).execute();
                return;
            } catch (SQLiteException e) {
                int code = e.getResultCode().code & 0xFF;
                boolean busy = code == SQLITE_BUSY || code == SQLITE_LOCKED;
                if (!busy || attempt == BUSY_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** The driver closes statements that fail, so that all are prepared anew. */
    private void rollback() {
        try {
            forgetStatements();
            statement("rollback").execute();
        } catch (SQLException e) {
            // The failure that led here is the one to tell; SQLite has rolled back by itself where the disk failed.
        }
    }

    /** Runs a statement and returns the number of changed rows. */
    int update(String sql, @Nullable Object... arguments) throws SQLException {
        return bind(sql, arguments).executeUpdate();
    }

    /** Returns what a reader makes of each row. */
    <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... arguments) throws SQLException {
        List<T> found = new ArrayList<>();
        try (ResultSet rows = rows(sql, arguments)) {
            while (rows.next()) {
                found.add(reader.read(rows));
            }
        }
        return found;
    }

    /** Returns the rows themselves, to be closed; one at a time of the same statement. */
    ResultSet rows(String sql, @Nullable Object... arguments) throws SQLException {
        return bind(sql, arguments).executeQuery();
    }

    /** Returns what a reader makes of the first row, if there is one. */
    <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... arguments) throws SQLException {
        List<T> found = query(sql, reader, arguments);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
    }

    /** Returns the whole number in the first row's first column. */
    long number(String sql, @Nullable Object... arguments) throws SQLException {
        return first(sql, row -> row.getLong(1), arguments).orElseThrow();
    }

    private PreparedStatement bind(String sql, @Nullable Object... arguments) throws SQLException {
        PreparedStatement statement = statement(sql);
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
        return statement;
    }

    private PreparedStatement statement(String sql) throws SQLException {
        PreparedStatement known = prepared.get(sql);
        if (known == null) {
            known = connection.prepareStatement(sql);
            prepared.put(sql, known);
        }
        return known;
    }

    private void forgetStatements() throws SQLException {
        for (PreparedStatement statement : prepared.values()) {
            statement.close();
        }
        prepared.clear();
    }

    @Override
    public synchronized void close() {
        try {
            forgetStatements();
            connection.close();
        } catch (SQLException e) {
            throw SqliteErrors.translate(file, e);
        }
    }
}
