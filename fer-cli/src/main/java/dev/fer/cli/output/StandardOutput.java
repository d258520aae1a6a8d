package dev.fer.cli.output;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The process's standard output, which remembers why it could not be written: writers of text keep silent about it, and
 * whoever redirects an export to a full disk must not take half of it for all.
 */
public final class StandardOutput extends OutputStream {
    private static final int FILE_TYPE = 0170000;
    private static final int PIPE = 0010000;
    private static final int SOCKET = 0140000;

    private final OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out));
    private @Nullable IOException failure;

    /** Returns why something is missing; a reader that has had enough, as {@code head} does, is no reason. */
    public Optional<IOException> failure() {
        return Optional.ofNullable(failure)
                .filter(problem -> !String.valueOf(problem.getMessage()).contains("pipe") && !isPipe());
    }

    /** Messages are in the words of the system's language; what fails about a pipe is that nobody reads it. */
    private static boolean isPipe() {
        try {
            int mode = (Integer) Files.getAttribute(Path.of("/dev/fd/1"), "unix:mode");
            return (mode & FILE_TYPE) == PIPE || (mode & FILE_TYPE) == SOCKET;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
        try {
            out.write(bytes, start, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }
}
