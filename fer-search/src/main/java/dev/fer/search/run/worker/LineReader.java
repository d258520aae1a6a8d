package dev.fer.search.run.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads lines of bounded length from a program that may print anything: longer ones come in pieces. */
final class LineReader {
    private static final int LONGEST = 4 << 20;

    private final BufferedReader in;

    LineReader(InputStream in) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /** Returns the next line without its end, or empty when the stream has ended. */
    Optional<String> next() {
        StringBuilder line = new StringBuilder();
        try {
            int c = in.read();
            if (c < 0) {
                return Optional.empty();
            }
            while (c >= 0 && c != '\n') {
                line.append((char) c);
                if (line.length() == LONGEST) {
                    break;
                }
                c = in.read();
            }
        } catch (IOException e) {
            return line.isEmpty() ? Optional.empty() : Optional.of(line.toString());
        }
        boolean carriageReturn = !line.isEmpty() && line.charAt(line.length() - 1) == '\r';
        return Optional.of(carriageReturn ? line.substring(0, line.length() - 1) : line.toString());
    }
}
