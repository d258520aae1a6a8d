package dev.fer.data.faces;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes 8-bit grey PNG files; needs no AWT, so that it starts fast and works everywhere alike. */
public final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private Png() {}

    /**
     * Returns the bytes of a PNG file.
     *
     * @param width pixels in a row
     * @param height rows
     * @param grey {@code width * height} unsigned bytes, row by row
     * @throws IllegalArgumentException if the array has another length
     */
    public static byte[] grey(int width, int height, byte[] grey) {
        if (grey.length != width * height) {
            throw new IllegalArgumentException(width + "x" + height + " pixels expected, found " + grey.length);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(grey.length);
        out.writeBytes(SIGNATURE);
        int bitDepth = 8;
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) bitDepth)
                .array();
        chunk(out, "IHDR", header);
        chunk(out, "IDAT", deflate(withFilterBytes(width, height, grey)));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    /** Puts the filter type 0 ("none") before each row, as the format demands. */
    private static byte[] withFilterBytes(int width, int height, byte[] grey) {
        byte[] rows = new byte[height * (width + 1)];
        for (int y = 0; y < height; y++) {
            System.arraycopy(grey, y * width, rows, y * (width + 1) + 1, width);
        }
        return rows;
    }

    private static byte[] deflate(byte[] bytes) {
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(bytes);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
            byte[] buffer = new byte[8192];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(content);
        out.writeBytes(ByteBuffer.allocate(12 + content.length)
                .putInt(content.length)
                .put(name)
                .put(content)
                .putInt((int) crc.getValue())
                .array());
    }
}
