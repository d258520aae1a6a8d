package dev.fer.models.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fer.data.batch.Normalization;
import dev.fer.models.network.FrozenPart;
import dev.fer.models.network.ImageShape;
import dev.fer.models.network.LayerSummary;
import dev.fer.models.network.Network;
import dev.fer.models.network.TrainingStep;
import dev.fer.search.space.Configuration;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.FrozenLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What holds for a network of every family when a new head is put on it. */
class SavedBackboneTest {
    private static final int CLASSES = 7;
    private static final int IMAGES = 8;
    private static final ImageShape SHAPE = new ImageShape(24, 24, 1);
    private static final ModelFamily TRANSFER = Families.load().get("transfer");

    @TempDir
    static Path folder;

    /** A saved network, with what should be taken of it. */
    private enum Saved {
        FNN("fnn", Map.of("layers", "12, 9, 8"), 3, new ImageShape(1, 1, 8)),
        CNN("cnn", Map.of("layers", "conv 16, norm, pool, conv 8, pool, dense 9"), 5, new ImageShape(4, 4, 8)),
        VGG("vgg", Map.of("widths", "6, 9", "head", "dense", "num_neurons", 5), 11, new ImageShape(6, 6, 9)),
        RESNET("resnet", Map.of("widths", "16, 16, 32", "stem_stride", 2), 17, new ImageShape(1, 1, 32)),
        XCEPTION("xception", Map.of("widths", "10, 20", "base_filters", 4), 22, new ImageShape(5, 5, 20)),
        TRANSFER_ON_FNN("transfer", Map.of("dense", "6"), 4, new ImageShape(1, 1, 6)),
        TRANSFER_ON_RESNET("transfer", Map.of("dense", "6", "trainable_layers", 4), 17, new ImageShape(1, 1, 32));

        private final String family;
        private final Map<String, Object> values;
        private final int layers;
        private final ImageShape features;

        Saved(String family, Map<String, Object> values, int layers, ImageShape features) {
            this.family = family;
            this.values = values;
            this.layers = layers;
            this.features = features;
        }

        private Path path() {
            return folder.resolve(this + ".zip");
        }

        private void save() throws IOException {
            Map<String, Object> all = new LinkedHashMap<>(values);
            if (this == TRANSFER_ON_RESNET || this == TRANSFER_ON_FNN) {
                all.put(
                        "weights",
                        (this == TRANSFER_ON_FNN ? FNN : RESNET).path().toString());
            }
            SavedBackboneTest.save(path(), family, all);
        }

        Configuration transfer(int trainable, Map<String, Object> more) {
            Map<String, Object> all = new LinkedHashMap<>(more);
            all.put("weights", path().toString());
            all.put("trainable_layers", trainable);
            return TRANSFER.resolve(Configuration.of(all));
        }

        Network build(int trainable, Map<String, Object> more) {
            return TRANSFER.build(transfer(trainable, more), SHAPE, CLASSES, 1);
        }
    }

    @BeforeAll
    static void saveNetworks() throws IOException {
        for (Saved saved : Saved.values()) {
            saved.save();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatMakesClassScoresIsLeftOutAndTheRestGivesWhatItGave(Saved saved) throws IOException {
        Configuration values = saved.transfer(0, Map.of());
        try (Network network = saved.build(0, Map.of());
                Network before = Network.read(Files.newInputStream(saved.path()))) {
            FrozenPart frozen = network.frozenPart().orElseThrow();
            assertThat(frozen.features(SHAPE)).isEqualTo(saved.features);
            assertThat(TRANSFER.layers(values, SHAPE, CLASSES).stream()
                            .mapToLong(LayerSummary::parameters)
                            .sum())
                    .isEqualTo(network.parameters());
            INDArray features = frozen.features(images());
            assertThat(activations(before))
                    .anyMatch(known -> known.equalShapes(features) && known.equalsWithEps(features, 1e-5));
        }
    }

    private static Collection<INDArray> activations(Network network) {
        return network.unwrap() instanceof ComputationGraph graph
                ? graph.feedForward(images(), false).values()
                : ((MultiLayerNetwork) network.unwrap()).feedForward(images(), false);
    }

    @ParameterizedTest
    @EnumSource
    void onlyLayersThatAreNotFrozenLearn(Saved saved) {
        for (int trainable : new int[] {2, saved.layers / 2, saved.layers + 1}) {
            try (Network network = saved.build(trainable, Map.of())) {
                Map<String, INDArray> before = layers(network);
                network.train(images(), labels());
                ComputationGraph graph = (ComputationGraph) network.unwrap();
                List<String> frozen = new ArrayList<>();
                layers(network).forEach((layer, after) -> {
                    boolean freezes = graph.getLayer(layer) instanceof FrozenLayer;
                    assertThat(after.equals(before.get(layer)))
                            .as("%s stays", layer)
                            .isEqualTo(freezes || after.isEmpty());
                    if (freezes) {
                        frozen.add(layer);
                    }
                });
                assertThat(frozen).hasSize(Math.max(0, saved.layers - trainable));
                assertThat(layers(network).keySet().stream().limit(frozen.size()))
                        .isEqualTo(frozen);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void trainingOnKeptFeaturesIsTrainingOnImages(Saved saved) throws IOException {
        for (int trainable : new int[] {0, saved.layers / 2}) {
            Map<String, Object> values =
                    trainable == 0 ? Map.of("optimizer", "adam", "dense", "5") : Map.of("momentum", 0.9);
            try (Network direct = saved.build(trainable, values);
                    Network split = saved.build(trainable, values)) {
                FrozenPart frozen = split.frozenPart().orElseThrow();
                Network rest = frozen.rest(SHAPE);
                INDArray features = frozen.features(images());
                assertThat(frozen.features(SHAPE).values()).isEqualTo((int) features.length() / IMAGES);
                for (int step = 0; step < 3; step++) {
                    rest.learningRate(0.02);
                    direct.learningRate(0.02);
                    Nd4j.getRandom().setSeed(step);
                    TrainingStep expected = direct.train(images(), labels());
                    Nd4j.getRandom().setSeed(step);
                    assertThat(rest.train(features, labels()).loss()).isCloseTo(expected.loss(), within(1e-4));
                }
                assertThat(split.weights().equalsWithEps(direct.weights(), 1e-4))
                        .as("trainable %d", trainable)
                        .isTrue();
                try (Network read = split.copy()) {
                    TrainingStep expected = direct.train(images(), labels());
                    assertThat(read.train(images(), labels()).loss()).isCloseTo(expected.loss(), within(1e-4));
                    assertThat(read.weights().equalsWithEps(direct.weights(), 1e-4))
                            .isTrue();
                }
            }
        }
    }

    @Test
    void aNetworkThatIsNothingButClassScoresIsRefused() throws IOException {
        Path file = folder.resolve("scores.zip");
        try (Network network = Network.of(
                        new NeuralNetConfiguration.Builder()
                                .list()
                                .layer(new OutputLayer.Builder().nOut(CLASSES).build())
                                .setInputType(Layers.input(SHAPE))
                                .build(),
                        1);
                OutputStream out = Files.newOutputStream(file)) {
            network.write(out);
        }
        Configuration values = TRANSFER.resolve(Configuration.of(Map.of("weights", file.toString())));
        assertThatThrownBy(() -> TRANSFER.build(values, SHAPE, CLASSES, 1))
                .hasMessage("the weights in " + file
                        + " cannot be used: nothing in its network comes before its class scores");
    }

    /** Saves a network as training would, after one step. */
    static void save(Path file, String family, Map<String, ?> values) throws IOException {
        ModelFamily model = Families.load().get(family);
        try (Network network = model.build(model.resolve(Configuration.of(values)), SHAPE, CLASSES, 1);
                OutputStream out = Files.newOutputStream(file)) {
            network.train(images(), labels());
            network.write(out);
        }
    }

    /** Returns copies of the layers' weights, in the order of the layers. */
    private static Map<String, INDArray> layers(Network network) {
        ComputationGraph graph = (ComputationGraph) network.unwrap();
        Map<String, INDArray> layers = new LinkedHashMap<>();
        graph.getConfiguration().getVertices().forEach((name, vertex) -> {
            if (vertex instanceof LayerVertex) {
                INDArray weights = graph.getLayer(name).params();
                layers.put(name, weights == null ? Nd4j.empty() : weights.dup());
            }
        });
        return layers;
    }

    private static INDArray images() {
        SplittableRandom random = new SplittableRandom(1);
        float[] values = new float[IMAGES * SHAPE.values()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble() - 0.5f;
        }
        return Nd4j.create(values, new long[] {IMAGES, SHAPE.height(), SHAPE.width(), SHAPE.channels()}, 'c');
    }

    private static INDArray labels() {
        INDArray labels = Nd4j.zeros(IMAGES, CLASSES);
        for (int i = 0; i < IMAGES; i++) {
            labels.putScalar(i, i % CLASSES, 1);
        }
        return labels;
    }

    @Test
    void aModelTellsTheNormalizationThatItsBackboneNeeds() throws IOException {
        Path model = folder.resolve("standardized.fer");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(model))) {
            zip.putNextEntry(new ZipEntry("model.json"));
            zip.write("{\"normalization\": {\"name\": \"standardized\"}}".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(TRANSFER.normalization(TRANSFER.resolve(Configuration.of(Map.of("weights", model.toString())))))
                .contains(Normalization.STANDARDIZED);
        assertThat(TRANSFER.normalization(Saved.CNN.transfer(0, Map.of()))).isEmpty();
    }
}
