package dev.fer.search.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TrialDirectoriesTest {
    @TempDir
    Path folder;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aTrialHasOneDirectoryByWhateverNameItsStoreIsOpened() throws IOException {
        Path target = Files.createDirectory(folder.resolve("big")).resolve("fer.db");
        Path link = Files.createSymbolicLink(folder.resolve("link.db"), target);
        try (TrialStore linked = TrialStores.open(link);
                TrialStore direct = TrialStores.open(target)) {
            assertThat(TrialDirectories.of(linked, "plain", Optional.empty()).of(3))
                    .isEqualTo(TrialDirectories.of(direct, "plain", Optional.empty())
                            .of(3))
                    .isEqualTo(folder.resolve("big/fer.db-files/plain/3"));
        }
        assertThat(TrialDirectories.beside(link)).isEqualTo(TrialDirectories.beside(target));
    }
}
