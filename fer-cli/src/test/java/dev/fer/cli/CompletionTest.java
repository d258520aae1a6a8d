package dev.fer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Completion in real shells that believe that somebody types. */
@DisabledOnOs(OS.WINDOWS)
class CompletionTest {
    /** Stands for fer: answers the script as the program does, and otherwise shows the words that it was given. */
    private static final String FER = """
            PS1='$ '
            fer() {
                if [ "$1" = complete ]; then
                    '%s' -cp '%s' dev.fer.cli.Main "$@"
                else
                    printf 'typed:'; printf ' <%%s>' "$@"; printf '\\n'
                fi
            }
            """;

    @TempDir
    static Path folder;

    @BeforeAll
    static void makeAStudyAndScripts() throws IOException {
        Path file = Files.writeString(folder.resolve("search.json"), """
                {"name": "scripted", "seed": 3, "budget": {"trials": 1}, "sampler": {"type": "random"},
                 "command": ["sh", "-c", "echo '{\\"type\\":\\"result\\",\\"metrics\\":{\\"loss\\":0.5}}'"],
                 "space": {"rate": {"type": "float", "low": 0, "high": 1}},
                 "objective": {"metric": "loss", "direction": "minimize"}}
                """);
        Shell.fer(
                "search",
                "run",
                file.toString(),
                "--store",
                folder.resolve("fer.db").toString(),
                "--workers",
                "1");
        String fer = FER.formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"), System.getProperty("java.class.path"));
        Files.writeString(
                folder.resolve("bashrc"), fer + Shell.fer("completion", "bash").out());
        Files.writeString(
                folder.resolve(".zshrc"),
                fer + "autoload -Uz compinit; compinit -u -D\n"
                        + Shell.fer("completion", "zsh").out());
    }

    /** What is typed before the tab key, and the words that the shell then has. */
    private static final String LINES = """
            fer mod                                  | model
            fer search stat                          | search status
            fer search status --stu                  | search status --study
            fer help exit                            | help exit-codes
            fer trials list --format jsonl --study s | trials list --format jsonl --study scripted
            fer trials list --study=scr              | trials list --study=scripted
            fer trials list --store "fer.db" --study s | trials list --store fer.db --study scripted
            fer trials show --study scripted         | trials show --study scripted 0
            fer trials enqueue ra                    | trials enqueue rate=
            fer model show fnn --set num_n           | model show fnn --set num_neurons=
            fer trials list --color ne               | trials list --color never
            fer space validate sea                   | space validate search.json
            """;

    @ParameterizedTest
    @ValueSource(strings = {"bash --noprofile --rcfile bashrc -i", "zsh -i"})
    void wordsAreCompletedAsFarAsTheyAreKnown(String shell) throws Exception {
        String name = shell.split(" ")[0];
        assumeTrue(isThere(name), name + " is not installed: completion is not tried in it");
        assumeTrue(isThere("script"), "script (of util-linux) is not installed: no terminal for " + name);
        StringBuilder keys = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (String line : LINES.lines().toList()) {
            String[] sides = line.split(" *\\| ");
            keys.append(sides[0]).append(sides[0].endsWith("scripted") ? " \t\n" : "\t\n");
            expected.add("typed: <" + sides[1].replace(" ", "> <") + ">");
        }

        String screen = typed(keys + "exit\n", "script", "-qec", shell, "/dev/null");

        assertThat(screen.lines().filter(line -> line.startsWith("typed:")).map(String::strip))
                .containsExactlyElementsOf(expected);
    }

    @Test
    void whatIsNotThereCompletesToNothing() {
        Shell shell = Shell.fer("complete", "studies", "--", "trials", "list", "--store", "none.db", "--study");
        assertThat(shell).isEqualTo(new Shell(0, "", ""));
    }

    private static boolean isThere(String program) {
        return List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
                .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }

    /** Types keys into a program on a terminal of its own; returns what it shows. */
    private static String typed(String keys, String... command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(Map.of("ZDOTDIR", folder.toString(), "TERM", "dumb", "INPUTRC", "/dev/null"));
        Process process = builder.start();
        process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
