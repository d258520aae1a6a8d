package dev.fer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.cli.command.CommandTree;
import dev.fer.cli.command.FerCommand;
import dev.fer.cli.output.Terminal;
import dev.fer.cli.program.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What {@code --help} says, word for word. */
class HelpTest {
    private static CommandLine everything() {
        return CommandTree.all(new FerCommand(Terminal.detect(Map.of()), Settings.none()));
    }

    static Stream<List<String>> commands() {
        List<List<String>> paths = new ArrayList<>();
        gather(everything(), List.of(), paths);
        return paths.stream();
    }

    private static void gather(CommandLine command, List<String> path, List<List<String>> paths) {
        paths.add(path);
        command.getSubcommands().values().stream().distinct().forEach(below -> {
            if (!below.getCommandSpec().usageMessage().hidden()) {
                List<String> longer = new ArrayList<>(path);
                longer.add(below.getCommandName());
                gather(below, longer, paths);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpIsAsItWas(List<String> path) throws IOException {
        List<String> words = new ArrayList<>(path);
        words.add("--help");
        Shell shell = Shell.fer(words.toArray(String[]::new));

        assertThat(shell.code()).isZero();
        assertThat(shell.err()).isEmpty();
        Golden.compare("help/" + String.join("-", path.isEmpty() ? List.of("fer") : path), shell.out());
    }

    @Test
    void noHelpIsKeptOfACommandThatIsGone() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/golden/help"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(commands()
                            .map(path -> String.join("-", path.isEmpty() ? List.of("fer") : path) + ".txt")
                            .toList());
        }
    }

    @Test
    void helpTellsTheExitCodes() throws IOException {
        Golden.compare("exit-codes", Shell.fer("help", "exit-codes").out());
    }

    @Test
    void everyShortOptionHasALongOne() {
        commands()
                .map(path -> {
                    CommandLine command = everything();
                    for (String word : path) {
                        command =
                                Objects.requireNonNull(command.getSubcommands().get(word), word);
                    }
                    return command;
                })
                .flatMap(command -> command.getCommandSpec().options().stream())
                .forEach(option -> assertThat(option.longestName()).startsWith("--"));
    }
}
