package dev.fer.models.train;

import dev.fer.common.AtomicFiles;
import dev.fer.data.batch.Batch;
import dev.fer.data.batch.BatchSource;
import dev.fer.data.batch.Normalizer;
import dev.fer.data.batch.Presentation;
import dev.fer.data.faces.Faces;
import dev.fer.data.faces.Fingerprint;
import dev.fer.data.faces.Split;
import dev.fer.models.network.FrozenPart;
import dev.fer.models.network.ImageShape;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what frozen layers make of images: in a directory, one file for each set of images and layers, or in memory.
 *
 * <p>A file's name is a hash of the layers' weights and answers, the images and their normalization, so that what
 * has changed is never answered from an old file; a damaged file is made anew. Thread-safe, also among processes:
 * files appear whole or not at all. Files may be deleted at any time; those not used for longest are, where all together
 * would take too much.
 */
final class FeatureCache {
    private static final Logger log = LoggerFactory.getLogger(FeatureCache.class);

    /** Images that go through the layers together. */
    private static final int BATCH = 64;

    /** To be raised whenever the format changes: all numbers as big-endian floats, then their CRC-32C as a long. */
    private static final int VERSION = 1;

    /** Room for 512 numbers of each of FER2013's images, four times over. */
    private static final long MOST_BYTES_IN_MEMORY = 256L << 20;

    /** Room for what a training and its validation need at most, or for the searches of some weeks. */
    private static final long MOST_BYTES_IN_FILES = 4L << 30;

    private static final String SUFFIX = ".features";

    private final Optional<Path> directory;
    private final long most;

    /**
     * Makes a cache.
     *
     * @param directory made when it is first needed; empty to keep everything in memory, for as long as it is in use
     */
    FeatureCache(Optional<Path> directory) {
        this(directory, MOST_BYTES_IN_FILES);
    }

    /**
     * Makes a cache of another size.
     *
     * @param most bytes that all files together may have
     */
    FeatureCache(Optional<Path> directory, long most) {
        this.directory = directory;
        this.most = most;
    }

    /**
     * Returns what the layers make of images, row by row.
     *
     * @param width numbers in a row
     * @return empty, after a warning, if that is too much to be kept or the directory cannot be written
     */
    Optional<FloatBuffer> get(FrozenPart layers, Faces faces, Normalizer normalizer, int width) {
        long bytes = (long) faces.size() * width * Float.BYTES;
        if (bytes > (directory.isPresent() ? Integer.MAX_VALUE - Long.BYTES : MOST_BYTES_IN_MEMORY)) {
            log.warn("what frozen layers make of the images would take {} MiB and is not kept", bytes >> 20);
            return Optional.empty();
        }
        try {
            return directory.isPresent()
                    ? kept(directory.get(), layers, faces, normalizer, bytes)
                    : Optional.of(inMemory(layers, faces, normalizer, (int) bytes));
        } catch (IOException e) {
            log.warn("what frozen layers make of the images cannot be kept: {}", e.toString());
            return Optional.empty();
        }
    }

    private static FloatBuffer inMemory(FrozenPart layers, Faces faces, Normalizer normalizer, int bytes)
            throws IOException {
        ByteBuffer target = ByteBuffer.allocateDirect(bytes);
        write(layers, faces, normalizer, new OutputStream() {
            @Override
            public void write(int value) {
                target.put((byte) value);
            }

            @Override
            public void write(byte[] values, int offset, int length) {
                target.put(values, offset, length);
            }
        });
        return target.flip().asFloatBuffer();
    }

    private Optional<FloatBuffer> kept(
            Path directory, FrozenPart layers, Faces faces, Normalizer normalizer, long bytes) throws IOException {
        Path file = directory.resolve(key(layers, faces, normalizer) + SUFFIX);
        Optional<FloatBuffer> kept = read(file, bytes);
        if (kept.isEmpty()) {
            log.info("sending {} images through the frozen layers, once; kept in {}", faces.size(), directory);
            Files.createDirectories(directory);
            OldFiles.makeRoom(directory, SUFFIX, most - bytes);
            AtomicFiles.write(file, out -> {
                CheckedOutputStream checked = new CheckedOutputStream(out, new CRC32C());
                write(layers, faces, normalizer, checked);
                DataOutputStream trailer = new DataOutputStream(out);
                trailer.writeLong(checked.getChecksum().getValue());
                trailer.flush();
            });
            kept = read(file, bytes);
        }
        return kept;
    }

    private static String key(FrozenPart layers, Faces faces, Normalizer normalizer) {
        MessageDigest digest = Fingerprint.sha256();
        digest.update((byte) VERSION);
        try (INDArray probe = Nd4j.linspace(DataType.FLOAT, -0.5, 0.5 / Faces.PIXELS, 2L * Faces.PIXELS)) {
            String layersText = layers.fingerprint(ImageShape.FACE.shaped(probe.reshape('c', 2, Faces.PIXELS)));
            digest.update(layersText.getBytes(StandardCharsets.US_ASCII));
        }
        digest.update(Fingerprint.of(Map.of(Split.TRAIN, faces)).getBytes(StandardCharsets.US_ASCII));
        update(digest, normalizer.scale());
        update(digest, normalizer.offset());
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
        bytes.asFloatBuffer().put(values);
        digest.update(bytes);
    }

    private static void write(FrozenPart layers, Faces faces, Normalizer normalizer, OutputStream out)
            throws IOException {
        try (BatchSource images = new BatchSource(faces, normalizer, Presentation.PLAIN, BATCH)) {
            for (Batch batch : images.inOrder()) {
                try (INDArray features = layers.features(ImageShape.FACE.shaped(batch.features()))) {
                    float[] values = features.reshape(features.length()).toFloatVector();
                    ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
                    bytes.asFloatBuffer().put(values);
                    out.write(bytes.array());
                }
            }
        }
    }

    private static Optional<FloatBuffer> read(Path file, long bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            if (channel.size() == bytes + Long.BYTES) {
                MappedByteBuffer content = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
                ByteBuffer values = content.slice(0, (int) bytes);
                CRC32C crc = new CRC32C();
                crc.update(values.duplicate());
                if (crc.getValue() == content.getLong((int) bytes)) {
                    OldFiles.touch(file);
                    return Optional.of(values.asFloatBuffer());
                }
            }
            log.warn("the cache file {} is damaged and is made anew", file);
            return Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
