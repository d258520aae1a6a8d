package dev.fer.models.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fer.models.network.ImageShape;
import dev.fer.models.network.LayerSummary;
import dev.fer.models.network.Network;
import dev.fer.models.network.TrainingStep;
import dev.fer.search.space.Configuration;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What holds for every family. */
class FamilyContractTest {
    private static final int CLASSES = 3;
    private static final ImageShape IMAGES = new ImageShape(16, 16, 1);

    /**
     * A family in a small size.
     *
     * @param unbuildable values that fit the declarations but make no network
     * @param misspelt a name that is almost a parameter's
     * @param meant that parameter
     */
    private record Case(
            String family, Map<String, Object> small, Map<String, Object> unbuildable, String misspelt, String meant) {
        @Override
        public String toString() {
            return family;
        }

        ModelFamily model() {
            return Families.load().get(family);
        }

        Configuration values(Map<String, Object> more) {
            Map<String, Object> all = new HashMap<>(small);
            all.putAll(more);
            return model().resolve(Configuration.of(all));
        }

        Network build(Map<String, Object> more) {
            return model().build(values(more), IMAGES, CLASSES, 1);
        }
    }

    @TempDir
    static Path folder;

    static List<Case> families() throws IOException {
        return List.of(
                transfer("cnn", Map.of("layers", "conv 6 same, norm, pool, conv 8 same, pool"), 2),
                transfer("resnet", Map.of("num_stages", 2, "num_filters", 6, "dropout", 0.1), 5),
                transfer("xception", Map.of("widths", "6, 8", "base_filters", 4), 3),
                new Case("fnn", Map.of("layers", "12, 8 drop .25, norm"), Map.of(), "num_layer", "num_layers"),
                new Case(
                        "cnn",
                        Map.of("structure", "pairs", "num_filters", 6, "num_layers", 2, "num_neurons", 10),
                        Map.of("num_layers", 12),
                        "kernal",
                        "kernel"),
                new Case(
                        "vgg",
                        Map.of("num_stages", 2, "num_filters", 6, "convs_per_stage", 1),
                        Map.of("num_stages", 6),
                        "convs_per_stag",
                        "convs_per_stage"),
                new Case(
                        "resnet",
                        Map.of("num_stages", 2, "num_filters", 6, "dropout", 0.1),
                        Map.of("num_stages", 6, "stem_stride", 2),
                        "block_per_stage",
                        "blocks_per_stage"),
                new Case(
                        "xception",
                        Map.of("widths", "6, 8", "base_filters", 4),
                        Map.of("widths", "4 4 4 4 4 4"),
                        "base_filter",
                        "base_filters"));
    }

    private static Case transfer(String family, Map<String, Object> values, int trainable) throws IOException {
        Path saved = folder.resolve(family + ".zip");
        SavedBackboneTest.save(saved, family, values);
        return new Case(
                "transfer",
                Map.of("weights", saved.toString(), "trainable_layers", trainable, "dense", "8", "dropout", 0.1),
                Map.of("weights", "none"),
                "trainable_layer",
                "trainable_layers");
    }

    @ParameterizedTest
    @MethodSource("families")
    void theLayersShownAreTheLayersBuilt(Case tested) {
        try (Network network = tested.build(Map.of())) {
            List<LayerSummary> layers = tested.model().layers(tested.values(Map.of()), IMAGES, CLASSES);
            assertThat(layers.stream().mapToLong(LayerSummary::parameters).sum())
                    .isEqualTo(network.parameters());
            try (INDArray probabilities = network.probabilities(images(2))) {
                assertThat(probabilities.shape()).containsExactly(2, CLASSES);
                assertThat(probabilities.sum(1).toDoubleVector()).containsExactly(new double[] {1, 1}, within(1e-5));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("families")
    void trainingGoesOnFromAFileToTheLastBit(Case tested) throws IOException {
        INDArray images = images(9);
        INDArray labels = labels(9);
        try (Network network = tested.build(Map.of("optimizer", "adam"))) {
            network.train(images, labels);
            network.train(images, labels);
            try (Network copy = copy(network)) {
                for (int step = 1; step <= 2; step++) {
                    Nd4j.getRandom().setSeed(step);
                    TrainingStep expected = network.train(images, labels);
                    Nd4j.getRandom().setSeed(step);
                    assertThat(copy.train(images, labels)).isEqualTo(expected);
                }
                assertThat(copy.probabilities(images)).isEqualTo(network.probabilities(images));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("families")
    void aFewImagesAreLearnedWithoutAFault(Case tested) {
        INDArray images = images(12);
        INDArray labels = labels(12);
        Map<String, Object> settings = new HashMap<>(Map.of("optimizer", "adam", "learning_rate", 0.01));
        for (String dropout : List.of("dropout", "head_dropout")) {
            if (tested.model().parameters().stream()
                    .anyMatch(parameter -> parameter.name().equals(dropout))) {
                settings.put(dropout, 0);
            }
        }
        try (Network network = tested.build(settings)) {
            double before = network.loss(network.probabilities(images), labels);
            for (int step = 0; step < 150; step++) {
                network.train(images, labels);
            }
            INDArray probabilities = network.probabilities(images);
            assertThat(network.loss(probabilities, labels)).isLessThan(before / 2);
            assertThat(probabilities.argMax(1)).isEqualTo(labels.argMax(1));
        }
    }

    @ParameterizedTest
    @MethodSource("families")
    void theStepCountsWhatTheNetworkSaysWithoutDropout(Case tested) {
        INDArray images = images(12);
        INDArray labels = labels(12);
        Map<String, Object> noStep = Map.of("learning_rate", 1e-10, "l2", 0.1);
        try (Network network = tested.build(noStep)) {
            TrainingStep step = network.train(images, labels);
            assertThat(step.correct()).isBetween(0, 12);
            assertThat(step.loss()).isBetween(0.1, 10.0);
        }
    }

    @ParameterizedTest
    @MethodSource("families")
    void theSameSeedGivesTheSameWeightsAndAnotherOthers(Case tested) {
        INDArray images = images(3);
        Configuration values = tested.values(Map.of());
        try (Network one = tested.model().build(values, IMAGES, CLASSES, 1);
                Network same = tested.model().build(values, IMAGES, CLASSES, 1);
                Network other = tested.model().build(values, IMAGES, CLASSES, 2)) {
            assertThat(one.probabilities(images)).isEqualTo(same.probabilities(images));
            assertThat(one.probabilities(images)).isNotEqualTo(other.probabilities(images));
        }
    }

    @ParameterizedTest
    @MethodSource("families")
    void aMisspeltParameterIsNamedWithTheLikelyOne(Case tested) {
        assertThatThrownBy(() -> tested.model().resolve(Configuration.of(Map.of(tested.misspelt, 1))))
                .hasMessage("model '" + tested.family + "' has no parameter '" + tested.misspelt + "'; did you mean '"
                        + tested.meant + "'?");
    }

    @ParameterizedTest
    @MethodSource("families")
    void whatCannotBeBuiltIsRefusedBeforeTrainingWithTheParameterToChange(Case tested) {
        if (!tested.unbuildable.isEmpty()) {
            assertThatThrownBy(() -> tested.build(tested.unbuildable))
                    .isInstanceOfSatisfying(
                            UnbuildableModelException.class,
                            e -> assertThat(tested.unbuildable.keySet()).anyMatch(e.parameter()::contains))
                    .hasMessageStartingWith("the image has shrunk to ");
        }
    }

    @ParameterizedTest
    @MethodSource("families")
    void aBatchThatNoMemoryHoldsIsRefusedBeforeTraining(Case tested) {
        Configuration huge = tested.values(Map.of("batch_size", 100_000));
        ImageShape large = new ImageShape(4096, 4096, 1);
        assertThatThrownBy(() -> tested.model().build(huge, large, CLASSES, 1))
                .isInstanceOfSatisfying(
                        UnbuildableModelException.class,
                        e -> assertThat(e.parameter()).isEqualTo("batch_size"))
                .hasMessageContaining("GiB of memory");
    }

    private static Network copy(Network network) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        network.write(file);
        return Network.read(new ByteArrayInputStream(file.toByteArray()));
    }

    /** Returns stripes: across for the first class, along for the second, both for the third; with noise. */
    private static INDArray images(int count) {
        INDArray images = Nd4j.create(count, IMAGES.height(), IMAGES.width(), 1);
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < count; i++) {
            for (int y = 0; y < IMAGES.height(); y++) {
                for (int x = 0; x < IMAGES.width(); x++) {
                    double across = i % CLASSES == 1 ? 0 : (y / 2) % 2 - 0.5;
                    double along = i % CLASSES == 0 ? 0 : (x / 2) % 2 - 0.5;
                    images.putScalar(new int[] {i, y, x, 0}, across + along + 0.2 * random.nextDouble());
                }
            }
        }
        return images;
    }

    private static INDArray labels(int count) {
        INDArray labels = Nd4j.zeros(count, CLASSES);
        for (int i = 0; i < count; i++) {
            labels.putScalar(i, i % CLASSES, 1);
        }
        return labels;
    }
}
