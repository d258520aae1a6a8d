package dev.fer.search.store;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The rows of a table that belong to trials, read in step with the trials. Each call of the driver costs as much as all else, so
 * that the first column holds two numbers: {@link #KEY}.
 */
final class RowsBeside implements AutoCloseable {
    /** The first column: a trial's id and, below 2 to the power of 32, a tag. */
    static final String KEY = "(%s << 32) + %s";

    private final ResultSet rows;
    private boolean present;
    private long key;

    RowsBeside(ResultSet rows) throws SQLException {
        this.rows = rows;
        advance();
    }

    /** Tells whether there is a current row, and it belongs to a trial. */
    boolean isOf(long id) {
        return present && key >> 32 == id;
    }

    /** Returns the current row's tag. */
    long tag() {
        return key & 0xFFFF_FFFFL;
    }

    /** Returns the current row. */
    ResultSet row() {
        return rows;
    }

    /** Goes to the next row. */
    void advance() throws SQLException {
        present = rows.next();
        if (present) {
            key = rows.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        rows.close();
    }
}
