package dev.fer.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** Runs a command line in this process, as somebody without a terminal would see it. */
public record Shell(int code, String out, String err) {
    /** Runs {@code fer} with these words. */
    public static Shell fer(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(args, new PrintWriter(out), new PrintWriter(err), Map.of());
        return new Shell(code, out.toString(), err.toString());
    }
}
