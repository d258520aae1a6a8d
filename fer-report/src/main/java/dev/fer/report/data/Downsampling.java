package dev.fer.report.data;

import java.util.stream.IntStream;

/**
 * Thins a curve so that it looks the same: largest triangle three buckets (Steinarsson 2013, "Downsampling
 * time series for visual representation", section 4.2).
 */
final class Downsampling {
    private Downsampling() {}

    /**
     * Returns the positions to keep, rising: all of them, or the first, the last and one of each bucket between.
     *
     * @param most how many to keep, at least 3
     */
    static int[] largestTriangles(int[] x, double[] y, int most) {
        int size = x.length;
        if (size <= most) {
            return IntStream.range(0, size).toArray();
        }
        int[] kept = new int[most];
        double width = (size - 2) / (double) (most - 2);
        for (int bucket = 0; bucket < most - 2; bucket++) {
            int from = 1 + (int) (bucket * width);
            int to = 1 + (int) ((bucket + 1) * width);
            int nextTo = Math.min(size, 1 + (int) ((bucket + 2) * width));
            kept[bucket + 1] = largest(x, y, kept[bucket], from, to, Math.max(to + 1, nextTo));
        }
        kept[most - 1] = size - 1;
        return kept;
    }

    /** The point of a bucket that spans the largest triangle with the last kept point and the next bucket's mean. */
    private static int largest(int[] x, double[] y, int last, int from, int to, int nextTo) {
        double meanX =
                IntStream.range(to, nextTo).mapToDouble(i -> x[i]).average().orElseThrow();
        double meanY =
                IntStream.range(to, nextTo).mapToDouble(i -> y[i]).average().orElseThrow();
        int best = from;
        double bestArea = -1;
        for (int i = from; i < to; i++) {
            double area = Math.abs((x[last] - meanX) * (y[i] - y[last]) - (x[last] - x[i]) * (meanY - y[last]));
            if (area > bestArea) {
                bestArea = area;
                best = i;
            }
        }
        return best;
    }
}
