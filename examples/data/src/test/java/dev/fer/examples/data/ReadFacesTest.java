package dev.fer.examples.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReadFacesTest {
    @Test
    void drawnFacesAreCountedAndBatched() {
        assertThat(output())
                .startsWith("train {ANGRY=100, DISGUST=100,")
                .contains("validation {ANGRY=10")
                .containsSubsequence("256 images", "256 images", "188 images");
    }

    private static String output(String... arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ReadFaces.run(new PrintStream(bytes, true, StandardCharsets.UTF_8), arguments);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
