package dev.fer.models.layer;

import dev.fer.models.layer.Layout.ImageBatch;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * One row of an image's tiles, on its way into products and out of them: {@link WinogradTransform#PLACES} arrays in which
 * tile follows tile, each with all its channels. Used by one thread at a time.
 */
final class WinogradStrip {
    private static final int SIDE = WinogradTransform.SIDE;

    private float[][] values = new float[WinogradTransform.PLACES][0];
    private float[][] others = new float[WinogradTransform.PLACES][0];
    private float[] pixels = new float[0];

    /**
     * The rows of an image's pixels that a strip is read from or written to.
     *
     * @param numbers all images, their channels last
     * @param y the first row, negative above the image
     * @param x the first column
     * @param side how many rows, and columns of each tile, are meant
     * @param step from one tile to the next
     */
    record Rows(FloatBuffer numbers, ImageBatch images, int image, int y, int x, int side, int step) {
        int channels() {
            return (int) images.channels();
        }

        int width() {
            return (int) images.width();
        }

        int rowLength() {
            return width() * channels();
        }

        boolean has(int row) {
            return y + row >= 0 && y + row < images.height();
        }

        int start(int row) {
            return (int) ((image * images.height() + y + row) * rowLength());
        }

        /** Returns the column of a pixel of a tile, outside the image or in it. */
        int column(int tile, int pixel) {
            return x + tile * step + pixel;
        }
    }

    /** What becomes of a row of pixels once it has been read, or before it is written. */
    interface PixelRow {
        PixelRow AS_IT_IS = (pixels, length) -> {};

        void change(float[] pixels, int length);
    }

    private void fit(int length, int rowLength) {
        if (values[0].length < length) {
            values = new float[WinogradTransform.PLACES][length];
            others = new float[WinogradTransform.PLACES][length];
        }
        if (pixels.length < rowLength) {
            pixels = new float[rowLength];
        }
    }

    /** Reads so many tiles, zeros where they reach beyond the image, and shows each row of pixels on the way. */
    void read(Rows rows, int tiles, PixelRow seen) {
        fit(tiles * rows.channels(), rows.rowLength());
        for (int i = 0; i < rows.side; i++) {
            boolean inside = rows.has(i);
            if (inside) {
                rows.numbers.get(rows.start(i), pixels, 0, rows.rowLength());
                seen.change(pixels, rows.rowLength());
            }
            for (int j = 0; j < rows.side; j++) {
                float[] to = values[i * SIDE + j];
                for (int tile = 0; tile < tiles; tile++) {
                    copyIn(rows, inside, rows.column(tile, j), to, tile * rows.channels());
                }
            }
        }
    }

    private void copyIn(Rows rows, boolean inside, int column, float[] to, int at) {
        int channels = rows.channels();
        if (inside && column >= 0 && column < rows.width()) {
            System.arraycopy(pixels, column * channels, to, at, channels);
        } else {
            Arrays.fill(to, at, at + channels, 0);
        }
    }

    /** Writes what of so many tiles lies in the image, each row of pixels changed on the way. */
    void write(Rows rows, int tiles, PixelRow finish) {
        int channels = rows.channels();
        fit(tiles * channels, rows.rowLength());
        for (int i = 0; i < rows.side && rows.has(i); i++) {
            for (int j = 0; j < rows.side; j++) {
                float[] from = values[i * SIDE + j];
                for (int tile = 0; tile < tiles && rows.column(tile, j) < rows.width(); tile++) {
                    System.arraycopy(from, tile * channels, pixels, rows.column(tile, j) * channels, channels);
                }
            }
            finish.change(pixels, rows.rowLength());
            rows.numbers.put(rows.start(i), pixels, 0, rows.rowLength());
        }
    }

    void transform(WinogradTransform way, int length) {
        way.apply(values, others, length);
    }

    /** Writes so many numbers of each place into its plane. */
    void put(WinogradPlanes planes, int at, int length) {
        for (int place = 0; place < values.length; place++) {
            planes.numbers().put(place * planes.size() + at, values[place], 0, length);
        }
    }

    /** Reads so many numbers of each place from its plane. */
    void get(WinogradPlanes planes, int at, int length) {
        fit(length, 0);
        for (int place = 0; place < values.length; place++) {
            planes.numbers().get(place * planes.size() + at, values[place], 0, length);
        }
    }

    /** Adds so many numbers of each place from its plane. */
    void add(WinogradPlanes planes, int at, int length) {
        for (int place = 0; place < values.length; place++) {
            float[] sum = values[place];
            float[] more = others[place];
            planes.numbers().get(place * planes.size() + at, more, 0, length);
            for (int i = 0; i < length; i++) {
                sum[i] += more[i];
            }
        }
    }

    /** Returns the numbers of a place, to be read or set. */
    float[] place(int place, int length) {
        fit(length, 0);
        return values[place];
    }
}
