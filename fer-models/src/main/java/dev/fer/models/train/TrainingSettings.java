package dev.fer.models.train;

import dev.fer.data.augment.Augmentation;
import dev.fer.data.batch.Normalization;
import dev.fer.data.faces.Faces;
import dev.fer.models.family.ParameterException;
import dev.fer.models.family.Parameters;
import dev.fer.search.definition.ParameterDeclaration;
import dev.fer.search.space.Configuration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * How all trials of a search train: the search file's {@code training}.
 *
 * @param epochs how many at most
 * @param normalization how pixels become inputs
 * @param patience epochs without a better value of the goal's metric after which training ends; empty for never
 * @param augmentation the random changes of training images
 * @param window the part of training images that first epochs see; empty for whole images
 * @param trainLimit how many training images are used, a fixed sample; empty for all
 * @param validationLimit how many validation images are used, a fixed sample; empty for all
 */
public record TrainingSettings(
        int epochs,
        Normalization normalization,
        OptionalInt patience,
        Augmentation augmentation,
        Optional<RandomWindow> window,
        OptionalInt trainLimit,
        OptionalInt validationLimit) {
    /** What may be set; nested objects have dotted names. */
    public static final List<ParameterDeclaration> DECLARATIONS = Stream.of(
                    List.of(
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
                                    .optional()),
                    AugmentationSettings.DECLARATIONS,
                    List.of(
                            ParameterDeclaration.whole(
                                            "window.side",
                                            40,
                                            RandomWindow.LEAST_SIDE,
                                            Faces.SIDE - 1,
                                            "pixels of a square of each training image that is seen instead of the whole")
                                    .optional(),
                            ParameterDeclaration.whole(
                                            "window.epochs",
                                            1,
                                            1,
                                            1_000_000,
                                            "how many first epochs see such squares; by default all")
                                    .optional()),
                    List.of(limit("train_limit", "training"), limit("validation_limit", "validation")))
            .flatMap(List::stream)
            .toList();

    private static ParameterDeclaration limit(String name, String split) {
        return ParameterDeclaration.whole(
                        name, 1, 1, Integer.MAX_VALUE, split + " images to use, a fixed sample of all")
                .optional();
    }

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
                AugmentationSettings.of(settings),
                window(settings),
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
                requireSettings(prefix + key, inner);
                flatten(prefix + key + ".", inner, flat);
            } else {
                flat.put(prefix + key, value);
            }
        });
    }

    /** A group without a setting would do nothing, and was meant to do something. */
    private static void requireSettings(String group, Map<?, ?> given) {
        List<String> names = DECLARATIONS.stream()
                .map(ParameterDeclaration::name)
                .filter(name -> name.startsWith(group + "."))
                .map(name -> name.substring(group.length() + 1))
                .toList();
        if (given.isEmpty()) {
            throw new ParameterException(List.of("training." + group
                    + (names.isEmpty()
                            ? " is no group of settings"
                            : " is empty; leave it out, or set one of " + names)));
        }
    }

    private static Optional<RandomWindow> window(Configuration settings) {
        if (settings.contains("window.side") && settings.contains("early_stopping.patience")) {
            throw new ParameterException(List.of(
                    "training.window: does not go together with early_stopping, since a network that is trained on"
                            + " windows is judged by whole images; leave out one of them"));
        }
        if (settings.contains("window.side")) {
            int epochs = optional(settings, "window.epochs").orElse(Integer.MAX_VALUE);
            return Optional.of(new RandomWindow(settings.getInt("window.side"), epochs));
        }
        if (settings.contains("window.epochs")) {
            throw new ParameterException(
                    List.of("training.window.epochs: needs 'side', the window's side in pixels, beside it"));
        }
        return Optional.empty();
    }

    private static OptionalInt optional(Configuration settings, String name) {
        return settings.contains(name) ? OptionalInt.of(settings.getInt(name)) : OptionalInt.empty();
    }
}
