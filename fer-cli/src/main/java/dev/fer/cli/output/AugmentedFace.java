package dev.fer.cli.output;

import dev.fer.common.Seeds;
import dev.fer.data.augment.Augmenter;
import dev.fer.data.batch.Normalization;
import dev.fer.data.batch.Normalizer;
import dev.fer.data.faces.Emotion;
import dev.fer.data.faces.Faces;
import dev.fer.data.faces.Png;
import dev.fer.data.inspect.Samples;
import dev.fer.models.train.TrainingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A training image before and after random changes, as PNG files.
 *
 * @param before as it is
 * @param after as some epochs would show it
 */
public record AugmentedFace(Emotion emotion, byte[] before, List<byte[]> after) {
    private static final long SEED = 1;
    /** Standardised inputs from minus to plus so many standard deviations are shown from black to white. */
    private static final float DEVIATIONS = 2.5f;

    /**
     * Returns some images of each emotion, in the order of emotions.
     *
     * @param faces the training images
     * @param settings their augmentation and normalization
     * @param perEmotion how many images of each emotion
     * @param changes how often each is changed
     * @param seed what the changes are drawn from
     */
    public static List<AugmentedFace> of(
            Faces faces, TrainingSettings settings, int perEmotion, int changes, long seed) {
        Painter painter = new Painter(faces, settings);
        List<AugmentedFace> shown = new ArrayList<>();
        Samples.of(faces, perEmotion, SEED)
                .forEach((emotion, numbers) -> numbers.forEach(number -> shown.add(new AugmentedFace(
                        emotion,
                        faces.toPng(number),
                        IntStream.rangeClosed(1, changes)
                                .mapToObj(
                                        epoch -> painter.changed(number, Seeds.derive(seed, "augment", number, epoch)))
                                .toList()))));
        return shown;
    }

    /** Changes images and makes them visible. */
    private static final class Painter {
        private final Faces faces;
        private final Augmenter augmenter;
        private final Normalizer normalizer;
        private final byte[] image = new byte[Faces.PIXELS];
        private final float[] values = new float[Faces.PIXELS];

        Painter(Faces faces, TrainingSettings settings) {
            this.faces = faces;
            this.augmenter = new Augmenter(settings.augmentation(), Faces.SIDE);
            this.normalizer = settings.normalization().fit(faces);
        }

        byte[] changed(int number, long seed) {
            faces.copyPixels(number, image, 0);
            augmenter.apply(image, values, seed);
            if (normalizer.normalization() == Normalization.STANDARDIZED) {
                normalizer.apply(values);
                for (int p = 0; p < values.length; p++) {
                    values[p] = 127.5f * (1 + values[p] / DEVIATIONS);
                }
            }
            byte[] grey = new byte[values.length];
            for (int p = 0; p < grey.length; p++) {
                grey[p] = (byte) Math.round(Math.max(0, Math.min(255, values[p])));
            }
            return Png.grey(Faces.SIDE, Faces.SIDE, grey);
        }
    }
}
