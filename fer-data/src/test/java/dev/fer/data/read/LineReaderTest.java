package dev.fer.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineReaderTest {
    @Test
    void linesOfAnyLengthComeWholeAcrossTheBuffersEnd() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int length = 1; length < 300_000; length = length * 3 + 1) {
            lines.add("x".repeat(length));
        }

        assertThat(read(String.join("\n", lines))).isEqualTo(lines);
        assertThat(read(String.join("\r\n", lines) + "\r\n")).isEqualTo(lines);
    }

    @Test
    void emptyLinesCount() throws IOException {
        assertThat(read("a\n\nb\n")).containsExactly("a", "", "b");
        assertThat(read("")).isEmpty();
    }

    @Test
    void aFileThatIsNoTextIsGivenUp() {
        assertThatIOException().isThrownBy(() -> read("x".repeat(5_000_000))).withMessageContaining("line 1 is longer");
    }

    private static List<String> read(String text) throws IOException {
        List<String> lines = new ArrayList<>();
        try (LineReader reader = new LineReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))) {
            while (reader.next()) {
                lines.add(reader.text());
                assertThat(reader.number()).isEqualTo(lines.size());
            }
        }
        return lines;
    }
}
