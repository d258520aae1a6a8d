package dev.fer.models.family;

import dev.fer.data.batch.Normalization;
import dev.fer.data.batch.Normalizer;
import dev.fer.models.network.ImageShape;
import dev.fer.models.network.LayerSummary;
import dev.fer.models.network.Network;
import dev.fer.models.pretrained.FileDigest;
import dev.fer.models.pretrained.WeightsException;
import dev.fer.search.definition.ParameterDeclaration;
import dev.fer.search.space.Configuration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A new head on the first layers of a network that has learned to see: VGG16 from a Keras file, or a network of any
 * family that was trained and saved here.
 *
 * <p>Layers that are frozen train no further; what they make of the images is worked out once and kept.
 */
public final class TransferFamily implements ModelFamily {
    private static final String WEIGHTS = "weights";
    private static final String NONE = "none";
    private static final int MOST_DENSE = 5;
    private static final int MOST_NEURONS = 20_000;

    private static final List<ParameterDeclaration> PARAMETERS = Stream.concat(
                    Stream.of(
                            ParameterDeclaration.text(
                                    WEIGHTS,
                                    "file of what was learned before: VGG16 without top from Keras (.h5), or a model"
                                            + " saved here; a relative path begins where fer was started; 'none' is"
                                            + " VGG16 with random weights",
                                    path -> Optional.empty()),
                            ParameterDeclaration.whole(
                                    "trainable_layers",
                                    0,
                                    0,
                                    1000,
                                    "how many of the last layers taken over go on learning, pools counted: 2 of VGG16"
                                            + " are its last convolution and pool"),
                            ParameterDeclaration.text(
                                    "dense",
                                    "neurons of each dense layer of the head, for instance '20, 10'; none if absent or"
                                            + " 'none'",
                                    value -> value.equals(NONE)
                                            ? Optional.empty()
                                            : Numbers.problem(String.valueOf(value), MOST_DENSE, MOST_NEURONS)),
                            ParameterDeclaration.real(
                                    "dropout",
                                    0,
                                    0,
                                    0.95,
                                    "share of values dropped after each dense layer, or before the output if there is"
                                            + " none")),
                    LayerStyle.DECLARATIONS.stream())
            .toList();

    @Override
    public String name() {
        return "transfer";
    }

    @Override
    public String description() {
        return "new head on VGG16 or on a network trained before, frozen but for its last layers";
    }

    @Override
    public List<ParameterDeclaration> parameters() {
        return PARAMETERS;
    }

    /** VGG16's first layer undoes this one; a model that was saved here tells what it was trained with. */
    @Override
    public Optional<Normalization> normalization(Configuration parameters) {
        if (isVgg16(parameters)) {
            return Optional.of(Normalization.UNIT_CENTERED);
        }
        return SavedBackbone.normalization(Path.of(parameters.getString(WEIGHTS)));
    }

    @Override
    public Optional<Normalizer> normalizer(Configuration parameters) {
        return isVgg16(parameters) ? Optional.empty() : SavedBackbone.normalizer(saved(parameters));
    }

    @Override
    public Optional<String> learnedBefore(Configuration parameters) {
        return parameters.contains(WEIGHTS) && !parameters.getString(WEIGHTS).equals(NONE)
                ? FileDigest.of(Path.of(parameters.getString(WEIGHTS)))
                : Optional.empty();
    }

    /** For VGG16 the file is not looked at. */
    @Override
    public List<LayerSummary> layers(Configuration parameters, ImageShape images, int classes) {
        return layers(backbone(parameters), parameters, images, classes);
    }

    private static List<LayerSummary> layers(
            Backbone backbone, Configuration parameters, ImageShape images, int classes) {
        List<LayerSummary> layers = new ArrayList<>(backbone.summaries(images));
        layers.addAll(head(parameters).summaries(backbone.features(images), classes));
        return List.copyOf(layers);
    }

    /**
     * Builds a network.
     *
     * @throws WeightsException if {@code weights} names no file, or one that cannot be used
     */
    @Override
    public Network build(Configuration parameters, ImageShape images, int classes, long seed) {
        if (!parameters.contains(WEIGHTS)) {
            throw WeightsException.unnamed();
        }
        Backbone backbone = backbone(parameters);
        LayerPlan head = head(parameters);
        TrainingParameters training = TrainingParameters.of(parameters);
        double weights = layers(backbone, parameters, images, classes).stream()
                .mapToDouble(LayerSummary::parameters)
                .sum();
        long perImage =
                images.values() + backbone.activations(images) + head.activations(backbone.features(images), classes);
        MemoryEstimate.of(weights, (double) perImage, training, "dense").requireRoom(MemoryEstimate.limit());
        return NetworkBuilder.build(
                backbone, parameters.getInt("trainable_layers"), head, training, images, classes, seed);
    }

    private static LayerPlan head(Configuration parameters) {
        List<LayerSpec> layers = new ArrayList<>();
        if (parameters.contains("dense") && !parameters.getString("dense").equals(NONE)) {
            for (int neurons : Numbers.parse(parameters.getString("dense"))) {
                layers.add(new LayerSpec.Dense(neurons));
                layers.add(new LayerSpec.Drop(parameters.getDouble("dropout")));
            }
        } else {
            layers.add(new LayerSpec.Drop(parameters.getDouble("dropout")));
        }
        return new LayerPlan(layers, LayerStyle.of(parameters), "dense");
    }

    private static boolean isVgg16(Configuration parameters) {
        String weights = parameters.contains(WEIGHTS) ? parameters.getString(WEIGHTS) : NONE;
        return weights.equals(NONE) || weights.endsWith(".h5") || weights.endsWith(".hdf5");
    }

    private static Backbone backbone(Configuration parameters) {
        if (!parameters.contains(WEIGHTS) || parameters.getString(WEIGHTS).equals(NONE)) {
            return new Vgg16(Optional.empty());
        }
        return isVgg16(parameters)
                ? new Vgg16(Optional.of(Path.of(parameters.getString(WEIGHTS))))
                : SavedBackbone.read(saved(parameters));
    }

    /** Returns the file of a model that was saved here. */
    private static Path saved(Configuration parameters) {
        Path path = Path.of(parameters.getString(WEIGHTS));
        if (!Files.exists(path)) {
            throw WeightsException.missing(path);
        }
        return path;
    }
}
