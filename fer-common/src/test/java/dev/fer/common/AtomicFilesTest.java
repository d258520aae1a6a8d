package dev.fer.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
    @TempDir
    Path folder;

    @Test
    void aFileIsReplacedWhole() throws IOException {
        Path file = folder.resolve("deep/er/file");
        AtomicFiles.write(file, out -> out.write(1));
        AtomicFiles.write(file, out -> out.write(new byte[] {2, 3}));
        assertThat(file).hasBinaryContent(new byte[] {2, 3});
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void linksAndDevicesStayWhatTheyAre() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        AtomicFiles.write(link, out -> out.write(1));
        assertThat(link).isSymbolicLink();
        assertThat(file).hasBinaryContent(new byte[] {1});

        Path nothing = Files.createSymbolicLink(folder.resolve("null"), Path.of("/dev/null"));
        AtomicFiles.write(nothing, out -> out.write(1));
        assertThat(nothing).isSymbolicLink();
        Files.delete(nothing);
    }

    @Test
    void aFailureLeavesTheOldFileAndNoLitter() throws IOException {
        Path file = folder.resolve("file");
        AtomicFiles.write(file, out -> out.write(1));
        assertThatThrownBy(() -> AtomicFiles.write(file, out -> {
                    out.write(2);
                    throw new IOException("disk full");
                }))
                .hasMessage("disk full");
        assertThat(file).hasBinaryContent(new byte[] {1});
        try (var entries = Files.list(folder)) {
            assertThat(entries).containsExactly(file);
        }
    }
}
