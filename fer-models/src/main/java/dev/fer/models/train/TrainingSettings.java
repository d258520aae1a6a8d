package dev.fer.models.train;

import dev.fer.data.augment.Augmentation;
import dev.fer.data.batch.Normalization;
import dev.fer.models.family.ParameterException;
import dev.fer.models.family.Parameters;
import dev.fer.search.definition.ParameterDeclaration;
import dev.fer.search.space.Configuration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How all trials of a search train: the search file's {@code training}.
 *
 * @param epochs how many at most
 * @param normalization how pixels become inputs
 * @param patience epochs without a better value of the goal's metric after which training ends; empty for never
 * @param augmentation the random changes of training images
 * @param trainLimit how many training images are used, a fixed sample; empty for all
 * @param validationLimit how many validation images are used, a fixed sample; empty for all
 */
public record TrainingSettings(
        int epochs,
        Normalization normalization,
        OptionalInt patience,
        Augmentation augmentation,
        OptionalInt trainLimit,
        OptionalInt validationLimit) {
    /** What may be set; nested objects have dotted names. */
    public static final List<ParameterDeclaration> DECLARATIONS = List.of(
            ParameterDeclaration.whole("epochs", 10, 1, 1_000_000, "epochs at most"),
            ParameterDeclaration.choice(
                    "normalization",
                    Normalization.UNIT_CENTERED.label(),
                    Arrays.stream(Normalization.values())
                            .map(Normalization::label)
                            .toList(),
                    "how pixels become inputs"),
            ParameterDeclaration.whole(
                            "early_stopping.patience",
                            1,
                            1,
                            1_000_000,
                            "epochs without a better value after which training ends; the best epoch then counts")
                    .optional(),
            ParameterDeclaration.flag(
                    "augmentation.horizontal_flip", false, "whether half of the training images are mirrored"),
            ParameterDeclaration.real("augmentation.rotation", 0, 0, 180, "largest turn to either side, in degrees"),
            ParameterDeclaration.real(
                    "augmentation.width_shift", 0, 0, 1, "largest shift to either side, as a share of the width"),
            ParameterDeclaration.real(
                    "augmentation.height_shift", 0, 0, 1, "largest shift up or down, as a share of the height"),
            ParameterDeclaration.real("augmentation.zoom", 0, 0, 0.99, "largest change of size, as a share"),
            ParameterDeclaration.whole(
                            "train_limit", 1, 1, Integer.MAX_VALUE, "training images to use, a fixed sample of all")
                    .optional(),
            ParameterDeclaration.whole(
                            "validation_limit",
                            1,
                            1,
                            Integer.MAX_VALUE,
                            "validation images to use, a fixed sample of all")
                    .optional());

    /**
     * Reads settings, filling in defaults.
     *
     * @param training plain JSON values; nested maps or dotted names
     * @throws ParameterException if a name or value is wrong; all faults in one list
     */
    public static TrainingSettings of(Map<String, ?> training) {
        Configuration settings = resolve(training);
        return new TrainingSettings(
                settings.getInt("epochs"),
                Normalization.named(settings.getString("normalization")),
                optional(settings, "early_stopping.patience"),
                new Augmentation(
                        settings.getBoolean("augmentation.horizontal_flip"),
                        settings.getDouble("augmentation.rotation"),
                        settings.getDouble("augmentation.width_shift"),
                        settings.getDouble("augmentation.height_shift"),
                        settings.getDouble("augmentation.zoom")),
                optional(settings, "train_limit"),
                optional(settings, "validation_limit"));
    }

    /**
     * Returns settings by dotted name, checked and with defaults filled in: what {@link #of} reads, and what can be kept.
     *
     * @throws ParameterException if a name or value is wrong; all faults in one list
     */
    public static Configuration resolve(Map<String, ?> training) {
        Map<String, Object> flat = new LinkedHashMap<>();
        flatten("", training, flat);
        return Parameters.resolve("training", DECLARATIONS, Configuration.of(flat));
    }

    private static void flatten(String prefix, Map<?, ?> nested, Map<String, Object> flat) {
        nested.forEach((key, value) -> {
            if (value instanceof Map<?, ?> inner) {
                flatten(prefix + key + ".", inner, flat);
            } else {
                flat.put(prefix + key, value);
            }
        });
    }

    private static OptionalInt optional(Configuration settings, String name) {
        return settings.contains(name) ? OptionalInt.of(settings.getInt(name)) : OptionalInt.empty();
    }
}
