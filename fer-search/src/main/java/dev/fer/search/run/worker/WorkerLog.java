package dev.fer.search.run.worker;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What a worker prints while it runs one trial: appended to the trial's log file up to a limit, and its last lines
 * kept to tell why it died. Thread-safe.
 */
final class WorkerLog implements AutoCloseable {
    private static final long MOST_CHARACTERS = 8L << 20;
    private static final int LAST_LINES = 20;
    /** A bar that is drawn without line feeds is one line without end. */
    private static final int LINE_END = 2_000;

    private final Path file;
    private final Deque<String> last = new ArrayDeque<>();
    private @Nullable BufferedWriter writer;
    private long written;
    private boolean closed;

    WorkerLog(Path file) {
        this.file = file;
    }

    synchronized void add(String line) {
        last.addLast(line.substring(Math.max(0, line.length() - LINE_END)));
        if (last.size() > LAST_LINES) {
            last.removeFirst();
        }
        if (closed || written > MOST_CHARACTERS) {
            return;
        }
        written += line.length() + 1;
        write(written > MOST_CHARACTERS ? "[the worker printed more; it is not kept]" : line);
    }

    private void write(String line) {
        try {
            BufferedWriter out = writer;
            if (out == null) {
                out = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                writer = out;
            }
            out.write(line);
            out.newLine();
            out.flush();
        } catch (IOException e) {
            closed = true;
        }
    }

    /** Returns the last lines that the worker printed. */
    synchronized String tail() {
        return String.join("\n", last);
    }

    @Override
    public synchronized void close() {
        closed = true;
        try {
            if (writer != null) {
                writer.close();
            }
        } catch (IOException e) {
            // A log that the disk has no room for is no reason to lose the trial.
        }
    }
}
