package dev.fer.search.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens stores. */
public final class TrialStores {
    /** As many as Linux follows: more lead round in a circle. */
    private static final int MAX_LINKS = 40;

    private TrialStores() {}

    /**
     * Opens the SQLite file of a store to run trials; it is created if missing. Any number of processes may have
     * the same file open.
     *
     * @throws StoreException if the file is not a store, is damaged, is of a newer version or cannot be written
     */
    public static TrialStore open(Path file) {
        return open(file, Intent.READ_WRITE);
    }

    /** Opens the SQLite file of a store for an intent; a read-only store throws on every change. */
    public static TrialStore open(Path file, Intent intent) {
        return new SqliteTrialStore(SqliteFiles.open(resolve(file), intent, SqliteSchema.CURRENT));
    }

    /**
     * Returns the file that is meant by a store's name, so that a store is one by each of its names: where a symbolic link
     * leads, though nothing may be there yet, else the name itself.
     */
    public static Path resolve(Path file) {
        Path found = file;
        try {
            for (int links = 0; Files.isSymbolicLink(found); links++) {
                if (links == MAX_LINKS) {
                    return file;
                }
                found = found.resolveSibling(Files.readSymbolicLink(found));
            }
            return found;
        } catch (IOException e) {
            // Whoever opens it will say what is wrong with it.
            return file;
        }
    }

    /** Returns a new store in this process's memory, which is gone when it is. */
    public static TrialStore inMemory() {
        return new MemoryTrialStore();
    }
}
