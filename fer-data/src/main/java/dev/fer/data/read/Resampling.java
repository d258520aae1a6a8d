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

    /** Returns a square image of {@code side * side} unsigned bytes in another size. */
    static byte[] resize(byte[] grey, int side, int wanted) {
        double[] values = new double[side * side];
        for (int p = 0; p < values.length; p++) {
            values[p] = grey[p] & 0xFF;
        }
        double[][] weights = weights(side, wanted);
        double[] narrow = alongRows(values, side, side, weights);
        double[] turned = alongRows(transposed(narrow, side, wanted), wanted, side, weights);
        double[] resized = transposed(turned, wanted, wanted);
        byte[] bytes = new byte[wanted * wanted];
        for (int p = 0; p < bytes.length; p++) {
            bytes[p] = (byte) Math.round(resized[p]);
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

    private static double[] alongRows(double[] values, int rows, int width, double[][] weights) {
        double[] result = new double[rows * weights.length];
        for (int i = 0; i < weights.length; i++) {
            int from = 0;
            while (weights[i][from] == 0) {
                from++;
            }
            for (int row = 0; row < rows; row++) {
                double sum = 0;
                for (int j = from; j < width && weights[i][j] > 0; j++) {
                    sum += weights[i][j] * values[row * width + j];
                }
                result[row * weights.length + i] = sum;
            }
        }
        return result;
    }

    private static double[] transposed(double[] values, int rows, int columns) {
        double[] turned = new double[values.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                turned[column * rows + row] = values[row * columns + column];
            }
        }
        return turned;
    }
}
