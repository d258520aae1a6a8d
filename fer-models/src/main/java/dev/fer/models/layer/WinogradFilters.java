package dev.fer.models.layer;

import java.nio.FloatBuffer;
import java.util.List;

/**
 * Filters of 3x3 on their way into products, and their gradients on the way out: [filters, channels, 3, 3] become a matrix
 * of filters and channels for each place. Used by one thread at a time.
 */
final class WinogradFilters {
    private static final int PIXELS = 9;
    private static final int SIZE = 3;

    /** So many filters of one channel are mapped at once: what they need stays in a core's own cache. */
    private static final int BLOCK = 512;

    private final WinogradStrip strip = new WinogradStrip();
    private final float[] numbers = new float[BLOCK * PIXELS];

    /**
     * Maps the filters from one index to another, all channels of all filters counted.
     *
     * @param turned whether by half a turn, as for the gradient of the input
     */
    void transform(FloatBuffer weights, WinogradPlanes planes, boolean turned, int from, int to) {
        for (int at = from; at < to; at += BLOCK) {
            int count = Math.min(BLOCK, to - at);
            weights.get(at * PIXELS, numbers, 0, count * PIXELS);
            for (int pixel = 0; pixel < PIXELS; pixel++) {
                float[] values = strip.place(place(pixel), count);
                int read = turned ? PIXELS - 1 - pixel : pixel;
                for (int i = 0; i < count; i++) {
                    values[i] = numbers[i * PIXELS + read];
                }
            }
            strip.transform(WinogradTransform.FILTER, count);
            strip.put(planes, at, count);
        }
    }

    /** Adds up gradients and maps them back, those of the filters from one index to another. */
    void transformBack(List<WinogradPlanes> parts, FloatBuffer gradients, int from, int to) {
        for (int at = from; at < to; at += BLOCK) {
            int count = Math.min(BLOCK, to - at);
            strip.get(parts.get(0), at, count);
            for (WinogradPlanes part : parts.subList(1, parts.size())) {
                strip.add(part, at, count);
            }
            strip.transform(WinogradTransform.FILTER_GRADIENT, count);
            for (int pixel = 0; pixel < PIXELS; pixel++) {
                float[] values = strip.place(place(pixel), count);
                for (int i = 0; i < count; i++) {
                    numbers[i * PIXELS + pixel] = values[i];
                }
            }
            gradients.put(at * PIXELS, numbers, 0, count * PIXELS);
        }
    }

    private static int place(int pixel) {
        return pixel / SIZE * WinogradTransform.SIDE + pixel % SIZE;
    }
}
