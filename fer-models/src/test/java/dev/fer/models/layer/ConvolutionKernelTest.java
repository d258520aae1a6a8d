package dev.fer.models.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fer.models.backend.OneDnn;
import dev.fer.models.layer.ConvolutionKernel.Geometry;
import dev.fer.models.layer.ConvolutionKernel.WeightShape;
import dev.fer.models.layer.Layout.ImageBatch;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever the processor, convolutions run on code that oneDNN has compiled for it. */
class ConvolutionKernelTest {
    @ParameterizedTest(name = "{0} to {1} channels")
    @CsvSource({"1, 8", "1, 16", "1, 20", "3, 64", "12, 12", "16, 16", "16, 24", "20, 16", "32, 30", "48, 96"})
    void noPassIsLeftToTheReferenceOfOneDnn(long inputs, long outputs) {
        assumeTrue(OneDnn.find().isPresent(), "oneDNN is missing here");
        Window window = Window.of(new int[] {3, 3}, new int[] {1, 1}, new int[] {0, 0}, ConvolutionMode.Same);
        ImageBatch images = new ImageBatch(4, inputs, 12, 12);
        WeightShape weights = new WeightShape(new long[] {outputs, inputs, 3, 3}, new long[] {inputs * 9, 9, 3, 1});
        ConvolutionKernel kernel = new ConvolutionKernel(
                new Geometry(images, window.output(images, outputs), weights, window, true, true));

        assertThat(kernel.implementations()).noneMatch(name -> name.startsWith(ConvolutionKernel.REFERENCE));
    }
}
