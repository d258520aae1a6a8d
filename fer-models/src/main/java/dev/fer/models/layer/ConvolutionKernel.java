package dev.fer.models.layer;

import dev.fer.models.layer.Layout.ImageBatch;
import org.bytedeco.dnnl.memory;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A convolution's three passes over batches of one size. Used by one thread at a time. */
sealed interface ConvolutionKernel permits OneDnnConvolution, WinogradConvolution {

    /** Returns the quickest way that there is on this processor. */
    static ConvolutionKernel of(Geometry geometry) {
        return WinogradConvolution.serves(geometry)
                ? new WinogradConvolution(geometry)
                : new OneDnnConvolution(geometry);
    }

    /** Returns how the input, and its gradient, must lie. */
    Layout inputLayout();

    /** Returns how the output, and its gradient, must lie. */
    Layout outputLayout();

    /** Returns the size of the output. */
    ImageBatch output();

    /** Writes the output; with the rectifier, if one follows. */
    void forward(INDArray input, INDArray weights, @Nullable INDArray bias, INDArray output);

    /** Writes the gradient of the input. */
    void backwardToInput(INDArray outputGradient, INDArray weights, INDArray inputGradient);

    /** Writes the gradients of the weights and the bias. */
    void backwardToWeights(
            INDArray input, INDArray outputGradient, INDArray weightGradient, @Nullable INDArray biasGradient);

    /**
     * What is convolved, and how.
     *
     * @param weights how the weights lie in Deeplearning4j's array
     * @param relu whether a rectifier follows
     */
    record Geometry(
            ImageBatch input, ImageBatch output, WeightShape weights, Window window, boolean bias, boolean relu) {}

    /**
     * The sizes of weights in oneDNN's order, outputs before inputs, and the strides at which they lie.
     *
     * @param sizes outputs, inputs, height, width; with the groups before them where there are any
     */
    record WeightShape(long[] sizes, long[] strides) {
        memory.desc plain() {
            return new memory.desc(sizes, memory.data_type.f32, strides);
        }

        memory.desc any() {
            return new memory.desc(sizes, memory.data_type.f32, memory.format_tag.any);
        }

        boolean isGrouped() {
            return sizes.length == 5;
        }

        /** Tells whether the last size counts fastest and nothing lies between. */
        boolean isRowMajor() {
            long step = 1;
            for (int i = sizes.length - 1; i >= 0; i--) {
                if (strides[i] != step) {
                    return false;
                }
                step *= sizes[i];
            }
            return true;
        }
    }
}
