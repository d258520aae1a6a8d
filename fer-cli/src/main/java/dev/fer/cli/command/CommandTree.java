package dev.fer.cli.command;

import dev.fer.cli.program.Version;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The tree of all commands, in full only where a call may lead: reading the annotations of every command takes most of
 * the time of {@code fer --help}. The other commands are there by name and description, for help and suggestions.
 */
public final class CommandTree {
    private final Predicate<Command> wanted;

    private CommandTree(Predicate<Command> wanted) {
        this.wanted = wanted;
    }

    /** Returns all commands in full. */
    public static CommandLine all(FerCommand root) {
        return of(root, List.of("completion"));
    }

    /** Returns the commands that a call needs. */
    public static CommandLine of(FerCommand root, List<String> words) {
        // An argument file may hold anything; the words of 'help' and 'completion' name commands, not their parents.
        boolean all = words.contains("completion") || words.stream().anyMatch(word -> word.startsWith("@"));
        Set<String> named = Set.copyOf(words);
        Predicate<Command> wanted = command -> named.contains(command.name())
                || Arrays.stream(command.aliases()).anyMatch(named::contains);
        return new CommandTree(all ? command -> true : wanted).grow(new CommandLine(root));
    }

    private CommandLine grow(CommandLine line) {
        if (line.getCommand() instanceof GroupCommand group) {
            for (Class<?> verb : group.verbs()) {
                Command declared = Objects.requireNonNull(verb.getAnnotation(Command.class), verb::getName);
                if (wanted.test(declared)) {
                    CommandLine below = helped(new CommandLine(verb));
                    line.addSubcommand(below);
                    grow(below);
                } else {
                    line.addSubcommand(new CommandLine(named(declared)));
                }
            }
        }
        HelpLayout.apply(line);
        return line;
    }

    private static CommandLine helped(CommandLine line) {
        line.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(new Version());
        return line;
    }

    private static CommandSpec named(Command declared) {
        CommandSpec spec = CommandSpec.create().name(declared.name()).aliases(declared.aliases());
        spec.usageMessage().description(declared.description()).hidden(declared.hidden());
        return spec;
    }
}
