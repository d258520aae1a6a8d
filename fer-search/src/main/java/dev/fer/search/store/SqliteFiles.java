package dev.fer.search.store;

import dev.fer.common.ShellWords;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes sure that a file is a store of a schema, whatever it was before. A new store appears whole or not at all, so that
 * two processes may create it at once and either may be killed.
 *
 * <p>Nothing here opens an existing store but through SQLite: closing a file takes away all locks that the process has on
 * it, also SQLite's, and other processes may then remove or reuse the log under it.
 */
final class SqliteFiles {
    private SqliteFiles() {}

    /** Opens a store's file as the intent allows. */
    static Database open(Path file, Intent intent, SqliteSchema schema) {
        if (isMissing(file)) {
            if (intent == Intent.READ_ONLY) {
                throw new StoreException(
                        "there is no store " + file, "name an existing one, or run a search to create it", null);
            }
            create(file, schema);
        }
        Database database = Database.open(file, intent);
        try {
            check(database, intent, schema);
            return database;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** Returns what tells a file from another one of the same name, a constant where the system has no such thing; empty if there is none. */
    static Optional<Object> identity(Path file) {
        try {
            Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            return Optional.of(key == null ? "a file" : key);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static boolean isOnReadOnlyMedium(Path file) {
        Path folder = folder(file);
        return !Files.isWritable(folder) && !Files.exists(folder.resolve(file.getFileName() + "-wal"));
    }

    private static boolean isMissing(Path file) {
        try {
            return !Files.exists(file) || (Files.isRegularFile(file) && Files.size(file) == 0);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static void create(Path file, SqliteSchema schema) {
        Path temporary = temporary(file);
        try {
            Files.createDirectories(folder(file));
            Files.createFile(temporary);
            schema.migrate(temporary, file);
            if (Files.exists(file) && Files.size(file) == 0) {
                Files.deleteIfExists(file);
            }
            try {
                publish(temporary, file);
            } catch (FileAlreadyExistsException e) {
                // Another process has just created it.
            }
        } catch (IOException e) {
            throw new StoreException(
                    "the store " + file + " cannot be created: " + reason(e), "check the permissions of its folder", e);
        } finally {
            deleteQuietly(temporary);
        }
    }

    private static Path temporary(Path file) {
        return folder(file).resolve("." + file.getFileName() + "-" + UUID.randomUUID() + ".tmp");
    }

    /** A hard link, unlike a rename, never replaces a file that another process has just created. */
    private static void publish(Path temporary, Path file) throws IOException {
        try {
            Files.createLink(file, temporary);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException e) {
            Files.move(temporary, file);
        }
    }

    private static void check(Database database, Intent intent, SqliteSchema schema) {
        Path file = database.file();
        if (pragma(database, "application_id") != SqliteSchema.APPLICATION_ID) {
            throw new StoreException(
                    file + " is not a store: it is an SQLite file of another program", "name another file", null);
        }
        long found = pragma(database, "user_version");
        if (found > schema.version()) {
            throw new StoreException(
                    "the store " + file + " has schema version " + found + ", this program knows versions up to "
                            + schema.version(),
                    "use the newer version of the program",
                    null);
        }
        if (found < schema.version()) {
            if (intent == Intent.READ_ONLY) {
                throw new StoreException(
                        "the store " + file + " has the older schema version " + found,
                        "bring it to version " + schema.version() + " by 'fer store migrate --store "
                                + ShellWords.word(file.toString()) + "'",
                        null);
            }
            migrate(database, found, schema);
        }
    }

    /** One process migrates, others wait for it; the file as it was stays beside it. */
    private static void migrate(Database database, long found, SqliteSchema schema) {
        Path file = database.file();
        Path lock = folder(file).resolve(file.getFileName() + ".migration-lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            Objects.requireNonNull(held);
            if (pragma(database, "user_version") == found) {
                Path copy = folder(file).resolve(file.getFileName() + ".v" + found + ".backup");
                Files.deleteIfExists(copy);
                copy(database, copy);
                schema.migrate(file, file);
            }
        } catch (IOException e) {
            throw new StoreException("the store " + file + " cannot be migrated: " + reason(e), null, e);
        }
    }

    /** Writes a copy of a store, which may be in use, to a file that does not exist: all of it is on the disk, or no file. */
    static void copy(Database database, Path copy) {
        if (Files.exists(copy)) {
            throw existsAlready(copy);
        }
        Path temporary = temporary(copy);
        try {
            database.copyTo(temporary);
            try (FileChannel written = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            publish(temporary, copy);
        } catch (FileAlreadyExistsException e) {
            throw existsAlready(copy);
        } catch (SQLException e) {
            throw SqliteErrors.translate(copy, e);
        } catch (IOException e) {
            throw new StoreException(
                    "the copy " + copy + " cannot be written: " + reason(e), "check the permissions of its folder", e);
        } finally {
            deleteQuietly(temporary);
        }
    }

    private static StoreException existsAlready(Path copy) {
        return new StoreException("the file " + copy + " exists already", "name another one", null);
    }

    private static long pragma(Database database, String name) {
        return database.read(() -> database.number("pragma " + name));
    }

    private static Path folder(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
    }

    /** The exceptions that tell a cause by their type have only the file as their message. */
    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        return e instanceof NoSuchFileException ? "there is no such folder" : String.valueOf(e.getMessage());
    }

    private static StoreException unreadable(Path file, IOException e) {
        return new StoreException(
                "the store " + file + " cannot be read: " + reason(e), "check the path and its permissions", e);
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // A stray temporary file harms nobody; the store itself is in place or the true error is on its way.
        }
    }
}
