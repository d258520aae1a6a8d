package dev.fer.models.layer;

import dev.fer.models.backend.OneDnn;
import dev.fer.models.layer.ConvolutionKernel.Geometry;
import dev.fer.models.layer.ConvolutionKernel.WeightShape;
import dev.fer.models.layer.Layout.ImageBatch;
import java.util.Arrays;
import java.util.Objects;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The implementation of {@link FastConvolution}; used by one thread at a time, as all layers are. */
final class FastConvolutionLayer extends ConvolutionLayer {
    private static final long serialVersionUID = 1L;

    private final boolean fast;
    private final transient Kernels<ImageBatch, ConvolutionKernel> kernels = new Kernels<>(this::kernel);
    private transient @Nullable Kept kept;

    /** What the backward pass needs of the forward pass. */
    private record Kept(ConvolutionKernel kernel, INDArray source, INDArray output) {}

    FastConvolutionLayer(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
        this.fast = OneDnn.find().isPresent()
                && dataType == DataType.FLOAT
                && layerConf().getCnn2dDataFormat() == CNN2DFormat.NHWC
                && layerConf().getWeightNoise() == null
                && Arrays.stream(layerConf().getDilation()).allMatch(step -> step == 1);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        kept = null;
        assertInputSet(false);
        if (!fast || maskArray != null) {
            input = Layout.channelsLast(input, ArrayType.ACTIVATIONS, workspaces);
            return super.activate(training, workspaces);
        }
        applyDropOutIfNecessary(training, workspaces);
        ImageBatch images = ImageBatch.of(input);
        requireChannels(images.channels());
        ConvolutionKernel kernel = kernels.get(images);
        INDArray source = kernel.inputLayout().of(input, ArrayType.ACTIVATIONS, workspaces);
        INDArray output = kernel.outputLayout().create(output(images), ArrayType.ACTIVATIONS, workspaces);
        kernel.forward(
                source,
                getParam(ConvolutionParamInitializer.WEIGHT_KEY),
                hasBias() ? getParam(ConvolutionParamInitializer.BIAS_KEY) : null,
                output);
        INDArray laidOut = Layout.handOn(output, settings().isBlocked(), workspaces);
        kept = training ? new Kept(kernel, source, laidOut) : null;
        return isRectified()
                ? laidOut
                : Activations.apply(layerConf().getActivationFn(), laidOut, training, workspaces);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        Kept forward = kept;
        if (forward == null) {
            return super.backpropGradient(epsilon, workspaces);
        }
        kept = null;
        INDArray delta = Activations.backprop(
                layerConf().getActivationFn(), forward.output, Activations.rowMajor(epsilon, workspaces), workspaces);
        INDArray laidOut = forward.kernel.outputLayout().of(delta, ArrayType.BP_WORKING_MEM, workspaces);
        INDArray weightGradient = gradientView(ConvolutionParamInitializer.WEIGHT_KEY);
        INDArray biasGradient = hasBias() ? gradientView(ConvolutionParamInitializer.BIAS_KEY) : null;
        forward.kernel.backwardToWeights(forward.source, laidOut, weightGradient, biasGradient);
        Gradient gradient = new DefaultGradient();
        if (biasGradient != null) {
            gradient.setGradientFor(ConvolutionParamInitializer.BIAS_KEY, biasGradient);
        }
        gradient.setGradientFor(ConvolutionParamInitializer.WEIGHT_KEY, weightGradient, 'c');
        return new Pair<>(gradient, settings().isInputGradient() ? inputGradient(forward, laidOut, workspaces) : null);
    }

    private INDArray inputGradient(Kept forward, INDArray delta, LayerWorkspaceMgr workspaces) {
        INDArray gradient =
                forward.kernel.inputLayout().create(ImageBatch.of(input), ArrayType.ACTIVATION_GRAD, workspaces);
        forward.kernel.backwardToInput(delta, getParam(ConvolutionParamInitializer.WEIGHT_KEY), gradient);
        return backpropDropOutIfPresent(Layout.of(input).of(gradient, ArrayType.ACTIVATION_GRAD, workspaces));
    }

    private FastConvolution settings() {
        return (FastConvolution) layerConf();
    }

    private boolean isRectified() {
        return layerConf().getActivationFn() instanceof ActivationReLU;
    }

    private INDArray gradientView(String parameter) {
        return Objects.requireNonNull(gradientViews.get(parameter), parameter);
    }

    private void requireChannels(long found) {
        if (found != layerConf().getNIn()) {
            throw new IllegalArgumentException("layer '" + layerConf().getLayerName() + "' takes images of "
                    + layerConf().getNIn() + " channels, found " + found);
        }
    }

    private ConvolutionKernel kernel(ImageBatch images) {
        INDArray weights = getParam(ConvolutionParamInitializer.WEIGHT_KEY);
        return new ConvolutionKernel(new Geometry(
                images,
                output(images),
                new WeightShape(weights.shape(), weights.stride()),
                window(),
                hasBias(),
                isRectified()));
    }

    private ImageBatch output(ImageBatch images) {
        return window().output(images, layerConf().getNOut());
    }

    private Window window() {
        return Window.of(
                layerConf().getKernelSize(),
                layerConf().getStride(),
                layerConf().getPadding(),
                convolutionMode);
    }
}
