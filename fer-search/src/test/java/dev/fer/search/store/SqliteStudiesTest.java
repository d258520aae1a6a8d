package dev.fer.search.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** What every store promises about studies, of the one in an SQLite file. */
class SqliteStudiesTest extends StudiesContractTest {
    @TempDir
    Path folder;

    @Override
    TrialStore open() {
        return TrialStores.open(folder.resolve("fer.db"));
    }
}
