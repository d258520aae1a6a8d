package dev.fer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C where it is pressed: on a terminal, below a moving bar. */
@DisabledOnOs(OS.WINDOWS)
class InterruptTest {
    private static final char CTRL_C = '\003';
    private static final int SIGINT = 2;

    @TempDir
    Path folder;

    @BeforeEach
    void describeALongSearch() throws IOException {
        Files.writeString(folder.resolve("search.json"), """
                {"name": "scripted", "seed": 3, "budget": {"trials": 1000}, "sampler": {"type": "random"},
                 "command": ["sh", "-c", "touch begun; sleep 0.5; echo '{\\"type\\":\\"result\\",\\"metrics\\":{\\"loss\\":0.5}}'"],
                 "space": {"rate": {"type": "float", "low": 0, "high": 1}},
                 "objective": {"metric": "loss", "direction": "minimize"}}
                """);
    }

    private static String fer(String options) {
        return "'%s' %s -cp '%s' dev.fer.cli.Main"
                .formatted(
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        options,
                        System.getProperty("java.class.path"));
    }

    @Test
    void whateverEndsAllProcessesAtOnceCostsNoTrial() throws IOException, InterruptedException {
        Process bash = new ProcessBuilder("bash", "-c", """
                        set -m
                        %s search run search.json --workers 1 &
                        while [ ! -e begun ]; do sleep 0.1; done
                        kill -TERM -- -$!
                        wait $!
                        echo "exit code $?"
                        """.formatted(fer("")))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        bash.waitFor();
        assertThat(said)
                .contains("Interrupted; everything is saved", "exit code 130")
                .doesNotContain("failed");
    }

    /** A shell lets what it starts in the background ignore Ctrl-C, and all that is started from there. */
    private static boolean isCtrlCIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("SigIgn:"))
                    .map(line -> Long.parseUnsignedLong(line.replaceAll("\\S+:\\s+", ""), 16))
                    .anyMatch(ignored -> (ignored >> (SIGINT - 1) & 1) == 1);
        }
    }

    @Test
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void ctrlCBelowTheBarSavesEverythingAndSaysHowToGoOn() throws IOException, InterruptedException {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/script")), "script (of util-linux) is not installed: no terminal");
        assumeFalse(isCtrlCIgnored(), "Ctrl-C is ignored by what was started in the background");
        String fer = fer("-Dfer.stdout.tty=true -Dfer.stderr.tty=true");
        ProcessBuilder terminal = new ProcessBuilder(
                        "script", "-qec", fer + " search run search.json --workers 1", "/dev/null")
                .directory(folder.toFile())
                .redirectErrorStream(true);
        terminal.environment().put("TERM", "xterm");
        Process search = terminal.start();
        try (BufferedReader screen =
                new BufferedReader(new InputStreamReader(search.getInputStream(), StandardCharsets.UTF_8))) {
            String line = screen.readLine();
            while (line != null && !line.contains("trial 5")) {
                line = screen.readLine();
            }
            search.getOutputStream().write(CTRL_C);
            search.getOutputStream().flush();
            assertThat(screen.lines().collect(Collectors.joining("\n")))
                    .containsPattern("\\u001b\\[KStopping after the current epochs")
                    .containsPattern("\\u001b\\[KInterrupted; everything is saved. Resume with 'fer search resume");
            assertThat(search.waitFor()).isEqualTo(130);
        } finally {
            search.destroyForcibly();
        }
    }
}
