package dev.fer.data.batch;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Some images as inputs and targets. Its arrays are reused: it is valid until the next batch is taken.
 *
 * @param features normalised pixels, float32 [images, 2304], row-major; of a pass of windows as many as a window has
 * @param labels emotions, float32 [images, 7]: one-hot, or smoothed and mixed as a {@link Presentation} says; each row
 *     sums to 1
 */
public record Batch(INDArray features, INDArray labels) {
    /** Returns how many images the batch holds. */
    public int size() {
        return Math.toIntExact(features.size(0));
    }
}
