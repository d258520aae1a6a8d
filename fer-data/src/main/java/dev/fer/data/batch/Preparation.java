package dev.fer.data.batch;

import dev.fer.common.Seeds;
import dev.fer.data.augment.Augmenter;
import dev.fer.data.faces.Emotion;
import dev.fer.data.faces.Faces;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Makes the inputs and labels of one pass. What stands at a place of the pass depends on the place and the pass's
 * seed only, so that neither the batch size nor the order of calls matters. Used by one thread at a time.
 */
final class Preparation {
    private final Faces faces;
    private final Normalizer normalizer;
    private final Presentation presentation;
    private final int[] order;
    private final int side;
    private final long seed;
    private final Augmenter augmenter;
    private final Beta beta;
    private final byte[] pixels = new byte[Faces.PIXELS];
    private Example current = new Example();
    private Example previous = new Example();
    private final Example mixed = new Example();
    private final float[] window;

    /**
     * Makes the preparation of a pass.
     *
     * @param order the image at each place
     * @param side of the square of an image that is seen, in pixels
     * @param seed of the pass
     */
    Preparation(Faces faces, Normalizer normalizer, Presentation presentation, int[] order, int side, long seed) {
        this.faces = faces;
        this.normalizer = normalizer;
        this.presentation = presentation;
        this.order = order;
        this.side = side;
        this.window = new float[side * side];
        this.seed = seed;
        this.augmenter = new Augmenter(presentation.augmentation(), Faces.SIDE);
        this.beta = new Beta(presentation.mixup());
    }

    /** Returns how many numbers an input has. */
    int width() {
        return window.length;
    }

    /** Fills the first rows of a buffer with what stands at consecutive places. */
    void fill(BatchBuffer buffer, int first, int size) {
        if (presentation.mixup() > 0) {
            load(Math.floorMod(first - 1, order.length), previous);
        }
        for (int row = 0; row < size; row++) {
            load(first + row, current);
            if (presentation.mixup() > 0) {
                mixed.blend(current, previous, (float) beta.draw(Seeds.random(seed, "mixup", first + row)));
                buffer.set(row, seen(mixed.inputs, first + row), mixed.label);
                Example swapped = previous;
                previous = current;
                current = swapped;
            } else {
                buffer.set(row, seen(current.inputs, first + row), current.label);
            }
        }
    }

    /** Returns the part of an image that the window at a place shows. */
    private float[] seen(float[] image, int place) {
        if (side == Faces.SIDE) {
            return image;
        }
        UniformRandomProvider random = Seeds.random(seed, "window", place);
        int top = random.nextInt(Faces.SIDE - side + 1);
        int left = random.nextInt(Faces.SIDE - side + 1);
        for (int y = 0; y < side; y++) {
            System.arraycopy(image, (top + y) * Faces.SIDE + left, window, y * side, side);
        }
        return window;
    }

    private void load(int place, Example target) {
        int image = order[place];
        faces.copyPixels(image, pixels, 0);
        if (presentation.augmentation().isNone()) {
            for (int p = 0; p < Faces.PIXELS; p++) {
                target.inputs[p] = pixels[p] & 0xFF;
            }
        } else {
            augmenter.apply(pixels, target.inputs, Seeds.derive(seed, "augment", place));
        }
        normalizer.apply(target.inputs);
        label(faces.label(image), presentation.labelSmoothing(), target.label);
    }

    /** Writes the wanted probabilities of an image: its emotion's, less the share that is spread over all alike. */
    static void label(int emotion, double spread, float[] target) {
        Arrays.fill(target, (float) (spread / Emotion.COUNT));
        target[emotion] = (float) (1 - spread + spread / Emotion.COUNT);
    }

    /** An input and its label. */
    private static final class Example {
        private final float[] inputs = new float[Faces.PIXELS];
        private final float[] label = new float[Emotion.COUNT];

        /** Becomes so much of one example, and the rest of another. */
        void blend(Example one, Example other, float share) {
            blend(one.inputs, other.inputs, share, inputs);
            blend(one.label, other.label, share, label);
        }

        private static void blend(float[] one, float[] other, float share, float[] target) {
            for (int i = 0; i < target.length; i++) {
                target[i] = other[i] + (one[i] - other[i]) * share;
            }
        }
    }
}
