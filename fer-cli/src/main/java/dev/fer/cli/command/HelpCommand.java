package dev.fer.cli.command;

import dev.fer.cli.program.ExitCodes;
import dev.fer.cli.program.UserError;
import dev.fer.common.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fer help}: the usage of a command, or a topic. */
@Command(name = "help", description = "Explain a command (fer help search run) or a topic (fer help exit-codes).")
final class HelpCommand implements Runnable {
    private static final String EXIT_CODES = "exit-codes";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "COMMAND|TOPIC", description = "The words of a command, or exit-codes.")
    private List<String> words = new ArrayList<>();

    @Override
    public void run() {
        CommandLine out = spec.commandLine();
        if (words.equals(List.of(EXIT_CODES))) {
            out.getOut().print(ExitCodes.HELP);
            return;
        }
        find(out.getParent(), words).usage(out.getOut());
    }

    private static CommandLine find(CommandLine from, List<String> words) {
        CommandLine found = from;
        for (String word : words) {
            List<String> names = names(found);
            found = Optional.ofNullable(found.getSubcommands().get(word))
                    .orElseThrow(() -> new UserError(
                            "no command or topic '" + word + "'" + Suggestions.didYouMean(word, names),
                            "known: " + String.join(", ", names)));
        }
        return found;
    }

    private static List<String> names(CommandLine command) {
        List<String> names = new ArrayList<>();
        command.getSubcommands().forEach((name, below) -> {
            if (!below.getCommandSpec().usageMessage().hidden()) {
                names.add(name);
            }
        });
        if (command.getParent() == null) {
            names.add(EXIT_CODES);
        }
        return names;
    }
}
