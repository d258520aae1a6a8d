package dev.fer.cli.output;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import me.tongfei.progressbar.ProgressBarConsumer;

/**
 * Writes a progress bar over itself in the last line of stderr, and takes it away at the end. The library's own consumer asks JLine for the width,
 * which takes over Ctrl-C from whoever heard it before.
 */
final class ErrorStreamBar implements ProgressBarConsumer {
    private static final int NARROW = 80;
    private static final int REMEMBERED = 10;
    /** Room for the terminal's own {@code ^C}, which would break the line. */
    private static final int MARGIN = 3;

    private final PrintStream err;
    private int columns = NARROW;
    private int asked;

    ErrorStreamBar(PrintStream err) {
        this.err = err;
    }

    @Override
    public int getMaxRenderedLength() {
        if (asked++ % REMEMBERED == 0) {
            columns = columns();
        }
        return columns - MARGIN;
    }

    /** Windows grow and shrink, and nobody but the terminal knows. */
    private static int columns() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            int columns = Integer.parseInt(size.substring(size.indexOf(' ') + 1));
            return columns > 0 ? columns : NARROW;
        } catch (IOException | NumberFormatException e) {
            return NARROW;
        }
    }

    @Override
    public void accept(String bar) {
        err.print('\r' + bar);
        err.flush();
    }

    @Override
    public void close() {
        err.print("\r\u001b[K");
        err.flush();
    }
}
