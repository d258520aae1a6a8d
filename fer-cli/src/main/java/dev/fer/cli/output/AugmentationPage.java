package dev.fer.cli.output;

import dev.fer.data.augment.Augmentation;
import dev.fer.data.faces.Faces;
import dev.fer.models.train.TrainingSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A self-contained page that shows faces of each emotion before and after random changes. */
public final class AugmentationPage {
    private static final int FACES = 2;
    private static final int CHANGES = 9;

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
        List<AugmentedFace> shown = AugmentedFace.of(faces, settings, FACES, CHANGES, seed);
        for (int i = 0; i < shown.size(); i++) {
            AugmentedFace face = shown.get(i);
            if (i == 0 || shown.get(i - 1).emotion() != face.emotion()) {
                page.append("<h2>").append(face.emotion().label()).append("</h2>\n");
            }
            page.append("<div class=\"faces\">")
                    .append(Html.picture(face.emotion().label(), "before", face.before()));
            face.after().forEach(png -> page.append(Html.picture(face.emotion().label() + ", changed", "", png)));
            page.append("</div>\n");
        }
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
}
