package dev.fer.models.layer;

import dev.fer.models.backend.OneDnn;
import dev.fer.models.layer.ConvolutionKernel.Geometry;
import dev.fer.models.layer.ConvolutionKernel.WeightShape;
import dev.fer.models.layer.ConvolutionPasses.Filters;
import dev.fer.models.layer.Layout.ImageBatch;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.DepthwiseConvolution2DLayer;
import org.deeplearning4j.nn.params.DepthwiseConvolutionParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The implementation of {@link FastDepthwiseConvolution}; used by one thread at a time, as all layers are. */
final class FastDepthwiseConvolutionLayer extends DepthwiseConvolution2DLayer {
    private static final long serialVersionUID = 1L;

    private final boolean fast;
    private final transient ConvolutionPasses passes = new ConvolutionPasses(this::geometry);

    FastDepthwiseConvolutionLayer(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
        this.fast = OneDnn.find().isPresent()
                && dataType == DataType.FLOAT
                && settings().getCnn2dDataFormat() == CNN2DFormat.NHWC
                && settings().getDepthMultiplier() == 1
                && settings().getWeightNoise() == null
                && Arrays.stream(settings().getDilation()).allMatch(step -> step == 1);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        passes.forget();
        assertInputSet(false);
        if (!fast || maskArray != null) {
            input = Layout.channelsLast(input, ArrayType.ACTIVATIONS, workspaces);
            return super.activate(training, workspaces);
        }
        applyDropOutIfNecessary(training, workspaces);
        return passes.forward(
                input,
                filters(paramTable()),
                settings().getActivationFn(),
                settings().isBlocked(),
                training,
                workspaces);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        if (!passes.isAwaitingBackward()) {
            return super.backpropGradient(epsilon, workspaces);
        }
        Filters gradients = filters(gradientViews);
        INDArray inputGradient = passes.backward(
                epsilon, filters(paramTable()), gradients, settings().getActivationFn(), true, workspaces);
        Gradient gradient = new DefaultGradient();
        if (gradients.bias() != null) {
            gradient.setGradientFor(DepthwiseConvolutionParamInitializer.BIAS_KEY, gradients.bias());
        }
        gradient.setGradientFor(DepthwiseConvolutionParamInitializer.WEIGHT_KEY, gradients.weights(), 'c');
        return new Pair<>(gradient, backpropDropOutIfPresent(inputGradient));
    }

    private FastDepthwiseConvolution settings() {
        return (FastDepthwiseConvolution) layerConf();
    }

    private Filters filters(Map<String, INDArray> parameters) {
        return new Filters(
                Objects.requireNonNull(parameters.get(DepthwiseConvolutionParamInitializer.WEIGHT_KEY)),
                hasBias() ? parameters.get(DepthwiseConvolutionParamInitializer.BIAS_KEY) : null);
    }

    private Geometry geometry(ImageBatch images) {
        Window window = Window.of(
                settings().getKernelSize(), settings().getStride(), settings().getPadding(), convolutionMode);
        return new Geometry(
                images,
                window.output(images, images.channels()),
                perChannel(getParam(DepthwiseConvolutionParamInitializer.WEIGHT_KEY)),
                window,
                hasBias(),
                ConvolutionPasses.isFused(settings().getActivationFn()));
    }

    /** Deeplearning4j's weights are [height, width, channels, 1]; each channel is a group of its own. */
    private static WeightShape perChannel(INDArray weights) {
        return new WeightShape(
                new long[] {weights.size(2), 1, 1, weights.size(0), weights.size(1)},
                new long[] {weights.stride(2), 1, 1, weights.stride(0), weights.stride(1)});
    }
}
