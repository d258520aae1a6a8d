package dev.fer.models.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fer.models.family.Families;
import dev.fer.models.family.ModelFamily;
import dev.fer.models.layer.FastDense;
import dev.fer.models.network.ImageShape;
import dev.fer.models.network.Network;
import dev.fer.models.network.TrainingStep;
import dev.fer.search.space.Configuration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Looks at single steps of a small network: what they do to its weights follows from the optimizer's definition. */
class OptimizationTest {
    private static final ModelFamily FNN = Families.load().get("fnn");
    private static final ImageShape IMAGES = new ImageShape(2, 2, 1);
    private static final int CLASSES = 3;
    /** Weights and biases of dense 5, then gamma, beta, mean and variance, then weights and biases of the output. */
    private static final int DENSE_WEIGHTS = 4 * 5;

    private static final int NORM = DENSE_WEIGHTS + 5;
    private static final int OUTPUT = NORM + 4 * 5;
    private static final int OUTPUT_BIASES = OUTPUT + 5 * CLASSES;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void adamwStepsAsAdamDoesAndShrinksTheWeightsByTheRateTimesTheDecay(int steps) {
        double rate = 0.05;
        double decay = 0.3;
        try (Network adam = network(Map.of("optimizer", "adam", "learning_rate", rate));
                Network adamw = network(Map.of("optimizer", "adamw", "learning_rate", rate, "weight_decay", decay))) {
            for (int step = 1; step < steps; step++) {
                step(adamw);
            }
            adam.weights().assign(adamw.weights());
            takeUpdaterState(adam, adamw);
            float[] before = weights(adamw);
            step(adam);
            step(adamw);
            float[] plain = weights(adam);
            float[] decayed = weights(adamw);
            for (int i = 0; i < before.length; i++) {
                double shrunk = isDecayed(i) ? rate * decay * before[i] : 0;
                assertThat((double) decayed[i]).as("weight %d", i).isCloseTo(plain[i] - shrunk, within(1e-6));
            }
        }
    }

    @Test
    void aGraphsWeightsAreDecayedOnceToo() {
        double rate = 0.05;
        double decay = 0.3;
        try (Network adam = graph(new Optimization(Optimizer.ADAM, rate, 0, decay, 0, 0));
                Network adamw = graph(new Optimization(Optimizer.ADAMW, rate, 0, decay, 0, 0))) {
            float[] before = weights(adam);
            step(adam);
            step(adamw);
            float[] plain = weights(adam);
            float[] decayed = weights(adamw);
            for (int i = 0; i < before.length; i++) {
                assertThat((double) decayed[i]).isCloseTo(plain[i] - rate * decay * before[i], within(1e-6));
            }
        }
    }

    /** Biases begin at 0, so that a first step does not show whether they are decayed. */
    private static Network graph(Optimization optimization) {
        ComputationGraphConfiguration configuration = OptimizerConfiguration.of(optimization, 1)
                .graphBuilder()
                .addInputs("images")
                .addLayer("hidden", FastDense.of(5).build(), "images")
                .addLayer("output", new OutputLayer.Builder().nOut(CLASSES).build(), "hidden")
                .setOutputs("output")
                .setInputTypes(InputType.convolutional(2, 2, 1, CNN2DFormat.NHWC))
                .build();
        return Network.of(configuration, 1);
    }

    @Test
    void adamMovesEachWeightByTheRateInItsFirstStep() {
        try (Network network = network(Map.of("optimizer", "adam", "learning_rate", 0.02))) {
            float[] before = weights(network);
            step(network);
            float[] after = weights(network);
            for (int i = OUTPUT_BIASES; i < before.length; i++) {
                assertThat(Math.abs(after[i] - before[i])).isCloseTo(0.02f, within(1e-5f));
            }
        }
    }

    @Test
    void aStepFollowsTheRateThatWasSetLast() {
        float[] one = change(Map.of(), network -> network.learningRate(0.1));
        float[] three = change(Map.of(), network -> network.learningRate(0.3));
        for (int i = 0; i < one.length; i++) {
            float expected = isRunning(i) ? one[i] : 3 * one[i];
            assertThat(three[i]).isCloseTo(expected, within(1e-6f));
        }
    }

    @Test
    void theRateCanChangeBetweenStepsWithoutLosingTheMomentum() {
        try (Network changed = network(Map.of("momentum", 0.9, "learning_rate", 0.1))) {
            step(changed);
            float[] before = weights(changed);
            changed.learningRate(0);
            step(changed);
            assertThat(weights(changed)).isNotEqualTo(before);
        }
    }

    @Test
    void clippingScalesTheWholeGradientAndLeavesRunningStatisticsAlone() {
        double limit = 0.01;
        float[] free = change(Map.of("learning_rate", 1), network -> {});
        float[] clipped = change(Map.of("learning_rate", 1), network -> network.clipGradients(limit));
        double norm = norm(free);
        assertThat(norm).isGreaterThan(limit);
        assertThat(norm(clipped)).isCloseTo(limit, within(1e-6));
        for (int i = 0; i < free.length; i++) {
            double expected = isRunning(i) ? free[i] : free[i] * limit / norm;
            assertThat((double) clipped[i]).isCloseTo(expected, within(1e-6));
        }
        float[] loose = change(Map.of("learning_rate", 1), network -> network.clipGradients(1000));
        assertThat(loose).isEqualTo(free);
    }

    @Test
    void aClassOfTwiceTheWeightCostsTwiceAndMovesTwice() {
        float[] plain = change(Map.of(), network -> {});
        float[] heavy = change(Map.of(), network -> network.classWeights(new double[] {2, 2, 2}));
        for (int i = 0; i < plain.length; i++) {
            assertThat(heavy[i]).isCloseTo(isRunning(i) ? plain[i] : 2 * plain[i], within(1e-6f));
        }
        try (Network one = network(Map.of());
                Network other = network(Map.of())) {
            other.classWeights(new double[] {4, 1, 1});
            INDArray allFirst = Nd4j.create(new float[][] {{1, 0, 0}, {1, 0, 0}, {1, 0, 0}, {1, 0, 0}});
            TrainingStep light = one.train(images(), allFirst);
            assertThat(other.train(images(), allFirst).loss()).isCloseTo(4 * light.loss(), within(1e-5));
            assertThat(other.loss(
                            Nd4j.create(new float[][] {{0.5f, 0.25f, 0.25f}}), Nd4j.create(new float[][] {{1, 0, 0}})))
                    .isCloseTo(Math.log(2), within(1e-6));
        }
    }

    @Test
    void softLabelsCostTheirCrossEntropyAndCountAsTheirStrongerClass() {
        try (Network network = network(Map.of())) {
            INDArray soft = Nd4j.create(
                    new float[][] {{0.7f, 0.2f, 0.1f}, {0.1f, 0.6f, 0.3f}, {0.2f, 0.3f, 0.5f}, {0.8f, 0.1f, 0.1f}});
            INDArray output =
                    ((org.deeplearning4j.nn.multilayer.MultiLayerNetwork) network.unwrap()).output(images(), true);
            int right = 0;
            double loss = 0;
            for (int i = 0; i < 4; i++) {
                right += output.getRow(i).argMax().getInt(0)
                                == soft.getRow(i).argMax().getInt(0)
                        ? 1
                        : 0;
                for (int c = 0; c < CLASSES; c++) {
                    loss -= soft.getDouble(i, c) * Math.log(output.getDouble(i, c)) / 4;
                }
            }
            TrainingStep step = network.train(images(), soft);
            assertThat(step.loss()).isCloseTo(loss, within(1e-5));
            assertThat(step.correct()).isEqualTo(right);
        }
    }

    @Test
    void aSigmoidOutputWeighsNoClasses() {
        try (Network network = network(Map.of("output", "sigmoid"))) {
            assertThatThrownBy(() -> network.classWeights(new double[] {1, 2, 3}))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage("only a softmax output weighs classes");
        }
    }

    @Test
    void aCopyGoesOnAsTheOriginalDoes() {
        try (Network network = network(Map.of("optimizer", "adamw", "weight_decay", 0.5, "l2", 0.1))) {
            step(network);
            try (Network copy = network.copy()) {
                step(network);
                step(copy);
                assertThat(weights(copy)).isEqualTo(weights(network));
            }
        }
    }

    private static boolean isDecayed(int place) {
        return place < DENSE_WEIGHTS || (place >= OUTPUT && place < OUTPUT_BIASES);
    }

    /** Tells whether batch normalisation keeps a running mean or variance there. */
    private static boolean isRunning(int place) {
        return place >= NORM + 2 * 5 && place < OUTPUT;
    }

    private static double norm(float[] change) {
        double squares = 0;
        for (int i = 0; i < change.length; i++) {
            squares += isRunning(i) ? 0 : change[i] * change[i];
        }
        return Math.sqrt(squares);
    }

    private static float[] change(Map<String, Object> parameters, Consumer<Network> control) {
        try (Network network = network(parameters)) {
            control.accept(network);
            float[] before = weights(network);
            step(network);
            float[] after = weights(network);
            for (int i = 0; i < after.length; i++) {
                after[i] -= before[i];
            }
            return after;
        }
    }

    private static void takeUpdaterState(Network to, Network from) {
        var target = (org.deeplearning4j.nn.multilayer.MultiLayerNetwork) to.unwrap();
        var source = (org.deeplearning4j.nn.multilayer.MultiLayerNetwork) from.unwrap();
        if (source.getIterationCount() > 0) {
            target.getUpdater().setStateViewArray(null, source.getUpdater().getStateViewArray(), false);
            target.setIterationCount(source.getIterationCount());
        }
    }

    private static void step(Network network) {
        network.train(images(), Nd4j.create(new float[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {1, 0, 0}}));
    }

    private static INDArray images() {
        float[] pixels = {
            0.3f, -0.2f, 0.9f, 0.4f, -0.7f, 0.1f, 0.2f, -0.5f, 0.8f, 0.6f, -0.1f, 0f, 0.5f, 0.2f, -0.3f, 1f
        };
        return Nd4j.create(pixels, new long[] {4, 2, 2, 1}, 'c');
    }

    private static float[] weights(Network network) {
        return network.weights().dup().data().asFloat();
    }

    private static Network network(Map<String, Object> parameters) {
        Map<String, Object> values = new HashMap<>(parameters);
        values.put("layers", "dense 5, norm");
        return FNN.build(FNN.resolve(Configuration.of(values)), IMAGES, CLASSES, 3);
    }
}
