package dev.fer.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Runs a command line in this process, as somebody without a terminal would see it. */
public record Shell(int code, String out, String err) {
    /** Runs {@code fer} with these words. */
    public static Shell fer(String... args) {
        return fer(Map.of(), Path.of(""), args);
    }

    /** Runs {@code fer} with these words, in an environment, with the settings that hold in a directory. */
    static Shell fer(Map<String, String> environment, Path directory, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Map<String, String> seen = new HashMap<>(Map.of("HOME", "nobody")); // Nor are this user's settings seen.
        seen.putAll(environment);
        int code = Main.run(args, new PrintWriter(out), new PrintWriter(err), seen, directory);
        return new Shell(code, out.toString(), err.toString());
    }
}
