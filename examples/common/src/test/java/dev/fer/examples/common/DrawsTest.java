package dev.fer.examples.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrawsTest {
    @TempDir
    Path folder;

    @Test
    void theSameIsDrawnEachTimeAndKept() throws IOException {
        Path file = folder.resolve("draw.txt");
        double drawn = Draws.draw(file);

        assertThat(Draws.draw(file)).isEqualTo(drawn);
        assertThat(Files.readString(file)).isEqualTo(Double.toString(drawn));
    }

    @Test
    void noOtherModuleIsOnTheClassPath() {
        assertThat(System.getProperty("java.class.path"))
                .contains("fer-common")
                .doesNotContain("fer-data", "fer-search", "jackson", "nd4j");
    }
}
