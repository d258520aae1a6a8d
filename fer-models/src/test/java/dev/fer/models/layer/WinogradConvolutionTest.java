package dev.fer.models.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fer.models.backend.Backend;
import dev.fer.models.backend.OneDnn;
import dev.fer.models.layer.ConvolutionKernel.Geometry;
import dev.fer.models.layer.ConvolutionKernel.WeightShape;
import dev.fer.models.layer.Layout.ImageBatch;
import dev.fer.models.layer.Window.Sides;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Winograd's way gives what the definition of a convolution gives. */
class WinogradConvolutionTest {
    private static final int SIZE = 3;
    private static final double TOLERANCE = 1e-4;

    private final int threads = Backend.usableThreads();

    @BeforeEach
    void requireOneDnn() {
        assumeTrue(OneDnn.find().isPresent(), "oneDNN is missing here");
    }

    @AfterEach
    void useAllThreadsAgain() {
        Backend.useThreads(threads);
    }

    /** What the three passes are to write; the bias's gradient is zero where there is no bias. */
    private record Expected(double[] output, double[] inputGradient, double[] weightGradient, double[] biasGradient) {}

    /** A convolution by its definition, in double precision. */
    private record Definition(Geometry geometry, float[] input, float[] weights, float[] bias, float[] gradient) {
        static Definition random(Geometry geometry) {
            Random random = new Random(7);
            ImageBatch in = geometry.input();
            ImageBatch out = geometry.output();
            return new Definition(
                    geometry,
                    normal(random, in.count()),
                    normal(random, out.channels() * in.channels() * SIZE * SIZE),
                    normal(random, out.channels()),
                    normal(random, out.count()));
        }

        private interface Product {
            void of(int input, int weight, int output);
        }

        private void forEachProduct(Product product) {
            ImageBatch in = geometry.input();
            ImageBatch out = geometry.output();
            Sides before = geometry.window().before(in);
            for (int at = 0; at < gradient.length; at++) {
                int filter = (int) (at % out.channels());
                int x = (int) (at / out.channels() % out.width());
                int y = (int) (at / out.channels() / out.width() % out.height());
                int image = (int) (at / out.channels() / out.width() / out.height());
                for (int pixel = 0; pixel < SIZE * SIZE; pixel++) {
                    long row = y + pixel / SIZE - before.height();
                    long column = x + pixel % SIZE - before.width();
                    if (row < 0 || row >= in.height() || column < 0 || column >= in.width()) {
                        continue;
                    }
                    for (int channel = 0; channel < in.channels(); channel++) {
                        int source =
                                (int) (((image * in.height() + row) * in.width() + column) * in.channels() + channel);
                        int weight = (int) ((filter * in.channels() + channel) * SIZE * SIZE + pixel);
                        product.of(source, weight, at);
                    }
                }
            }
        }

        Expected results() {
            return new Expected(output(), inputGradient(), weightGradient(), biasGradient());
        }

        private double[] output() {
            double[] result = new double[gradient.length];
            forEachProduct((i, w, o) -> result[o] += (double) input[i] * weights[w]);
            for (int i = 0; i < result.length; i++) {
                result[i] += geometry.bias() ? bias[i % bias.length] : 0;
                result[i] = geometry.relu() ? Math.max(0, result[i]) : result[i];
            }
            return result;
        }

        private double[] inputGradient() {
            double[] result = new double[input.length];
            forEachProduct((i, w, o) -> result[i] += (double) gradient[o] * weights[w]);
            return result;
        }

        private double[] weightGradient() {
            double[] result = new double[weights.length];
            forEachProduct((i, w, o) -> result[w] += (double) gradient[o] * input[i]);
            return result;
        }

        private double[] biasGradient() {
            double[] result = new double[bias.length];
            for (int i = 0; i < gradient.length && geometry.bias(); i++) {
                result[i % bias.length] += gradient[i];
            }
            return result;
        }

        private static float[] normal(Random random, long count) {
            float[] values = new float[(int) count];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian();
            }
            return values;
        }
    }

    @ParameterizedTest(
            name = "{0} images of {1} x {2}, {3} to {4} channels, padding {5} x {6}, bias {7}, rectifier {8}")
    @CsvSource({
        "5, 8, 8, 16, 16, 1, 1, true, true",
        "3, 12, 12, 16, 24, 1, 1, false, false",
        "4, 11, 9, 20, 17, 0, 0, true, true",
        "2, 6, 6, 33, 16, 1, 1, true, false",
        "1, 5, 13, 16, 16, 2, 1, false, true",
        "3, 3, 3, 16, 16, 1, 1, true, true",
        "60, 7, 10, 16, 16, 0, 2, true, false",
        "2, 48, 48, 16, 16, 1, 1, true, true",
        "1, 6, 900, 16, 16, 1, 1, true, true"
    })
    void allThreePassesDoWhatAConvolutionIsDefinedToDo(
            int images,
            int height,
            int width,
            int inputs,
            int outputs,
            int paddingHeight,
            int paddingWidth,
            boolean bias,
            boolean relu) {
        Sides padding = new Sides(paddingHeight, paddingWidth);
        Definition given = Definition.random(
                geometry(new ImageBatch(images, inputs, height, width), outputs, padding, bias, relu));
        Expected expected = given.results();
        for (int threads = 1; threads <= 3; threads++) {
            Backend.useThreads(threads);

            Passes.of(given).assertClose(expected);
        }
    }

    @Test
    void anImageThatIsToStayAsLargeIsPaddedOnAllSides() {
        Window window = new Window(new Sides(SIZE, SIZE), Sides.ONE, new Sides(0, 0), true);
        ImageBatch images = new ImageBatch(3, 16, 9, 8);
        Definition given = Definition.random(
                new Geometry(images, window.output(images, 16), weights(16, 16), window, true, false));

        Passes.of(given).assertClose(given.results());
    }

    @Test
    void convolutionsOfOtherSizesBetweenThePassesChangeNothing() {
        Definition large = Definition.random(geometry(new ImageBatch(9, 32, 24, 24), 48, Sides.ONE, true, true));
        Definition small = Definition.random(geometry(new ImageBatch(2, 16, 6, 6), 16, Sides.ONE, false, false));
        for (Definition given : List.of(small, large, small)) {
            Passes.of(given).assertClose(given.results());
        }
    }

    @Test
    void theSamePassGivesTheSameBits() {
        Backend.useThreads(3);
        Definition given = Definition.random(geometry(new ImageBatch(60, 32, 12, 12), 48, Sides.ONE, true, true));
        List<float[]> first = Passes.of(given).bits();
        for (int i = 0; i < 5; i++) {
            List<float[]> again = Passes.of(given).bits();
            for (int array = 0; array < first.size(); array++) {
                assertThat(Arrays.equals(again.get(array), first.get(array))).isTrue();
            }
        }
    }

    @Test
    void otherConvolutionsAreLeftToOneDnn() {
        ImageBatch images = new ImageBatch(5, 32, 12, 12);
        Window plain = new Window(new Sides(SIZE, SIZE), Sides.ONE, Sides.ONE, false);
        Window strided = new Window(new Sides(SIZE, SIZE), new Sides(2, 2), Sides.ONE, false);
        WeightShape perChannel = new WeightShape(new long[] {32, 1, 1, SIZE, SIZE}, new long[] {9, 9, 9, SIZE, 1});
        WeightShape columnsFirst = new WeightShape(new long[] {32, 32, SIZE, SIZE}, new long[] {288, 9, 1, SIZE});

        assertThat(fits(images, 32, Sides.ONE)).isTrue();
        assertThat(fits(images, 16, Sides.ONE)).as("few channels").isFalse();
        assertThat(fits(images, 32, new Sides(3, 1)))
                .as("padding beyond the filter")
                .isFalse();
        assertThat(fits(new ImageBatch(90, 32, 2, 2), 32, Sides.ONE))
                .as("less than a tile")
                .isFalse();
        assertThat(fits(new ImageBatch(1, 32, 6, 6), 32, Sides.ONE))
                .as("few tiles")
                .isFalse();
        assertThat(fits(new ImageBatch(5, 4096, 12, 12), 4096, Sides.ONE))
                .as("too large")
                .isFalse();
        for (Geometry other : List.of(
                new Geometry(images, strided.output(images, 32), weights(32, 32), strided, true, true),
                new Geometry(images, plain.output(images, 32), perChannel, plain, true, true),
                new Geometry(images, plain.output(images, 32), columnsFirst, plain, true, true))) {
            assertThat(WinogradConvolution.fits(other)).isFalse();
        }
    }

    private static boolean fits(ImageBatch images, long outputs, Sides padding) {
        return WinogradConvolution.fits(geometry(images, outputs, padding, true, true));
    }

    /** What the three passes wrote; weights and their gradients lie in the middle of other numbers, as in a network. */
    private record Passes(INDArray output, INDArray inputGradient, INDArray weightGradient, INDArray biasGradient) {
        private static final int BESIDE = 5;
        private static final float UNTOUCHED = 42;

        static Passes of(Definition given) {
            INDArray weights = middle(untouched(given.weights.length));
            weights.assign(Nd4j.createFromArray(given.weights));
            INDArray gradient = Nd4j.createFromArray(given.gradient);
            INDArray input = Nd4j.createFromArray(given.input);
            INDArray bias = given.geometry.bias() ? Nd4j.createFromArray(given.bias) : null;
            INDArray weightGradients = untouched(given.weights.length);
            Passes passes = new Passes(
                    Nd4j.createUninitialized(given.geometry.output().count()),
                    Nd4j.createUninitialized(given.geometry.input().count()),
                    middle(weightGradients),
                    Nd4j.zeros(given.bias.length));
            WinogradConvolution kernel = new WinogradConvolution(given.geometry);
            kernel.forward(input, weights, bias, passes.output);
            kernel.backwardToWeights(input, gradient, passes.weightGradient, bias == null ? null : passes.biasGradient);
            kernel.backwardToInput(gradient, weights, passes.inputGradient);
            assertThat(weightGradients.getFloat(BESIDE - 1)).isEqualTo(UNTOUCHED);
            assertThat(weightGradients.getFloat(weightGradients.length() - BESIDE))
                    .isEqualTo(UNTOUCHED);
            return passes;
        }

        private static INDArray untouched(int middle) {
            return Nd4j.valueArrayOf(middle + 2 * BESIDE, UNTOUCHED);
        }

        private static INDArray middle(INDArray all) {
            return all.get(NDArrayIndex.interval(BESIDE, all.length() - BESIDE));
        }

        List<float[]> bits() {
            return Stream.of(output, inputGradient, weightGradient, biasGradient)
                    .map(INDArray::toFloatVector)
                    .toList();
        }

        void assertClose(Expected expected) {
            assertClose(output, expected.output);
            assertClose(inputGradient, expected.inputGradient);
            assertClose(weightGradient, expected.weightGradient);
            assertClose(biasGradient, expected.biasGradient);
        }

        private static void assertClose(INDArray found, double[] expected) {
            double[] values = found.toDoubleVector();
            assertThat(values).hasSameSizeAs(expected);
            double squares = 0;
            double greatest = 0;
            for (int i = 0; i < expected.length; i++) {
                squares += expected[i] * expected[i];
                greatest = Math.max(greatest, Math.abs(values[i] - expected[i]));
            }
            assertThat(greatest).isLessThanOrEqualTo(TOLERANCE * Math.sqrt(squares / expected.length));
        }
    }

    private static Geometry geometry(ImageBatch images, long outputs, Sides padding, boolean bias, boolean relu) {
        Window window = new Window(new Sides(SIZE, SIZE), Sides.ONE, padding, false);
        return new Geometry(
                images, window.output(images, outputs), weights(outputs, images.channels()), window, bias, relu);
    }

    private static WeightShape weights(long outputs, long inputs) {
        long pixels = (long) SIZE * SIZE;
        return new WeightShape(new long[] {outputs, inputs, SIZE, SIZE}, new long[] {inputs * pixels, pixels, SIZE, 1});
    }
}
