package dev.fer.cli.program;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Where this program runs: the machine, and the version of the files around it. */
public final class Surroundings {
    private static final int PATIENCE_SECONDS = 5;

    private Surroundings() {}

    /** Returns the machine in words, for instance {@code Linux amd64, 2 cores}. */
    public static String hardware() {
        int cores = Runtime.getRuntime().availableProcessors();
        return System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", " + cores
                + (cores == 1 ? " core" : " cores");
    }

    /** Returns what the launcher allowed the libraries of this Java, so that a worker's Java is told the same. */
    public static List<String> permissions() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--"))
                .toList();
    }

    /**
     * Returns the Git commit of the current directory, {@code -dirty} added where tracked files differ from it; empty
     * where there is no Git or no repository.
     */
    public static Optional<String> commit() {
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            git.getOutputStream().close();
            if (!git.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                git.destroyForcibly();
                return Optional.empty();
            }
            String commit = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.exitValue() == 0 && !commit.isEmpty() ? Optional.of(commit) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
