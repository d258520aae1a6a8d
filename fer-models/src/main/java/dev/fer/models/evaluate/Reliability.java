package dev.fer.models.evaluate;

import java.util.List;

/**
 * A reliability diagram: how sure a network was of its answers, and how often it was right. Immutable and thread-safe.
 *
 * @param bins of equal width from 0 to 1, in ascending order; empty ones included
 */
public record Reliability(List<Bin> bins) {
    /** The usual number of bins. */
    public static final int BINS = 15;

    /**
     * The answers of about the same probability.
     *
     * @param low the probabilities are above this (the first bin includes it)
     * @param high and at most this
     * @param images how many answers fell here
     * @param confidence their mean probability; NaN if there is none
     * @param accuracy the share that was right; NaN if there is none
     */
    public record Bin(double low, double high, long images, double confidence, double accuracy) {}

    /** Copies the bins. */
    public Reliability {
        bins = List.copyOf(bins);
    }

    /** Returns the expected calibration error: the mean distance of accuracy and confidence, weighted by images. */
    public double calibrationError() {
        long images = bins.stream().mapToLong(Bin::images).sum();
        return bins.stream()
                .filter(bin -> bin.images > 0)
                .mapToDouble(bin -> bin.images * Math.abs(bin.accuracy - bin.confidence) / images)
                .sum();
    }
}
