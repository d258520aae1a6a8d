package dev.fer.data.read;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Hands out a stream's lines as ranges of one reused byte array, so that a file of hundreds of megabytes costs one
 * buffer. A byte order mark is passed over, line ends may be LF or CR LF.
 */
final class LineReader implements Closeable {
    private static final int BUFFER = 1 << 17;
    private static final int LONGEST_LINE = 1 << 22;

    private final InputStream in;
    private byte[] bytes = new byte[BUFFER];
    private int filled;
    private int next;
    private int start;
    private int end;
    private long number;
    private boolean exhausted;

    LineReader(InputStream in) {
        this.in = in;
    }

    /**
     * Goes to the next line.
     *
     * @return false at the end of the stream
     * @throws IOException if the stream fails, or a line is longer than 4 MiB and so no line of faces
     */
    boolean next() throws IOException {
        start = next;
        int from = next;
        while (true) {
            int newline = indexOfNewline(from);
            if (newline >= 0) {
                return line(newline, newline + 1);
            }
            int scanned = filled - start;
            if (!fill()) {
                return start < filled && line(filled, filled);
            }
            from = start + scanned;
        }
    }

    byte[] bytes() {
        return bytes;
    }

    int start() {
        return start;
    }

    /** Returns where the line ends, exclusively and without its line end. */
    int end() {
        return end;
    }

    /** Returns the line's number, from 1. */
    long number() {
        return number;
    }

    boolean isBlank() {
        for (int i = start; i < end; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    String text() {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean line(int lineEnd, int following) {
        end = lineEnd > start && bytes[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
        next = following;
        number++;
        if (number == 1 && end - start >= 3 && bytes[start] == (byte) 0xEF && bytes[start + 1] == (byte) 0xBB) {
            start += 3;
        }
        return true;
    }

    private int indexOfNewline(int from) {
        for (int i = from; i < filled; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Moves the begun line to the front and reads behind it; false if nothing more came. */
    private boolean fill() throws IOException {
        if (exhausted) {
            return false;
        }
        System.arraycopy(bytes, start, bytes, 0, filled - start);
        filled -= start;
        start = 0;
        if (filled == bytes.length) {
            if (filled >= LONGEST_LINE) {
                throw new IOException("line " + (number + 1) + " is longer than " + LONGEST_LINE + " bytes");
            }
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        int read = in.read(bytes, filled, bytes.length - filled);
        exhausted = read < 0;
        filled += Math.max(0, read);
        return !exhausted;
    }
}
