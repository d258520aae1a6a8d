package dev.fer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What becomes of output that nobody takes. */
@DisabledOnOs(OS.WINDOWS)
class StreamsTest {
    private static final String MANY = "space sample ../search-spaces/demo.json --count 5000";

    @Test
    void aReaderThatHasHadEnoughIsNoError() throws Exception {
        assertThat(bash("fer " + MANY + " | head -1; echo \"${PIPESTATUS[0]}\"").lines())
                .hasSize(2)
                .endsWith("0")
                .first()
                .asString()
                .startsWith("structure\tnum_layers");
    }

    @Test
    void aFullDiskBehindStandardOutputIsAnError() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/full")), "there is no /dev/full to write to");
        assertThat(bash("fer " + MANY + " > /dev/full; echo $?")).isEqualTo("""
                error: cannot write to stdout: No space left on device

                hint: what was written is not all
                1
                """);
    }

    /** Returns what a line prints on both streams. */
    private String bash(String line) throws IOException, InterruptedException {
        String fer = "fer() { '%s' -cp '%s' dev.fer.cli.Main \"$@\"; }\n"
                .formatted(
                        Path.of(System.getProperty("java.home"), "bin", "java"), System.getProperty("java.class.path"));
        Process bash = new ProcessBuilder("bash", "-c", fer + line)
                .redirectErrorStream(true)
                .start();
        String text = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        bash.waitFor();
        return text;
    }
}
