package dev.fer.data.cache;

import dev.fer.common.AtomicFiles;
import dev.fer.data.faces.Faces;
import dev.fer.data.faces.Split;
import dev.fer.data.read.DataProblem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The format of a cache file: a preamble (magic, version, length and CRC-32C of the header), a header (form,
 * fingerprint, size and CRC-32C of each split, problems), and of each split all labels, then all pixels.
 */
final class CacheFile {
    private static final Logger LOG = LoggerFactory.getLogger(CacheFile.class);
    private static final long MAGIC = 0x4645522046414345L;
    /** To be raised whenever the format changes, or the readers find other images or problems in the same source. */
    private static final int VERSION = 3;

    private static final int PREAMBLE = Long.BYTES + 3 * Integer.BYTES;

    private CacheFile() {}

    /** Writes a file, whole or not at all. */
    static void write(Path file, CachedDataset dataset) throws IOException {
        Map<Split, Faces> splits = new EnumMap<>(Split.class);
        splits.putAll(dataset.splits());
        byte[] header = header(dataset, splits);
        CRC32C crc = new CRC32C();
        crc.update(header);
        AtomicFiles.write(file, out -> {
            DataOutputStream data = new DataOutputStream(out);
            data.writeLong(MAGIC);
            data.writeInt(VERSION);
            data.writeInt(header.length);
            data.writeInt((int) crc.getValue());
            data.write(header);
            for (Faces faces : splits.values()) {
                write(faces, data);
            }
            data.flush();
        });
    }

    /** Maps a file, if it is there and whole. */
    static Optional<CachedDataset> read(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            return Optional.of(read(channel));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("the cache file {} is not usable ({}) and is made anew", file, e.getMessage());
            return Optional.empty();
        }
    }

    private static byte[] header(CachedDataset dataset, Map<Split, Faces> splits) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream header = new DataOutputStream(bytes);
        header.writeUTF(dataset.form());
        header.writeUTF(dataset.fingerprint());
        header.writeInt(splits.size());
        for (Map.Entry<Split, Faces> split : splits.entrySet()) {
            header.writeUTF(split.getKey().name());
            header.writeInt(split.getValue().size());
            Checksum checksum = new Checksum();
            write(split.getValue(), checksum);
            header.writeInt(checksum.value());
        }
        header.writeInt(dataset.problems().size());
        for (DataProblem problem : dataset.problems()) {
            header.writeUTF(problem.kind().name());
            header.writeUTF(problem.where());
            header.writeUTF(problem.found());
            header.writeUTF(problem.expected());
            header.writeInt(problem.images());
        }
        return bytes.toByteArray();
    }

    private static void write(Faces faces, OutputStream out) throws IOException {
        byte[] labels = new byte[faces.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) faces.label(i);
        }
        out.write(labels);
        byte[] pixels = new byte[Faces.PIXELS];
        for (int i = 0; i < labels.length; i++) {
            faces.copyPixels(i, pixels, 0);
            out.write(pixels);
        }
    }

    private static CachedDataset read(FileChannel channel) throws IOException {
        ByteBuffer preamble = ByteBuffer.wrap(readFully(channel, 0, PREAMBLE));
        require(preamble.getLong() == MAGIC, "it is no cache file");
        require(preamble.getInt() == VERSION, "it is of another version");
        int length = preamble.getInt();
        require(length >= 0 && length <= channel.size() - PREAMBLE, "it is cut off");
        byte[] header = readFully(channel, PREAMBLE, length);
        require(crc(ByteBuffer.wrap(header)) == preamble.getInt(), "its header is damaged");
        return read(channel, new DataInputStream(new ByteArrayInputStream(header)), PREAMBLE + length);
    }

    private static CachedDataset read(FileChannel channel, DataInputStream header, long dataStart) throws IOException {
        String form = header.readUTF();
        String fingerprint = header.readUTF();
        Map<Split, Faces> splits = new EnumMap<>(Split.class);
        long at = dataStart;
        for (int remaining = header.readInt(); remaining > 0; remaining--) {
            Split split = Split.valueOf(header.readUTF());
            int size = header.readInt();
            int crc = header.readInt();
            long length = size * (1L + Faces.PIXELS);
            require(at + length <= channel.size(), "it is cut off");
            ByteBuffer content = channel.map(FileChannel.MapMode.READ_ONLY, at, length);
            require(crc(content) == crc, "its " + split.label() + " images are damaged");
            byte[] labels = new byte[size];
            content.get(0, labels);
            splits.put(split, Faces.of(labels, content.slice(size, content.limit() - size)));
            at += length;
        }
        return new CachedDataset(form, fingerprint, splits, problems(header));
    }

    private static List<DataProblem> problems(DataInputStream header) throws IOException {
        List<DataProblem> problems = new ArrayList<>();
        for (int remaining = header.readInt(); remaining > 0; remaining--) {
            problems.add(new DataProblem(
                    DataProblem.Kind.valueOf(header.readUTF()),
                    header.readUTF(),
                    header.readUTF(),
                    header.readUTF(),
                    header.readInt()));
        }
        return problems;
    }

    private static byte[] readFully(FileChannel channel, long from, int length) throws IOException {
        byte[] bytes = new byte[length];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            require(channel.read(buffer, from + buffer.position()) > 0, "it is cut off");
        }
        return bytes;
    }

    private static int crc(ByteBuffer content) {
        CRC32C crc = new CRC32C();
        crc.update(content.duplicate());
        return (int) crc.getValue();
    }

    private static void require(boolean holds, String otherwise) throws IOException {
        if (!holds) {
            throw new IOException(otherwise);
        }
    }

    /** Sums up what is written to it. */
    private static final class Checksum extends OutputStream {
        private final CRC32C crc = new CRC32C();

        @Override
        public void write(int value) {
            crc.update(value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            crc.update(bytes, offset, length);
        }

        int value() {
            return (int) crc.getValue();
        }
    }
}
