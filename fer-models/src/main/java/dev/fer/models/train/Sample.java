package dev.fer.models.train;

import dev.fer.common.Seeds;
import dev.fer.data.faces.Faces;
import dev.fer.data.faces.Split;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalInt;
import org.apache.commons.rng.UniformRandomProvider;

/** A fixed sample of a split: the same images whatever the study's seed, so that studies can be compared. */
final class Sample {
    private static final long SEED = 0;

    private Sample() {}

    static Faces of(Faces faces, OptionalInt limit, Split split) {
        if (limit.isEmpty() || limit.getAsInt() >= faces.size()) {
            return faces;
        }
        int size = limit.getAsInt();
        int[] chosen = first(size, faces.size(), Seeds.random(SEED, "sample", split.label()));
        byte[] labels = new byte[size];
        byte[] pixels = new byte[size * Faces.PIXELS];
        for (int i = 0; i < size; i++) {
            labels[i] = (byte) faces.label(chosen[i]);
            faces.copyPixels(chosen[i], pixels, i * Faces.PIXELS);
        }
        return Faces.of(labels, ByteBuffer.wrap(pixels));
    }

    /** Returns the first of a random permutation, in ascending order. */
    private static int[] first(int size, int total, UniformRandomProvider random) {
        int[] order = new int[total];
        Arrays.setAll(order, i -> i);
        for (int i = 0; i < size; i++) {
            int j = i + random.nextInt(total - i);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        int[] chosen = Arrays.copyOf(order, size);
        Arrays.sort(chosen);
        return chosen;
    }
}
