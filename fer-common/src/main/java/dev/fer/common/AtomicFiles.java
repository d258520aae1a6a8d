package dev.fer.common;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;

/**
 * Writes files that are either whole or absent: to a temporary name in the same folder, synced, then
 * renamed. A process killed at any moment leaves the old file, or the new one, and at worst a {@code .tmp}.
 */
public final class AtomicFiles {
    private AtomicFiles() {}

    /** Something that writes a file's bytes to a stream. */
    @FunctionalInterface
    public interface Content {
        /** Writes all bytes; the caller closes the stream. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file, replacing what was there; safe when several processes write the same file at once (the
     * last one wins, whole). Where a link points is written, and a device or a pipe is written to, not replaced.
     *
     * @throws IOException if the disk or the content fails; then the file is as it was before
     */
    public static void write(Path file, Content content) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            try (OutputStream out = Files.newOutputStream(file)) {
                content.writeTo(out);
            }
        } else {
            replace(Files.exists(file) ? file.toRealPath() : file, content);
        }
    }

    private static void replace(Path file, Content content) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
        Files.createDirectories(folder);
        Path temporary = folder.resolve("." + file.getFileName() + "-" + UUID.randomUUID() + ".tmp");
        try {
            try (FileChannel channel =
                            FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
                content.writeTo(out);
                out.flush();
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
