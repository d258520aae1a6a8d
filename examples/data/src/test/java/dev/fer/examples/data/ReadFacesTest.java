package dev.fer.examples.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.data.FerDataset;
import dev.fer.data.synthetic.SyntheticFaces;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReadFacesTest {
    @Test
    void drawnFacesAreCountedAndBatched() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (FerDataset faces = SyntheticFaces.dataset(42, 700, 70, 0)) {
            ReadFaces.print(faces, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        }

        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .startsWith("{ANGRY=100, DISGUST=100,")
                .containsSubsequence("256 images", "256 images", "188 images");
    }

    @Test
    void neitherDeeplearning4jNorTheSearchIsOnTheClassPath() {
        assertThat(System.getProperty("java.class.path"))
                .contains("fer-data")
                .doesNotContain("deeplearning4j", "fer-search");
    }
}
