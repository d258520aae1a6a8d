package dev.fer.report.data;

/** Looks things up in sorted numbers. */
final class Sorted {
    private Sorted() {}

    /** Returns the position of the first number, of rising ones without NaN, that is at least a value. */
    static int firstAtLeast(double[] rising, double value) {
        int low = 0;
        int high = rising.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rising[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
