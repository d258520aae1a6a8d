package dev.fer.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs the commands of a document in the current directory, as a reader does from top to bottom. A program of its own,
 * since a directory is a process's: plain calls of fer are then made in this process, what needs a shell in bash.
 */
public final class DocumentRunner {
    /**
     * What is run instead of what is written: the faces of FER2013 are not at hand, a test is in a hurry, and workers of
     * their own take seconds to start.
     */
    static final Map<String, String> SUBSTITUTIONS = Map.of(
            "--data fer2013.zip", "--data faces",
            "search run small-cnn.json", "search run small-cnn.json --trials 2 --epochs 1 --workers 1 --in-process",
            "--trial 12", "--trial 0",
            "search run tour.json", "search run tour.json --in-process",
            "search run again.json", "search run again.json --in-process",
            "search resume", "search resume --in-process");

    private static final Pattern EXIT_CODE = Pattern.compile("# exit code (\\d+)");
    private static final Pattern TO_A_FILE = Pattern.compile("(.*[^ ]) > ([\\w.-]+)");
    private static final Pattern NEEDS_A_SHELL = Pattern.compile("[|<>$'\"{*;&]");

    private final Document document;
    private final List<String> problems = new ArrayList<>();
    private String printed = "";

    private DocumentRunner(Document document) {
        this.document = document;
    }

    /** Runs a document; prints what went otherwise than it says. */
    public static void main(String[] args) throws Exception {
        DocumentRunner runner = new DocumentRunner(Document.read(Path.of(args[0])));
        for (Document.Block block : runner.document.blocks()) {
            if (!block.notRun()) {
                runner.run(block);
            }
        }
        runner.problems.forEach(System.out::println);
        System.exit(runner.problems.size());
    }

    private void run(Document.Block block) throws IOException, InterruptedException {
        if (!block.language().equals("sh") && block.name().isPresent()) {
            Files.write(Path.of(block.name().get()), block.lines());
        } else if (block.language().equals("text")) {
            block.lines().stream()
                    .filter(line -> !printed.contains(line))
                    .forEach(line -> problem(block, line, "is not printed by the command before, but:\n" + printed));
        } else if (block.language().equals("sh")) {
            for (String command : block.commands()) {
                run(block, command);
            }
        }
    }

    private void run(Document.Block block, String written) throws IOException, InterruptedException {
        String command = written;
        for (var substitution : SUBSTITUTIONS.entrySet()) {
            command = command.replace(substitution.getKey(), substitution.getValue());
        }
        Matcher said = EXIT_CODE.matcher(command);
        int expected = said.find() ? Integer.parseInt(said.group(1)) : 0;
        command = command.replaceFirst(" +# .*", "").replaceFirst("^\\./fer ", "fer ");
        System.err.println("$ " + command);
        long start = System.nanoTime();
        Shell shell = shell(command);
        printed = shell.out() + shell.err();
        System.err.printf("%s[%.1f s]%n", printed, (System.nanoTime() - start) / 1e9);
        if (shell.code() != expected) {
            problem(block, written, "ended with exit code " + shell.code() + " and said:\n" + printed);
        }
    }

    private static Shell shell(String command) throws IOException, InterruptedException {
        Matcher toAFile = TO_A_FILE.matcher(command);
        String words = toAFile.matches() ? toAFile.group(1) : command;
        if (!words.startsWith("fer ") || NEEDS_A_SHELL.matcher(words).find()) {
            return inBash(command);
        }
        Shell shell = inProcess(words);
        if (!toAFile.matches()) {
            return shell;
        }
        Files.writeString(Path.of(toAFile.group(2)), shell.out());
        return new Shell(shell.code(), "", shell.err());
    }

    private static Shell inProcess(String command) {
        String[] words = command.split(" +");
        return Shell.fer(Map.of(), Path.of(""), Arrays.copyOfRange(words, 1, words.length));
    }

    private static Shell inBash(String command) throws IOException, InterruptedException {
        String fer = "fer() { '%s' -cp '%s' dev.fer.cli.Main \"$@\"; }\n"
                .formatted(
                        Path.of(System.getProperty("java.home"), "bin", "java"), System.getProperty("java.class.path"));
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", "set -o pipefail\n" + fer + command);
        builder.environment().put("HOME", "nobody");
        Path err = Files.createTempFile("err", ".txt");
        Process bash = builder.redirectError(err.toFile()).start();
        String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = bash.waitFor();
        String said = Files.readString(err);
        Files.delete(err);
        return new Shell(code, out, said);
    }

    private void problem(Document.Block block, String line, String what) {
        problems.add(document.file().getFileName() + ", block at line " + block.line() + ": '" + line + "' " + what);
    }
}
