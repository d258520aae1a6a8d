package dev.fer.cli.command;

import dev.fer.cli.program.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Files that a user names to be written. */
final class Outputs {
    private static final byte[] STORE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    private Outputs() {}

    /**
     * Refuses a path that a file must not take: that of a folder, or of a store, which a slip of the pen would cost.
     *
     * @param name a file's name that would do
     * @throws UserError with a path that would do
     */
    static void requireReplaceable(Path file, String name) {
        if (Files.isDirectory(file)) {
            throw new UserError(file + " is a directory", "name a file, for instance " + file.resolve(name));
        }
        if (isStore(file)) {
            throw new UserError(
                    file + " is a store and is not replaced",
                    "name another file, for instance " + file.resolveSibling(name)
                            + "; a store to read from is named by --store");
        }
    }

    private static boolean isStore(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(STORE.length), STORE);
        } catch (IOException e) {
            return false;
        }
    }
}
