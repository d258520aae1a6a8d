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
    /** So many make the minute that {@link SqliteErrors} speaks of. */
    private static final int BUSY_ATTEMPTS = 12;

    private static final int SQLITE_BUSY = 5;
    private static final int SQLITE_LOCKED = 6;

    /** A transaction that reads takes its snapshot at its first statement, which then is what may have to wait. */
    private static final String SNAPSHOT = "select 1 from sqlite_schema limit 1";

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
        boolean reads = intent == Intent.READ_ONLY;
        Database database = connect(file, reads && SqliteFiles.isOnReadOnlyMedium(file));
        try {
            if (reads) {
                database.statement("pragma query_only = 1").execute();
            }
            return database;
        } catch (SQLException e) {
            throw SqliteErrors.translate(file, e);
        }
    }

    /** Opens a file to copy it, which SQLite counts as writing: a reader's statements may not. */
    static Database openToCopy(Path file) {
        return connect(file, SqliteFiles.isOnReadOnlyMedium(file));
    }

    private static Database connect(Path file, boolean alone) {
        String url = "jdbc:sqlite:" + (alone ? file.toAbsolutePath().toUri() + "?immutable=1" : file);
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(alone);
        config.setBusyTimeout(BUSY_MILLIS);
        config.enforceForeignKeys(true);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        try {
            return new Database(file, patiently(() -> config.createConnection(url)));
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
            copyTo(copy);
            return "; all that it held is in " + copy;
        } catch (SQLException e) {
            return "";
        }
    }

    /** Writes a copy to a file that does not exist; SQLite does so only when no statement was stopped half way. */
    synchronized void copyTo(Path copy) throws SQLException {
        forgetStatements();
        patiently(() -> update("vacuum into ?", copy.toString()));
    }

    /** Runs work on one consistent snapshot. Waits as long as {@link #write} does. */
    synchronized <T> T read(Work<T> work) {
        return transaction("begin", () -> {
            patiently(() -> first(SNAPSHOT, row -> row.getLong(1)));
            return work.run();
        });
    }

    private <T> T transaction(String begin, Work<T> work) {
        boolean committed = false;
        try {
            patiently(() -> statement(begin).execute());
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

    /** Does what may find the file locked, and then is tried again. */
    private static <T> T patiently(Work<T> work) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.run();
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
