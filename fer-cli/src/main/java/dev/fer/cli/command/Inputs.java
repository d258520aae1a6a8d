package dev.fer.cli.command;

import dev.fer.cli.program.UserError;
import dev.fer.common.Suggestions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files that a user names to be read. */
final class Inputs {
    /** What stands for standard input. */
    private static final Path STANDARD_INPUT = Path.of("-");

    private Inputs() {}

    static boolean isStandardInput(Path file) {
        return file.equals(STANDARD_INPUT);
    }

    static String standardInput() {
        try {
            InputStream in = System.in;
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Refuses a path where nothing is.
     *
     * @throws UserError with the name of the neighbour that was probably meant
     */
    static void requireThere(Path path) {
        requireThere(
                path,
                "give a file or folder that exists; this directory is "
                        + Path.of("").toAbsolutePath());
    }

    /**
     * Refuses a path where nothing is, with a hint of its own.
     *
     * @throws UserError with the name of the neighbour that was probably meant
     */
    static void requireThere(Path path, String hint) {
        if (!Files.exists(path)) {
            Path folder = path.toAbsolutePath().normalize().getParent();
            boolean lost = folder != null && !Files.isDirectory(folder);
            throw new UserError(
                    lost ? "there is no " + path + ", nor a folder " + folder : "there is no " + path + meant(path),
                    hint);
        }
    }

    private static String meant(Path path) {
        Path folder = path.toAbsolutePath().normalize().getParent();
        Path name = path.getFileName();
        if (folder == null || name == null) {
            return "";
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names =
                    files.map(file -> String.valueOf(file.getFileName())).toList();
            return Suggestions.closest(name.toString(), names)
                    .map(near -> "; did you mean '" + path.resolveSibling(near) + "'?")
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }
}
