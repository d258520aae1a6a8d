package dev.fer.data.batch;

import dev.fer.data.faces.Faces;
import java.util.Arrays;

/**
 * A fitted {@link Normalization}: input = pixel * scale + offset, with a scale and an offset for each of the
 * 2,304 pixels. A model is kept together with it. Immutable and thread-safe.
 */
public final class Normalizer {
    /** Below this, in grey levels, a pixel hardly varies; dividing by less would only blow up noise. */
    private static final double LEAST_DEVIATION = 1;

    private final Normalization normalization;
    private final float[] scale;
    private final float[] offset;

    private Normalizer(Normalization normalization, float[] scale, float[] offset) {
        this.normalization = normalization;
        this.scale = scale;
        this.offset = offset;
    }

    /**
     * Makes a normalizer again from what was kept of it.
     *
     * @throws IllegalArgumentException if the arrays do not hold one value per pixel
     */
    public static Normalizer of(Normalization normalization, float[] scale, float[] offset) {
        if (scale.length != Faces.PIXELS || offset.length != Faces.PIXELS) {
            throw new IllegalArgumentException("a scale and an offset for each of " + Faces.PIXELS
                    + " pixels expected, found " + scale.length + " and " + offset.length);
        }
        return new Normalizer(normalization, scale.clone(), offset.clone());
    }

    static Normalizer constant(Normalization normalization, float scale, float offset) {
        float[] scales = new float[Faces.PIXELS];
        float[] offsets = new float[Faces.PIXELS];
        Arrays.fill(scales, scale);
        Arrays.fill(offsets, offset);
        return new Normalizer(normalization, scales, offsets);
    }

    /** Sums in whole numbers, so that the result does not depend on the order. */
    static Normalizer standardized(Faces training) {
        if (training.size() == 0) {
            throw new IllegalArgumentException("a mean needs at least one training image");
        }
        long[] sums = new long[Faces.PIXELS];
        long[] squares = new long[Faces.PIXELS];
        byte[] image = new byte[Faces.PIXELS];
        for (int i = 0; i < training.size(); i++) {
            training.copyPixels(i, image, 0);
            for (int p = 0; p < Faces.PIXELS; p++) {
                int value = image[p] & 0xFF;
                sums[p] += value;
                squares[p] += (long) value * value;
            }
        }
        float[] scale = new float[Faces.PIXELS];
        float[] offset = new float[Faces.PIXELS];
        for (int p = 0; p < Faces.PIXELS; p++) {
            double mean = (double) sums[p] / training.size();
            double variance = Math.max(0, (double) squares[p] / training.size() - mean * mean);
            double deviation = Math.max(LEAST_DEVIATION, Math.sqrt(variance));
            scale[p] = (float) (1 / deviation);
            offset[p] = (float) (-mean / deviation);
        }
        return new Normalizer(Normalization.STANDARDIZED, scale, offset);
    }

    /** Returns which normalization this is. */
    public Normalization normalization() {
        return normalization;
    }

    /** Returns a copy of the factor of each pixel. */
    public float[] scale() {
        return scale.clone();
    }

    /** Returns a copy of what is added to each pixel after scaling. */
    public float[] offset() {
        return offset.clone();
    }

    /** Normalizes one image in place: 2,304 pixels of 0 to 255, row by row. */
    public void apply(float[] pixels) {
        for (int p = 0; p < Faces.PIXELS; p++) {
            pixels[p] = pixels[p] * scale[p] + offset[p];
        }
    }
}
