package dev.fer.models.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fer.models.network.ImageShape;
import dev.fer.models.network.LayerSummary;
import dev.fer.models.network.Network;
import dev.fer.search.space.Configuration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class FamiliesTest {
    private static final int CLASSES = 7;

    private final Families families = Families.load();

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "FNN 1 | fnn | 1000 drop .5, 100 drop .5, 100 drop .25 | 2415907",
                "FNN 2 | fnn | 1000 drop .5, 500, 250 drop .25, 100, 100 | 2966657",
                "FNN 3 | fnn | 1000 drop .5, 1000, 1000 drop .25, 1000, 1000 drop .25, 1000 | 7317007",
                "CNN 1 | cnn | conv 32, conv 32, pool, drop .25, conv 64, pool, drop .25, conv 64, pool, drop .25,"
                        + " dense 512 | 593383",
                "CNN 2 | cnn | conv 32, conv 30, pool, drop .25, conv 50, drop .5, conv 60, drop .25, conv 10 4x4,"
                        + " drop .25, pool, drop .25, dense 500 | 308217",
                "CNN 3 | cnn | conv 32, conv 64, pool, drop .25, conv 32, conv 20, conv 10, pool, drop .25, dense 100"
                        + " | 109677"
            })
    void theReportsNetworksHaveItsParameterCounts(String row, String family, String layers, long parameters) {
        ModelFamily model = families.get(family);
        Configuration values = model.resolve(Configuration.of(Map.of("layers", layers)));
        assertThat(total(model.layers(values, ImageShape.FACE, CLASSES))).isEqualTo(parameters);
        try (Network network = model.build(values, ImageShape.FACE, CLASSES, 1)) {
            assertThat(network.parameters()).isEqualTo(parameters);
        }
    }

    /** PyTorch counts what is learned; Deeplearning4j adds the running mean and variance of each normalised channel. */
    @Test
    void vggIsByDefaultTheNetworkOfThePeer() {
        int learned = 294_615;
        int runningStatistics = 2 * 2 * (16 + 32 + 64 + 128);
        assertThat(parameters("vgg", Map.of(), ImageShape.FACE)).isEqualTo(learned + runningStatistics);
        assertThat(parameters("vgg", Map.of("widths", "16 32 64 128"), ImageShape.FACE))
                .isEqualTo(learned + runningStatistics);
    }

    @Test
    void xceptionIsByDefaultThePublishedNetworkAtAnySize() {
        assertThat(parameters("xception", Map.of(), new ImageShape(64, 64, 1))).isEqualTo(58_423);
        assertThat(parameters("xception", Map.of(), ImageShape.FACE)).isEqualTo(58_423);
    }

    private long parameters(String family, Map<String, ?> values, ImageShape images) {
        ModelFamily model = families.get(family);
        Configuration resolved = model.resolve(Configuration.of(values));
        try (Network network = model.build(resolved, images, CLASSES, 1)) {
            assertThat(total(model.layers(resolved, images, CLASSES))).isEqualTo(network.parameters());
            INDArray input = Nd4j.rand(2, images.height(), images.width(), images.channels());
            assertThat(network.probabilities(input).sumNumber().doubleValue()).isCloseTo(2, within(1e-4));
            return network.parameters();
        }
    }

    @Test
    void theReportsSearchHasItsBlocks() {
        assertThat(regular(2)).containsExactly("conv", "conv", "drop", "dense", "output");
        assertThat(regular(3))
                .containsExactly("conv", "conv", "drop", "conv", "drop", "pool", "drop", "dense", "output");
        assertThat(regular(4))
                .containsExactly(
                        "conv", "conv", "drop", "conv", "drop", "pool", "drop", "conv", "pool", "drop", "dense",
                        "output");
    }

    @ParameterizedTest
    @CsvSource({"2, 12, 100", "3, 24, 200", "4, 36, 500"})
    void thePlanCountsWhatIsBuilt(int layers, int filters, int neurons) {
        ModelFamily cnn = families.get("cnn");
        for (Map<String, Object> style : List.of(
                Map.<String, Object>of("output", "sigmoid"),
                Map.<String, Object>of("batch_norm", true, "structure", "pairs"),
                Map.<String, Object>of("padding", "same", "structure", "pairs", "kernel", 5))) {
            Map<String, Object> given = new java.util.HashMap<>(style);
            given.putAll(Map.of("num_layers", layers, "num_filters", filters, "num_neurons", neurons));
            Configuration values = cnn.resolve(Configuration.of(given));
            try (Network network = cnn.build(values, ImageShape.FACE, CLASSES, 1)) {
                assertThat(total(cnn.layers(values, ImageShape.FACE, CLASSES))).isEqualTo(network.parameters());
            }
        }
    }

    @Test
    void aMisspeltModelIsNamedWithTheLikelyOne() {
        assertThatThrownBy(() -> families.get("cn")).hasMessage("there is no model 'cn'; did you mean 'cnn'?");
    }

    @Test
    void allFaultsOfAConfigurationComeInOneList() {
        Configuration wrong = Configuration.of(Map.of("lerning_rate", 0.1, "batch_size", 0, "optimizer", "adm"));
        assertThatThrownBy(() -> families.get("cnn").resolve(wrong))
                .isInstanceOfSatisfying(
                        ParameterException.class,
                        e -> assertThat(e.problems())
                                .containsExactlyInAnyOrder(
                                        "model 'cnn' has no parameter 'lerning_rate'; did you mean 'learning_rate'?",
                                        "'batch_size' takes a whole number from 1 to 100000, found 0",
                                        "'optimizer' has no choice \"adm\"; allowed: \"sgd\", \"adam\", \"adamw\","
                                                + " \"rmsprop\"; did you mean 'adam'?"));
    }

    @Test
    void aShrunkImageIsFoundBeforeTraining() {
        ModelFamily cnn = families.get("cnn");
        Configuration deep = cnn.resolve(Configuration.of(Map.of("num_layers", 7)));
        assertThatThrownBy(() -> cnn.build(deep, ImageShape.FACE, CLASSES, 1))
                .isInstanceOf(UnbuildableModelException.class)
                .hasMessage("the image has shrunk to 1x1x24 before 'pool 2', which needs at least 2x2")
                .extracting(e -> ((UnbuildableModelException) e).hint().orElseThrow())
                .isEqualTo("change num_layers, kernel or padding");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "conv 8, dense 10, pool | 'pool 2' comes after a dense layer, which has no image left",
                "conv 8, pool 40, pool | the image has shrunk to 1x1x8 before 'pool 2', which needs at least 2x2"
            })
    void aListThatCannotBeBuiltIsRefusedWhenItIsChecked(String layers, String message) {
        Configuration values = Configuration.of(Map.of("layers", layers));
        assertThatThrownBy(() -> families.get("cnn").resolve(values)).hasMessage("'layers': " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fnn | drop .2, 10",
                "cnn | drop .2 spatial, conv 4",
                "cnn | drop 0, conv 4",
                "cnn | pool 2, conv 4",
                "cnn | norm, conv 4"
            })
    void aListMayBeginWithAnyLayer(String family, String layers) {
        ModelFamily model = families.get(family);
        Configuration values = model.resolve(Configuration.of(Map.of("layers", layers)));
        try (Network network = model.build(values, ImageShape.FACE, CLASSES, 1)) {
            network.learningRate(0.01);
            assertThat(network.train(Nd4j.rand(CLASSES, 48, 48, 1), Nd4j.eye(CLASSES))
                            .loss())
                    .isPositive();
        }
    }

    private List<String> regular(int layers) {
        ModelFamily cnn = families.get("cnn");
        return cnn
                .layers(cnn.resolve(Configuration.of(Map.of("num_layers", layers))), ImageShape.FACE, CLASSES)
                .stream()
                .map(layer -> layer.layer().split(" ", 2)[0])
                .toList();
    }

    private static long total(List<LayerSummary> layers) {
        return layers.stream().mapToLong(LayerSummary::parameters).sum();
    }
}
