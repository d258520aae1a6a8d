package dev.fer.models.layer;

import dev.fer.models.layer.ConvolutionKernel.Geometry;
import dev.fer.models.layer.Layout.ImageBatch;
import java.util.function.Function;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The forward and backward passes of a layer that convolves, with its activation. Used by one thread at a time. */
final class ConvolutionPasses {
    private final Kernels<ImageBatch, ConvolutionKernel> kernels;
    private final Activations activations = new Activations();
    private @Nullable Kept kept;

    /** What the backward pass needs of the forward pass. */
    private record Kept(ConvolutionKernel kernel, INDArray input, INDArray source, INDArray output) {}

    /** What a layer learns, or the gradients of that. */
    record Filters(INDArray weights, @Nullable INDArray bias) {}

    ConvolutionPasses(Function<ImageBatch, Geometry> geometry) {
        this.kernels = new Kernels<>(images -> ConvolutionKernel.of(geometry.apply(images)));
    }

    /** Tells whether the last forward pass was one of training, whose backward pass is still to come. */
    boolean isAwaitingBackward() {
        return kept != null;
    }

    void forget() {
        kept = null;
    }

    /** Tells whether an activation is part of the convolution itself. */
    static boolean isFused(IActivation activation) {
        return activation instanceof ActivationReLU;
    }

    INDArray forward(
            INDArray input,
            Filters filters,
            IActivation activation,
            boolean blocked,
            boolean training,
            LayerWorkspaceMgr workspaces) {
        ConvolutionKernel kernel = kernels.get(ImageBatch.of(input));
        INDArray source = kernel.inputLayout()
                .of(Activations.rowMajorInput(input, workspaces), ArrayType.ACTIVATIONS, workspaces);
        INDArray output = kernel.outputLayout().create(kernel.output(), ArrayType.ACTIVATIONS, workspaces);
        kernel.forward(source, filters.weights, filters.bias, output);
        INDArray laidOut = Layout.handOn(output, blocked, workspaces);
        kept = training ? new Kept(kernel, input, source, laidOut) : null;
        return isFused(activation) ? laidOut : activations.apply(activation, laidOut, training, workspaces);
    }

    /**
     * Writes the gradients of the filters.
     *
     * @param toInput whether the gradient of the input is wanted
     * @return the gradient of the input, if wanted
     */
    @Nullable INDArray backward(
            INDArray epsilon,
            Filters filters,
            Filters gradients,
            IActivation activation,
            boolean toInput,
            LayerWorkspaceMgr workspaces) {
        Kept forward = kept;
        if (forward == null) {
            throw new IllegalStateException("no training forward pass came before this backward pass");
        }
        kept = null;
        INDArray delta =
                activations.backprop(activation, forward.output, Activations.rowMajor(epsilon, workspaces), workspaces);
        INDArray laidOut = forward.kernel.outputLayout().of(delta, ArrayType.BP_WORKING_MEM, workspaces);
        forward.kernel.backwardToWeights(forward.source, laidOut, gradients.weights, gradients.bias);
        if (!toInput) {
            return null;
        }
        INDArray gradient = forward.kernel
                .inputLayout()
                .create(ImageBatch.of(forward.input), ArrayType.ACTIVATION_GRAD, workspaces);
        forward.kernel.backwardToInput(laidOut, filters.weights, gradient);
        return Layout.of(forward.input).of(gradient, ArrayType.ACTIVATION_GRAD, workspaces);
    }
}
