package dev.fer.cli.output;

import dev.fer.common.Seeds;
import dev.fer.data.augment.Augmentation;
import dev.fer.data.augment.Augmenter;
import dev.fer.data.batch.Normalization;
import dev.fer.data.batch.Normalizer;
import dev.fer.data.faces.Emotion;
import dev.fer.data.faces.Faces;
import dev.fer.data.faces.Png;
import dev.fer.data.inspect.Samples;
import dev.fer.models.train.TrainingSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A self-contained page that shows faces of each emotion before and after random changes. */
public final class AugmentationPage {
    private static final int FACES = 2;
    private static final int CHANGES = 9;
    private static final long SEED = 1;
    /** Standardised inputs from minus to plus so many standard deviations are shown from black to white. */
    private static final float DEVIATIONS = 2.5f;

    private AugmentationPage() {}

    /**
     * Returns the page as HTML.
     *
     * @param faces the training images
     * @param settings their augmentation and normalization
     * @param seed what the changes are drawn from
     */
    public static String of(Faces faces, TrainingSettings settings, long seed) {
        StringBuilder page = new StringBuilder("<h1>Augmentation</h1>\n<table>\n");
        describe(settings)
                .forEach((name, value) -> page.append("<tr><td>")
                        .append(Html.escaped(name))
                        .append("</td><td>")
                        .append(Html.escaped(String.valueOf(value)))
                        .append("</td></tr>\n"));
        page.append("</table>\n<p>First the face as it is, then as ")
                .append(CHANGES)
                .append(" epochs would show it.</p>\n");
        Painter painter = new Painter(faces, settings);
        Map<Emotion, List<Integer>> chosen = Samples.of(faces, FACES, SEED);
        chosen.forEach((emotion, numbers) -> {
            page.append("<h2>").append(emotion.label()).append("</h2>\n");
            for (int number : numbers) {
                page.append("<div class=\"faces\">")
                        .append(Html.picture(emotion.label(), "before", faces.toPng(number)));
                for (int epoch = 1; epoch <= CHANGES; epoch++) {
                    long imageSeed = Seeds.derive(seed, "augment", number, epoch);
                    page.append(Html.picture(emotion.label() + ", changed", "", painter.changed(number, imageSeed)));
                }
                page.append("</div>\n");
            }
        });
        return Html.page("Augmentation", page);
    }

    /** Returns what is set otherwise than by default, by its name in a search file. */
    public static Map<String, Object> describe(TrainingSettings settings) {
        Augmentation augmentation = settings.augmentation();
        Map<String, Object> set = new LinkedHashMap<>();
        augmentation.settings().forEach((name, value) -> {
            if (!value.equals(Augmentation.NONE.settings().get(name))) {
                set.put("augmentation." + name, value);
            }
        });
        set.put("normalization", settings.normalization().label());
        return set;
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
