package dev.fer.search.sampler.gp;

/**
 * The Cholesky factorisation A = RᵀR of a symmetric positive definite matrix, R upper triangular. All loops over
 * many numbers run along rows and add multiples of one row to another, which the virtual machine turns into vector
 * instructions; sums along a row it does not. Immutable and thread-safe.
 */
final class Cholesky {
    private final double[][] rows;

    private Cholesky(double[][] rows) {
        this.rows = rows;
    }

    /**
     * Factorises a matrix in place. Where rounding has made it indefinite, what is missing is added to its diagonal.
     *
     * @param matrix of which only the upper triangle is read; overwritten
     */
    static Cholesky of(double[][] matrix) {
        int size = matrix.length;
        for (int k = 0; k < size; k++) {
            double[] row = matrix[k];
            double pivot = Math.sqrt(Math.max(row[k], 1e-12));
            row[k] = pivot;
            scale(row, 1 / pivot, k + 1, size);
            for (int i = k + 1; i < size; i++) {
                subtract(row[i], row, matrix[i], i, size);
            }
        }
        return new Cholesky(matrix);
    }

    /** Returns the logarithm of the determinant of A. */
    double logDeterminant() {
        double sum = 0;
        for (int i = 0; i < rows.length; i++) {
            sum += Math.log(rows[i][i]);
        }
        return 2 * sum;
    }

    /** Solves Rᵀv = b in place. */
    void solveLower(double[] b) {
        int size = rows.length;
        for (int i = 0; i < size; i++) {
            double[] row = rows[i];
            b[i] /= row[i];
            subtract(b[i], row, b, i + 1, size);
        }
    }

    /** Solves Rᵀ V = B in place for many right-hand sides, one per column of B. */
    void solveLower(double[][] b) {
        int size = rows.length;
        int columns = size == 0 ? 0 : b[0].length;
        for (int i = 0; i < size; i++) {
            double[] row = rows[i];
            scale(b[i], 1 / row[i], 0, columns);
            for (int j = i + 1; j < size; j++) {
                subtract(row[j], b[i], b[j], 0, columns);
            }
        }
    }

    /** Solves Ru = v in place. */
    void solveUpper(double[] v) {
        int size = rows.length;
        for (int i = size - 1; i >= 0; i--) {
            double[] row = rows[i];
            v[i] = (v[i] - dot(row, v, i + 1, size)) / row[i];
        }
    }

    /** Solves A x = b in place. */
    void solve(double[] b) {
        solveLower(b);
        solveUpper(b);
    }

    /** Returns the upper triangle of the inverse of A. */
    double[][] inverse() {
        int size = rows.length;
        double[][] upper = upperInverse();
        double[][] inverse = new double[size][size];
        // A⁻¹ = R⁻¹R⁻ᵀ; the row k of L⁻¹ = (R⁻¹)ᵀ gives the outer product that is added to the leading block.
        double[] column = new double[size];
        for (int k = 0; k < size; k++) {
            for (int i = 0; i <= k; i++) {
                column[i] = upper[i][k];
            }
            for (int i = 0; i <= k; i++) {
                subtract(-column[i], column, inverse[i], i, k + 1);
            }
        }
        return inverse;
    }

    /** Returns R⁻¹, upper triangular, row by row from the last: row i = (eᵢ - Σ R(i,k) row k) / R(i,i), k > i. */
    private double[][] upperInverse() {
        int size = rows.length;
        double[][] inverse = new double[size][size];
        for (int i = size - 1; i >= 0; i--) {
            double[] row = inverse[i];
            row[i] = 1;
            for (int k = i + 1; k < size; k++) {
                subtract(rows[i][k], inverse[k], row, k, size);
            }
            scale(row, 1 / rows[i][i], i, size);
        }
        return inverse;
    }

    private static void subtract(double factor, double[] source, double[] target, int from, int to) {
        for (int j = from; j < to; j++) {
            target[j] -= factor * source[j];
        }
    }

    private static void scale(double[] row, double factor, int from, int to) {
        for (int j = from; j < to; j++) {
            row[j] *= factor;
        }
    }

    /** Four sums instead of one, so that an addition need not wait for the one before. */
    static double dot(double[] a, double[] b, int from, int to) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int j = from;
        for (; j + 3 < to; j += 4) {
            s0 += a[j] * b[j];
            s1 += a[j + 1] * b[j + 1];
            s2 += a[j + 2] * b[j + 2];
            s3 += a[j + 3] * b[j + 3];
        }
        for (; j < to; j++) {
            s0 += a[j] * b[j];
        }
        return s0 + s1 + (s2 + s3);
    }
}
