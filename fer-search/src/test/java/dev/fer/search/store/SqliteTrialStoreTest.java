package dev.fer.search.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteTrialStoreTest extends TrialStoreContractTest {
    @TempDir
    Path folder;

    @Override
    TrialStore open() {
        return TrialStores.open(folder.resolve("fer.db"));
    }
}
