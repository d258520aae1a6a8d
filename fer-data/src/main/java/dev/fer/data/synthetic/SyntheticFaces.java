package dev.fer.data.synthetic;

import dev.fer.common.Seeds;
import dev.fer.data.FerDataset;
import dev.fer.data.faces.Emotion;
import dev.fer.data.faces.Faces;
import dev.fer.data.faces.Split;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Draws faces whose seven emotions a small convolutional network can tell apart, though not at once: person, pose,
 * light, noise and strength of the expression vary.
 *
 * <p>An image depends on the seed, its split and its number only, and has the same bytes on every platform.
 */
public final class SyntheticFaces {
    private SyntheticFaces() {}

    /**
     * Draws a data set in memory; the emotions take turns, and a split of 0 images is left out.
     *
     * @param seed what everything is drawn from
     * @param trainCount training images
     * @param validationCount validation images
     * @param testCount test images
     * @throws IllegalArgumentException if there is no image at all
     */
    public static FerDataset dataset(long seed, int trainCount, int validationCount, int testCount) {
        return FerDataset.of(
                "synthetic faces, seed " + seed, "synthetic", splits(seed, trainCount, validationCount, testCount));
    }

    /**
     * Draws the same images as {@link #dataset} and writes them as {@code <split>/<emotion>/<number>.png}.
     *
     * @param folder a new or empty folder
     * @throws OccupiedFolderException if the folder holds anything
     * @throws IOException if a file cannot be written
     */
    public static void writeTo(Path folder, long seed, int trainCount, int validationCount, int testCount)
            throws IOException {
        requireEmpty(folder);
        for (Map.Entry<Split, Faces> split :
                splits(seed, trainCount, validationCount, testCount).entrySet()) {
            write(folder.resolve(split.getKey().label()), split.getValue());
        }
    }

    private static void requireEmpty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> content = Files.list(folder)) {
                if (content.findAny().isPresent()) {
                    throw new OccupiedFolderException(folder);
                }
            }
        }
    }

    private static void write(Path folder, Faces faces) throws IOException {
        for (Emotion emotion : Emotion.values()) {
            Files.createDirectories(folder.resolve(emotion.label()));
        }
        for (int i = 0; i < faces.size(); i++) {
            String name = String.format(Locale.ROOT, "%06d.png", i);
            Files.write(folder.resolve(faces.emotion(i).label()).resolve(name), faces.toPng(i));
        }
    }

    private static Map<Split, Faces> splits(long seed, int trainCount, int validationCount, int testCount) {
        Map<Split, Faces> splits = new EnumMap<>(Split.class);
        splits.put(Split.TRAIN, draw(seed, Split.TRAIN, trainCount));
        splits.put(Split.VALIDATION, draw(seed, Split.VALIDATION, validationCount));
        splits.put(Split.TEST, draw(seed, Split.TEST, testCount));
        splits.values().removeIf(faces -> faces.size() == 0);
        return splits;
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
