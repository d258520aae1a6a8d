package dev.fer.data.synthetic;

import dev.fer.common.Seeds;
import dev.fer.data.FerDataset;
import dev.fer.data.faces.Emotion;
import dev.fer.data.faces.Faces;
import dev.fer.data.faces.Split;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/** Draws faces with the seven emotions. */
public final class SyntheticFaces {
    private SyntheticFaces() {}

    /**
     * Draws a data set in memory; a split of 0 images is left out.
     *
     * @param seed what everything is drawn from
     * @param trainCount training images
     * @param validationCount validation images
     * @param testCount test images
     */
    public static FerDataset dataset(long seed, int trainCount, int validationCount, int testCount) {
        Map<Split, Faces> splits = new EnumMap<>(Split.class);
        splits.put(Split.TRAIN, draw(seed, Split.TRAIN, trainCount));
        splits.put(Split.VALIDATION, draw(seed, Split.VALIDATION, validationCount));
        splits.put(Split.TEST, draw(seed, Split.TEST, testCount));
        splits.values().removeIf(faces -> faces.size() == 0);
        return FerDataset.of("synthetic faces, seed " + seed, "synthetic", splits);
    }

    private static Faces draw(long seed, Split split, int count) {
        byte[] labels = new byte[count];
        byte[] pixels = new byte[count * Faces.PIXELS];
        IntStream.range(0, count).parallel().forEach(i -> {
            Emotion emotion = Emotion.of(i % Emotion.COUNT);
            labels[i] = (byte) emotion.number();
            UniformRandomProvider random = Seeds.random(seed, "face", split.label(), i);
            new FacePainter(emotion, random).paint(random, pixels, i * Faces.PIXELS);
        });
        return Faces.of(labels, ByteBuffer.wrap(pixels));
    }
}
