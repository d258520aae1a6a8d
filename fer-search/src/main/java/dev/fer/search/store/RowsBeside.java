package dev.fer.search.store;

import java.sql.ResultSet;
import java.sql.SQLException;

/** The rows of a table that belong to trials, read in step with the trials; the first column is the trial's id. */
final class RowsBeside implements AutoCloseable {
    private final ResultSet rows;
    private boolean present;
    private long trial;

    RowsBeside(ResultSet rows) throws SQLException {
        this.rows = rows;
        advance();
    }

    /** Tells whether there is a current row, and it belongs to a trial. */
    boolean isOf(long id) {
        return present && trial == id;
    }

    /** Returns the current row. */
    ResultSet row() {
        return rows;
    }

    /** Goes to the next row. */
    void advance() throws SQLException {
        present = rows.next();
        if (present) {
            trial = rows.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        rows.close();
    }
}
