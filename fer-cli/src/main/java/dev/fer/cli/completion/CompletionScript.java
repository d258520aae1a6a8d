package dev.fer.cli.completion;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The completion script of a tree of commands. Commands, options and fixed values stand in the script, so that they
 * come at once; names of studies, trials and parameters are asked of the program.
 */
public final class CompletionScript {
    /** A shell that is served. */
    public enum Shell {
        /** Bash 3.2 or newer. */
        BASH,
        /** Zsh 5 or newer. */
        ZSH
    }

    private final Shell shell;
    private final StringBuilder table = new StringBuilder();

    private CompletionScript(Shell shell) {
        this.shell = shell;
    }

    /** Returns the script for a shell. */
    public static String of(CommandLine root, Shell shell) {
        CompletionScript script = new CompletionScript(shell);
        script.add(root, List.of(root.getCommandName()));
        return template(shell == Shell.BASH ? "fer.bash" : "fer.zsh").replace("@TABLE@", script.table);
    }

    private static String template(String name) {
        try (InputStream in = Objects.requireNonNull(CompletionScript.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(CommandLine line, List<String> paths) {
        Set<CommandLine> below = new LinkedHashSet<>(line.getSubcommands().values());
        below.removeIf(command -> command.getCommandSpec().usageMessage().hidden());
        CommandSpec spec = line.getCommandSpec();
        List<OptionSpec> options = Candidates.options(spec);
        table.append("    ")
                .append(paths.stream().map(path -> "'" + path + "'").collect(Collectors.joining("|")))
                .append(")\n");
        assign("commands", below.stream().flatMap(CompletionScript::described).toList());
        assign(
                "options",
                options.stream()
                        .map(option -> new Word(option.longestName(), brief(option.description())))
                        .toList());
        table.append("        values='")
                .append(options.stream()
                        .filter(Candidates::takesValue)
                        .flatMap(option -> names(option).map(name -> name + ":" + Candidates.of(option)))
                        .collect(Collectors.joining(" ")))
                .append("'\n        arguments='")
                .append(Candidates.ofArguments(spec))
                .append("'\n        ;;\n");
        for (CommandLine command : below) {
            List<String> names = new ArrayList<>(command.getCommandSpec().names());
            add(
                    command,
                    paths.stream()
                            .flatMap(path -> names.stream().map(name -> path + " " + name))
                            .toList());
        }
    }

    private static Stream<String> names(OptionSpec option) {
        return Arrays.stream(option.names());
    }

    private static Stream<Word> described(CommandLine command) {
        String meaning = brief(command.getCommandSpec().usageMessage().description());
        return command.getCommandSpec().names().stream().map(name -> new Word(name, meaning));
    }

    /** A word and what it means. */
    private record Word(String text, String meaning) {}

    private void assign(String variable, List<Word> words) {
        String text = shell == Shell.BASH
                ? "'" + words.stream().map(Word::text).collect(Collectors.joining(" ")) + "'"
                : words.stream()
                        .map(word -> "'" + word.text() + ":" + word.meaning() + "'")
                        .collect(Collectors.joining(" ", "(", ")"));
        table.append("        ").append(variable).append('=').append(text).append('\n');
    }

    /** Returns the first sentence or clause, in characters that a quoted word of a shell can hold. */
    private static String brief(String[] description) {
        String text = description.length == 0 ? "" : description[0];
        int end = text.length();
        for (String stop : List.of("; ", ". ", " (", ": ")) {
            int found = text.indexOf(stop);
            end = found < 0 ? end : Math.min(end, found);
        }
        return text.substring(0, end)
                .replaceAll("[.]$", "")
                .replace("'", "'\\''")
                .replace(":", "");
    }
}
