package dev.fer.search.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** What every store promises about trials that ended elsewhere, of the one in an SQLite file. */
class SqliteAddedTrialsTest extends AddedTrialsContractTest {
    @TempDir
    Path folder;

    @Override
    TrialStore open() {
        return TrialStores.open(folder.resolve("fer.db"));
    }
}
