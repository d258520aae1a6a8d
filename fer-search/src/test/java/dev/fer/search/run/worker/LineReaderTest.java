package dev.fer.search.run.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineReaderTest {
    @Test
    void aLineThatIsTooLongComesInPiecesThatLackNothing() {
        String line = "0123456789".repeat(900_000);
        LineReader reader =
                new LineReader(new ByteArrayInputStream((line + "\nnext\r\n").getBytes(StandardCharsets.UTF_8)));

        StringBuilder read = new StringBuilder();
        while (read.length() < line.length()) {
            read.append(reader.next().orElseThrow());
        }

        assertThat(read).hasToString(line);
        assertThat(reader.next()).contains("next");
        assertThat(reader.next()).isEqualTo(Optional.empty());
    }
}
