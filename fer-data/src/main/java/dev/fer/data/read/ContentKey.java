package dev.fer.data.read;

import dev.fer.data.faces.Fingerprint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** A text that changes whenever a source changes, found far faster than the source is read. */
final class ContentKey {
    private static final int PART = 1 << 23;
    private static final int BLOCK = 1 << 16;

    private ContentKey() {}

    /** Returns the key, a SHA-256 in hex, of a file or a folder. */
    static String of(Path source) throws IOException {
        MessageDigest digest = Fingerprint.sha256();
        if (Files.isDirectory(source)) {
            addStates(source, digest);
        } else {
            addContent(source, digest);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * Lets names, sizes and times stand for the content of tens of thousands of small files. The time of the last
     * change of state is among them where the system has it: unlike the time of modification, no tool can set it
     * back after an edit.
     */
    private static void addStates(Path folder, MessageDigest digest) throws IOException {
        boolean knowsChangeTime =
                folder.getFileSystem().supportedFileAttributeViews().contains("unix");
        try {
            List<byte[]> states = FolderFiles.list(folder).entrySet().parallelStream()
                    .map(file -> state(folder, file.getKey(), file.getValue(), knowsChangeTime))
                    .toList();
            states.forEach(digest::update);
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static byte[] state(Path folder, String name, BasicFileAttributes attributes, boolean knowsChangeTime) {
        try {
            long modified = nanos(attributes.lastModifiedTime());
            long changed = knowsChangeTime ? nanos(Files.getAttribute(folder.resolve(name), "unix:ctime")) : 0;
            String state = name + '\0' + attributes.size() + '\0' + modified + '\0' + changed + '\n';
            return state.getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long nanos(Object time) {
        return ((FileTime) time).to(TimeUnit.NANOSECONDS);
    }

    /** The name counts, too, because it may tell the split; the content is hashed in parts, by all cores. */
    private static void addContent(Path file, MessageDigest digest) throws IOException {
        digest.update((file.getFileName().toString() + '\0').getBytes(StandardCharsets.UTF_8));
        try (FileChannel channel = FileChannel.open(file)) {
            long parts = (channel.size() + PART - 1) / PART;
            List<byte[]> hashes = LongStream.range(0, parts)
                    .parallel()
                    .mapToObj(part -> hash(channel, part * PART))
                    .toList();
            hashes.forEach(digest::update);
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static byte[] hash(FileChannel channel, long from) {
        MessageDigest digest = Fingerprint.sha256();
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        long at = from;
        try {
            while (at < from + PART) {
                block.clear().limit((int) Math.min(BLOCK, from + PART - at));
                int read = channel.read(block, at);
                if (read < 0) {
                    break;
                }
                digest.update(block.flip());
                at += read;
            }
            return digest.digest();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
