package dev.fer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C where it is pressed: on a terminal, below a moving bar. */
@DisabledOnOs(OS.WINDOWS)
class InterruptTest {
    private static final char CTRL_C = '\003';

    @TempDir
    Path folder;

    @Test
    void ctrlCBelowTheBarSavesEverythingAndSaysHowToGoOn() throws IOException, InterruptedException {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/script")), "script (of util-linux) is not installed: no terminal");
        Files.writeString(folder.resolve("search.json"), """
                {"name": "scripted", "seed": 3, "budget": {"trials": 1000}, "sampler": {"type": "random"},
                 "command": ["sh", "-c", "sleep 0.3; echo '{\\"type\\":\\"result\\",\\"metrics\\":{\\"loss\\":0.5}}'"],
                 "space": {"rate": {"type": "float", "low": 0, "high": 1}},
                 "objective": {"metric": "loss", "direction": "minimize"}}
                """);
        String fer = "'%s' -Dfer.stdout.tty=true -Dfer.stderr.tty=true -cp '%s' dev.fer.cli.Main"
                .formatted(
                        Path.of(System.getProperty("java.home"), "bin", "java"), System.getProperty("java.class.path"));
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
