package dev.fer.models.layer;

import java.nio.FloatBuffer;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.FloatPointer;

/**
 * {@link WinogradTransform#PLACES} matrices of one size, row by row, outside the heap: one for each place of a square.
 *
 * @param memory where they lie, which must stay reachable
 */
record WinogradPlanes(FloatPointer memory, FloatBuffer numbers, int rows, int columns) {
    /** Memory that grows as needed and stays. Used by one thread at a time. */
    static final class Scratch {
        private FloatPointer memory = new FloatPointer();
        private long capacity;

        /** Returns matrices of this size, with any numbers in them, in place of those that were here before. */
        WinogradPlanes of(int rows, int columns) {
            long wanted = (long) WinogradTransform.PLACES * rows * columns;
            if (capacity < wanted) {
                memory.close();
                memory = new FloatPointer(wanted);
                capacity = wanted;
            }
            return new WinogradPlanes(
                    memory, new FloatPointer(memory).capacity(wanted).asBuffer(), rows, columns);
        }
    }

    /** Returns how many numbers a matrix has. */
    int size() {
        return rows * columns;
    }

    private FloatPointer matrix(int place) {
        return memory.getPointer((long) place * size());
    }

    /** Becomes a b, matrix by matrix. */
    void product(WinogradPlanes a, WinogradPlanes b) {
        multiply('N', a, 'N', b, 0, a.columns);
    }

    /** Becomes a b', matrix by matrix. */
    void productWithTransposed(WinogradPlanes a, WinogradPlanes b) {
        multiply('N', a, 'T', b, 0, a.columns);
    }

    /** Becomes a' b, matrix by matrix, or has that added. */
    void productOfTransposed(WinogradPlanes a, WinogradPlanes b, boolean added) {
        multiply('T', a, 'N', b, added ? 1 : 0, a.rows);
    }

    private void multiply(char wayOfA, WinogradPlanes a, char wayOfB, WinogradPlanes b, float kept, int inner) {
        for (int place = 0; place < WinogradTransform.PLACES; place++) {
            int status = dnnl.dnnl_sgemm(
                    (byte) wayOfA,
                    (byte) wayOfB,
                    rows,
                    columns,
                    inner,
                    1,
                    a.matrix(place),
                    a.columns,
                    b.matrix(place),
                    b.columns,
                    kept,
                    matrix(place),
                    columns);
            if (status != dnnl.dnnl_success) {
                throw new IllegalStateException("oneDNN refused a product of " + rows + " x " + inner + " by " + inner
                        + " x " + columns + " numbers: status " + status);
            }
        }
    }
}
