package dev.fer.search.store;

import java.nio.file.Path;

/** Opens stores. */
public final class TrialStores {
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
        return new SqliteTrialStore(SqliteFiles.open(file, intent, SqliteSchema.CURRENT));
    }

    /** Returns a new store in this process's memory, which is gone when it is. */
    public static TrialStore inMemory() {
        return new MemoryTrialStore();
    }
}
