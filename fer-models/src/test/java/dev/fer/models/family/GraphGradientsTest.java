package dev.fer.models.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fer.models.network.ImageShape;
import dev.fer.models.network.Network;
import dev.fer.search.space.Configuration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Where paths fork and meet, gradients are added up: layers that write in place must not spoil each other's. */
class GraphGradientsTest {
    private static final ImageShape IMAGES = new ImageShape(10, 10, 1);
    private static final int COUNT = 3;
    private static final double STEP = 1e-6;

    @BeforeEach
    void doublePrecision() {
        Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
    }

    @AfterEach
    void singlePrecision() {
        Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
    }

    @ParameterizedTest
    @CsvSource({"resnet, '3, 4'", "resnet, '3, 3'", "xception, '3, 4'"})
    void aGraphsGradientsAreTheNumericalOnes(String family, String widths) {
        ModelFamily model = Families.load().get(family);
        Map<String, Object> values = new HashMap<>(Map.of("widths", widths, "activation", "tanh", "learning_rate", 1));
        values.put(family.equals("resnet") ? "head_dropout" : "base_filters", family.equals("resnet") ? 0 : 2);
        Configuration parameters = model.resolve(Configuration.of(values));
        INDArray images = Nd4j.rand(DataType.DOUBLE, COUNT, IMAGES.height(), IMAGES.width(), 1)
                .subi(0.5);
        INDArray labels = Nd4j.eye(COUNT).castTo(DataType.DOUBLE);
        try (Network network = model.build(parameters, IMAGES, COUNT, 1)) {
            ComputationGraph graph = ((ComputationGraph) network.unwrap()).convertDataType(DataType.DOUBLE);
            graph.setInput(0, images);
            graph.setLabel(0, labels);
            graph.computeGradientAndScore();
            Map<String, INDArray> gradients = new HashMap<>();
            graph.gradient()
                    .gradientForVariable()
                    .forEach((name, gradient) -> gradients.put(name, gradient.div(COUNT)));
            DataSet batch = new DataSet(images, labels);
            graph.paramTable().forEach((name, weights) -> {
                if (!isRunningStatistic(name)) {
                    for (long i = 0; i < weights.length(); i += 1 + weights.length() / 8) {
                        double expected = slope(graph, batch, weights, i);
                        assertThat(Objects.requireNonNull(gradients.get(name)).getDouble(i))
                                .as(name + " " + i)
                                .isCloseTo(expected, within(1e-7 + 1e-4 * Math.abs(expected)));
                    }
                }
            });
        }
    }

    private static double slope(ComputationGraph graph, DataSet batch, INDArray weights, long index) {
        double weight = weights.getDouble(index);
        weights.putScalar(index, weight + STEP);
        double above = graph.score(batch, true);
        weights.putScalar(index, weight - STEP);
        double below = graph.score(batch, true);
        weights.putScalar(index, weight);
        return (above - below) / (2 * STEP);
    }

    /** The gradients of running statistics are the steps that they take. */
    private static boolean isRunningStatistic(String name) {
        return name.endsWith("_mean") || name.endsWith("_var");
    }
}
