package dev.fer.data.read;

/**
 * Changes the size of square grey images with a triangle filter as wide as two pixels of the coarser grid: the area's
 * weighted mean when it shrinks, bilinear interpolation when it enlarges (Pillow's {@code BILINEAR}).
 */
final class Resampling {
    private Resampling() {}

    /** Returns a square part of an image that is {@code width} pixels wide. */
    static byte[] cut(byte[] grey, int width, int left, int top, int side) {
        byte[] part = new byte[side * side];
        for (int y = 0; y < side; y++) {
            System.arraycopy(grey, (top + y) * width + left, part, y * side, side);
        }
        return part;
    }

    /**
     * Returns a square part of an image in another size; needs little memory beside the image's own.
     *
     * @param grey unsigned bytes, row by row
     * @param width of the image, in pixels
     * @param left of the part's first column
     * @param top of the part's first row
     * @param side of the part
     * @param wanted side of what is returned
     */
    static byte[] resize(byte[] grey, int width, int left, int top, int side, int wanted) {
        double[][] weights = weights(side, wanted);
        double[] narrow = new double[side * wanted];
        for (int i = 0; i < wanted; i++) {
            int from = first(weights[i]);
            for (int y = 0; y < side; y++) {
                int start = (top + y) * width + left;
                double sum = 0;
                for (int x = from; x < side && weights[i][x] > 0; x++) {
                    sum += weights[i][x] * (grey[start + x] & 0xFF);
                }
                narrow[y * wanted + i] = sum;
            }
        }
        byte[] bytes = new byte[wanted * wanted];
        for (int i = 0; i < wanted; i++) {
            int from = first(weights[i]);
            for (int x = 0; x < wanted; x++) {
                double sum = 0;
                for (int y = from; y < side && weights[i][y] > 0; y++) {
                    sum += weights[i][y] * narrow[y * wanted + x];
                }
                bytes[i * wanted + x] = (byte) Math.round(sum);
            }
        }
        return bytes;
    }

    /** What each new pixel takes of each old one along a side. */
    private static double[][] weights(int side, int wanted) {
        double scale = (double) side / wanted;
        double reach = Math.max(scale, 1);
        double[][] weights = new double[wanted][side];
        for (int i = 0; i < wanted; i++) {
            double centre = (i + 0.5) * scale;
            double sum = 0;
            for (int j = 0; j < side; j++) {
                weights[i][j] = Math.max(0, 1 - Math.abs(j + 0.5 - centre) / reach);
                sum += weights[i][j];
            }
            for (int j = 0; j < side; j++) {
                weights[i][j] /= sum;
            }
        }
        return weights;
    }

    private static int first(double[] weights) {
        int first = 0;
        while (weights[first] == 0) {
            first++;
        }
        return first;
    }
}
