package dev.fer.search.store;

import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Turns SQLite's error codes into words for the person who meets them. */
final class SqliteErrors {
    private SqliteErrors() {}

    static StoreException translate(Path file, SQLException error) {
        int code = error instanceof SQLiteException known ? code(known.getResultCode()) : 0;
        return switch (code) {
            case 5, 6 ->
                new StoreException(
                        "the store " + file + " stayed locked by another process for a minute",
                        "end the program that holds it, then try again",
                        error);
            case 8 ->
                new StoreException(
                        "the store " + file + " cannot be written",
                        "check the permissions of the file and its folder",
                        error);
            case 10 ->
                new StoreException("the disk failed under the store " + file + ": " + error.getMessage(), null, error);
            case 11 ->
                new StoreException(
                        file + " is not a usable store: it is damaged",
                        "name another file, or restore this one from a copy",
                        error);
            case 13 ->
                new StoreException(
                        "the disk of the store " + file + " is full; what was written before is safe",
                        "free some space, then try again",
                        error);
            case 14 ->
                new StoreException(
                        "the store " + file + " cannot be opened",
                        "check the permissions of the file and its folder",
                        error);
            case 26 ->
                new StoreException(file + " is not a store: it is not an SQLite file", "name another file", error);
            default -> new StoreException("the store " + file + " failed: " + error.getMessage(), null, error);
        };
    }

    /** Returns the primary code; shared memory that cannot grow is a full disk, too. */
    private static int code(SQLiteErrorCode code) {
        return code == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE ? SQLiteErrorCode.SQLITE_FULL.code : code.code & 0xFF;
    }
}
