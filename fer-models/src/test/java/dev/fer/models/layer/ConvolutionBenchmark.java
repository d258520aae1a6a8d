package dev.fer.models.layer;

import dev.fer.models.backend.Backend;
import dev.fer.models.layer.ConvolutionKernel.Geometry;
import dev.fer.models.layer.ConvolutionKernel.WeightShape;
import dev.fer.models.layer.Layout.ImageBatch;
import dev.fer.models.layer.Window.Sides;
import java.util.Locale;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The three passes of 3x3 convolutions, oneDNN's way and ours, in turn: a JSON line each, the best of several rounds. */
final class ConvolutionBenchmark {
    private static final int IMAGES = 128;
    private static final int ROUNDS = 12;
    private static final int PASSES = 3;
    private static final long[][] SHAPES = {
        {16, 16, 48},
        {24, 24, 48},
        {32, 32, 48},
        {32, 64, 24},
        {96, 96, 24},
        {96, 192, 12},
        {192, 192, 12},
        {384, 384, 6}
    };

    private final ConvolutionKernel kernel;
    private final INDArray input;
    private final INDArray output;
    private final INDArray weights;
    private final INDArray bias;

    private ConvolutionBenchmark(ConvolutionKernel kernel, Geometry geometry) {
        this.kernel = kernel;
        this.input = images(kernel.inputLayout(), geometry.input());
        this.output = images(kernel.outputLayout(), geometry.output());
        this.weights = Nd4j.rand(DataType.FLOAT, geometry.weights().sizes());
        this.bias = Nd4j.rand(DataType.FLOAT, geometry.output().channels());
    }

    private static INDArray images(Layout layout, ImageBatch batch) {
        return Nd4j.rand(DataType.FLOAT, layout.shape(batch));
    }

    /** Returns the milliseconds of the forward pass, of that to the weights and of that to the input. */
    private double[] round() {
        Runnable[] passes = {
            () -> kernel.forward(input, weights, bias, output),
            () -> kernel.backwardToWeights(input, output, weights, bias),
            () -> kernel.backwardToInput(output, weights, input)
        };
        double[] milliseconds = new double[PASSES];
        for (int i = 0; i < PASSES; i++) {
            long start = System.nanoTime();
            passes[i].run();
            milliseconds[i] = (System.nanoTime() - start) / 1e6;
            weights.assign(1e-3);
            output.assign(1e-3);
        }
        return milliseconds;
    }

    private static double[] least(double[] a, double[] b) {
        double[] least = new double[PASSES];
        for (int i = 0; i < PASSES; i++) {
            least[i] = Math.min(a[i], b[i]);
        }
        return least;
    }

    /** Measures every shape with the threads that native operations use. */
    public static void main(String[] arguments) {
        for (long[] shape : SHAPES) {
            Window window = new Window(new Sides(3, 3), Sides.ONE, Sides.ONE, false);
            ImageBatch images = new ImageBatch(IMAGES, shape[0], shape[2], shape[2]);
            WeightShape weights =
                    new WeightShape(new long[] {shape[1], shape[0], 3, 3}, new long[] {shape[0] * 9, 9, 3, 1});
            Geometry geometry = new Geometry(images, window.output(images, shape[1]), weights, window, true, true);
            ConvolutionBenchmark oneDnn = new ConvolutionBenchmark(new OneDnnConvolution(geometry), geometry);
            ConvolutionBenchmark winograd = new ConvolutionBenchmark(new WinogradConvolution(geometry), geometry);
            double[] theirs = oneDnn.round();
            double[] ours = winograd.round();
            for (int round = 1; round < ROUNDS; round++) {
                theirs = least(theirs, oneDnn.round());
                ours = least(ours, winograd.round());
            }
            System.out.printf(
                    Locale.ROOT,
                    "{\"channels\": \"%d to %d\", \"side\": %d, \"threads\": %d, \"onednn_ms\": [%.1f, %.1f, %.1f],"
                            + " \"winograd_ms\": [%.1f, %.1f, %.1f]}%n",
                    shape[0],
                    shape[1],
                    shape[2],
                    Backend.usableThreads(),
                    theirs[0],
                    theirs[1],
                    theirs[2],
                    ours[0],
                    ours[1],
                    ours[2]);
        }
    }
}
