package dev.fer.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A document whose commands are run.
 *
 * <p>Blocks marked {@code sh} are commands, a line each (a backslash goes on in the next line); a comment
 * {@code # exit code 2} says that the line must fail so. Any other block is a file if the line before it
 * names one in backquotes and ends in a colon. A block marked {@code text} after commands holds lines that the last of
 * them must print. A comment {@code <!-- not run: why -->} before a block leaves it out.
 */
record Document(Path file, List<Block> blocks) {
    private static final Pattern FENCE = Pattern.compile("```([\\w-]*)");
    private static final Pattern NAMED = Pattern.compile(".*`([\\w.-]+)`[^`]*:");

    /**
     * A block of a document.
     *
     * @param line where it begins
     * @param language what it is marked as
     * @param name the file that it is, if it is one
     * @param notRun whether it is left out
     */
    record Block(int line, String language, Optional<String> name, boolean notRun, List<String> lines) {
        /** Returns the lines with their continuations. */
        List<String> commands() {
            List<String> commands = new ArrayList<>();
            StringBuilder command = new StringBuilder();
            for (String line : lines) {
                if (line.endsWith("\\")) {
                    command.append(line, 0, line.length() - 1);
                } else {
                    commands.add(command + line);
                    command.setLength(0);
                }
            }
            commands.removeIf(text -> text.isBlank() || text.startsWith("#"));
            return commands;
        }
    }

    static Document read(Path file) throws IOException {
        List<Block> blocks = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        String before = "";
        boolean notRun = false;
        for (int i = 0; i < lines.size(); i++) {
            Matcher fence = FENCE.matcher(lines.get(i));
            if (!fence.matches()) {
                notRun = lines.get(i).isBlank() ? notRun : lines.get(i).startsWith("<!-- not run: ");
                before = lines.get(i).isBlank() ? before : lines.get(i);
                continue;
            }
            int start = i + 1;
            while (!lines.get(++i).equals("```")) {}
            Matcher name = NAMED.matcher(before);
            blocks.add(new Block(
                    start,
                    fence.group(1),
                    name.matches() ? Optional.of(name.group(1)) : Optional.empty(),
                    notRun,
                    lines.subList(start, i)));
            before = "";
            notRun = false;
        }
        return new Document(file, blocks);
    }
}
