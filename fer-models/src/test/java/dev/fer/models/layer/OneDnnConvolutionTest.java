package dev.fer.models.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fer.models.backend.OneDnn;
import dev.fer.models.layer.ConvolutionKernel.Geometry;
import dev.fer.models.layer.ConvolutionKernel.WeightShape;
import dev.fer.models.layer.Layout.ImageBatch;
import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Whatever the processor, convolutions run on code that oneDNN has compiled for it. */
class OneDnnConvolutionTest {
    private static final int IMAGES = 14;
    private static final int SIDE = 24;

    @ParameterizedTest(name = "{0} to {1} channels")
    @CsvSource({"1, 8", "1, 16", "1, 20", "3, 64", "12, 12", "16, 16", "16, 24", "20, 16", "32, 30", "48, 96"})
    void noPassIsLeftToTheReferenceOfOneDnn(long inputs, long outputs) {
        assumeTrue(OneDnn.find().isPresent(), "oneDNN is missing here");
        List<String> passes = kernel(inputs, outputs, 3, 1).implementations();

        // From blocks there is no quick way back to an image of one channel, which is the first layer's: none asks for
        // it.
        boolean first = inputs == 1 && Layout.blocks(outputs);
        assertThat(first ? List.of(passes.get(0), passes.get(2)) : passes)
                .noneMatch(name -> name.startsWith(OneDnnConvolution.REFERENCE));
    }

    /** Before, this crashed or hung within a second on processors with AVX2. */
    @ParameterizedTest(name = "{0} to {1} channels, stride {2}")
    @CsvSource({"10, 20, 2", "20, 10, 2", "16, 20, 2", "20, 20, 1", "5, 10, 1", "16, 16, 2"})
    void kernelsOfOnePixelLearnAgainAndAgain(long inputs, long outputs, int stride) {
        assumeTrue(OneDnn.find().filter(library -> !library.hasAvx512()).isPresent(), "no oneDNN, or AVX-512");
        OneDnnConvolution kernel = kernel(inputs, outputs, 1, stride);
        INDArray images = Nd4j.ones(DataType.FLOAT, IMAGES, SIDE, SIDE, inputs);
        INDArray gradient = Nd4j.ones(DataType.FLOAT, IMAGES, SIDE / stride, SIDE / stride, outputs);
        INDArray weights = Nd4j.zeros(DataType.FLOAT, outputs, inputs, 1, 1);
        INDArray bias = Nd4j.zeros(DataType.FLOAT, outputs);

        for (int i = 0; i < 100; i++) {
            kernel.backwardToWeights(images, gradient, weights, bias);
        }

        float places = IMAGES * (float) (SIDE / stride) * (SIDE / stride);
        assertThat(weights.minNumber().floatValue()).isEqualTo(places);
        assertThat(weights.maxNumber().floatValue()).isEqualTo(places);
        assertThat(bias.minNumber().floatValue()).isEqualTo(places);
    }

    private static OneDnnConvolution kernel(long inputs, long outputs, int size, int stride) {
        Window window =
                Window.of(new int[] {size, size}, new int[] {stride, stride}, new int[] {0, 0}, ConvolutionMode.Same);
        ImageBatch images = new ImageBatch(IMAGES, inputs, SIDE, SIDE);
        long pixels = (long) size * size;
        WeightShape weights = new WeightShape(
                new long[] {outputs, inputs, size, size}, new long[] {inputs * pixels, pixels, size, 1});
        return new OneDnnConvolution(new Geometry(images, window.output(images, outputs), weights, window, true, true));
    }
}
