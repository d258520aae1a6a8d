package dev.fer.models.layer;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The linear maps of Winograd's convolution F(4x4, 3x3), which makes 4x4 pixels of an output from 6x6 of its input and a
 * 3x3 filter by 36 products in place of 144 (Lavin and Gray 2016, arXiv 1509.09308, section 4.3).
 *
 * <p>Each maps many squares at once: values are {@value #PLACES} arrays of one length, one for each place of 6x6, row by
 * row, and what stands at one index in all of them is one square. So the compiler makes vector instructions of the loops.
 * Smaller squares lie in the first rows and columns. Each map takes a square X to M X M', M being its matrix.
 */
final class WinogradTransform {
    /** A tile of the input, to be multiplied. */
    static final WinogradTransform INPUT = new WinogradTransform(new float[][] {
        {4, 0, -5, 0, 1, 0},
        {0, -4, -4, 1, 1, 0},
        {0, 4, -4, -1, 1, 0},
        {0, -2, -1, 2, 1, 0},
        {0, 2, -1, -2, 1, 0},
        {0, 4, 0, -5, 0, 1}
    });

    /** A filter, to be multiplied. */
    static final WinogradTransform FILTER = new WinogradTransform(new float[][] {
        {1 / 4f, 0, 0},
        {-1 / 6f, -1 / 6f, -1 / 6f},
        {-1 / 6f, 1 / 6f, -1 / 6f},
        {1 / 24f, 1 / 12f, 1 / 6f},
        {1 / 24f, -1 / 12f, 1 / 6f},
        {0, 0, 1}
    });

    /** Sums of products, back to a tile of the output. */
    static final WinogradTransform OUTPUT = new WinogradTransform(
            new float[][] {{1, 1, 1, 1, 1, 0}, {0, 1, -1, 2, -2, 0}, {0, 1, 1, 4, 4, 0}, {0, 1, -1, 8, -8, 1}});

    /** The gradient of a tile of the output, to be multiplied. */
    static final WinogradTransform OUTPUT_GRADIENT = new WinogradTransform(transposed(OUTPUT.matrix));

    /** Sums of products, back to the gradient of a filter. */
    static final WinogradTransform FILTER_GRADIENT = new WinogradTransform(transposed(FILTER.matrix));

    /** The side of the largest square. */
    static final int SIDE = 6;

    static final int PLACES = SIDE * SIDE;

    private final float[][] matrix;
    private final List<Sum> rows;

    /** A row of a matrix: what is not zero, and where. */
    private record Sum(int[] terms, float[] factors) {
        static Sum of(float[] row) {
            int[] terms =
                    IntStream.range(0, row.length).filter(i -> row[i] != 0).toArray();
            float[] factors = new float[terms.length];
            for (int i = 0; i < terms.length; i++) {
                factors[i] = row[terms[i]];
            }
            return new Sum(terms, factors);
        }
    }

    private WinogradTransform(float[][] matrix) {
        this.matrix = matrix;
        this.rows = Arrays.stream(matrix).map(Sum::of).toList();
    }

    /** Maps the first {@code length} squares in their place, by way of other arrays of that size. */
    void apply(float[][] values, float[][] others, int length) {
        for (int row = 0; row < matrix[0].length; row++) {
            line(values, others, row * SIDE, 1, length);
        }
        for (int column = 0; column < matrix.length; column++) {
            line(others, values, column, SIDE, length);
        }
    }

    private void line(float[][] from, float[][] to, int first, int step, int length) {
        for (int i = 0; i < rows.size(); i++) {
            Sum row = rows.get(i);
            float[][] x = new float[row.terms.length][];
            for (int t = 0; t < x.length; t++) {
                x[t] = from[first + row.terms[t] * step];
            }
            add(row.factors, x, to[first + i * step], length);
        }
    }

    private static void add(float[] f, float[][] x, float[] to, int length) {
        switch (f.length) {
            case 1 -> one(f[0], x[0], to, length);
            case 3 -> three(f[0], x[0], f[1], x[1], f[2], x[2], to, length);
            case 4 -> four(f[0], x[0], f[1], x[1], f[2], x[2], f[3], x[3], to, length);
            case 5 -> five(f[0], x[0], f[1], x[1], f[2], x[2], f[3], x[3], f[4], x[4], to, length);
            default -> throw new IllegalStateException("no sum of " + f.length + " terms");
        }
    }

    private static void one(float a, float[] x, float[] to, int length) {
        for (int i = 0; i < length; i++) {
            to[i] = a * x[i];
        }
    }

    private static void three(float a, float[] x, float b, float[] y, float c, float[] z, float[] to, int length) {
        for (int i = 0; i < length; i++) {
            to[i] = a * x[i] + b * y[i] + c * z[i];
        }
    }

    private static void four(
            float a, float[] x, float b, float[] y, float c, float[] z, float d, float[] w, float[] to, int length) {
        for (int i = 0; i < length; i++) {
            to[i] = a * x[i] + b * y[i] + c * z[i] + d * w[i];
        }
    }

    private static void five(
            float a,
            float[] x,
            float b,
            float[] y,
            float c,
            float[] z,
            float d,
            float[] w,
            float e,
            float[] v,
            float[] to,
            int length) {
        for (int i = 0; i < length; i++) {
            to[i] = a * x[i] + b * y[i] + c * z[i] + d * w[i] + e * v[i];
        }
    }

    private static float[][] transposed(float[][] matrix) {
        float[][] result = new float[matrix[0].length][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < result.length; j++) {
                result[j][i] = matrix[i][j];
            }
        }
        return result;
    }
}
