package dev.fer.data.cache;

import dev.fer.data.faces.Emotion;
import dev.fer.data.faces.Faces;
import dev.fer.data.faces.Fingerprint;
import dev.fer.data.faces.Split;
import dev.fer.data.read.DataProblem;
import dev.fer.data.read.FaceSink;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes images as they are read, each split into a temporary file of its own, so that a source of any size is read
 * in constant memory. For one thread.
 */
final class Spool implements FaceSink, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Spool.class);

    private static final Duration ABANDONED = Duration.ofDays(1);
    /** The directory may be one that others keep hidden files in, too. */
    private static final String OURS = "{.spool-*,.*.faces-*,.*.features-*}.tmp";

    private static final int BUFFER = 1 << 18;

    private final Path directory;
    private final Map<Split, Part> parts = new EnumMap<>(Split.class);
    private final List<DataProblem> problems = new ArrayList<>();

    Spool(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
        deleteAbandoned();
    }

    /** @throws CacheException if the directory is full or cannot be written */
    @Override
    public void face(Split split, Emotion emotion, byte[] pixels, int offset) {
        try {
            Part part = parts.get(split);
            if (part == null) {
                part = new Part(directory.resolve(".spool-" + UUID.randomUUID() + ".tmp"));
                parts.put(split, part);
            }
            part.labels.write(emotion.number());
            part.pixels.write(pixels, offset, Faces.PIXELS);
        } catch (IOException e) {
            throw new CacheException(directory, e);
        }
    }

    @Override
    public void problem(DataProblem problem) {
        problems.add(problem);
    }

    /** Returns all that was taken, mapped from the temporary files. */
    CachedDataset finish(String form) throws IOException {
        Map<Split, Faces> splits = new EnumMap<>(Split.class);
        for (Map.Entry<Split, Part> part : parts.entrySet()) {
            splits.put(part.getKey(), part.getValue().finish());
        }
        return new CachedDataset(form, Fingerprint.of(splits), splits, problems);
    }

    /** What cannot be closed or removed, on a full disk or where the system keeps a mapped file, goes later. */
    @Override
    public void close() {
        for (Part part : parts.values()) {
            try {
                part.pixels.close();
            } catch (IOException e) {
                log.debug("{} cannot be closed", part.file, e);
            }
            try {
                Files.deleteIfExists(part.file);
            } catch (IOException e) {
                log.debug("{} stays until it is a day old", part.file, e);
            }
        }
    }

    /** A process that was killed leaves its temporary files behind. */
    private void deleteAbandoned() throws IOException {
        Instant limit = Instant.now().minus(ABANDONED);
        try (DirectoryStream<Path> temporary = Files.newDirectoryStream(directory, OURS)) {
            for (Path file : temporary) {
                deleteIfOlder(file, limit);
            }
        }
    }

    /** What another user left behind, or a file system holds, is theirs: it keeps nobody from reading. */
    private static void deleteIfOlder(Path file, Instant limit) {
        try {
            if (Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            log.debug("{} stays", file, e);
        }
    }

    private static final class Part {
        private final Path file;
        private final ByteArrayOutputStream labels = new ByteArrayOutputStream();
        private final OutputStream pixels;

        Part(Path file) throws IOException {
            this.file = file;
            this.pixels = new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
        }

        Faces finish() throws IOException {
            pixels.flush();
            try (FileChannel channel = FileChannel.open(file)) {
                return Faces.of(labels.toByteArray(), channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
            }
        }
    }
}
