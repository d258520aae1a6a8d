package dev.fer.models.layer;

import dev.fer.models.backend.OneDnn;
import dev.fer.models.layer.ConvolutionKernel.Geometry;
import dev.fer.models.layer.ConvolutionKernel.WeightShape;
import dev.fer.models.layer.ConvolutionPasses.Filters;
import dev.fer.models.layer.Layout.ImageBatch;
import dev.fer.models.layer.Window.Sides;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The implementation of {@link FastConvolution}; used by one thread at a time, as all layers are. */
final class FastConvolutionLayer extends ConvolutionLayer {
    private static final long serialVersionUID = 1L;

    private final boolean fast;
    private transient Layout received = Layout.CHANNELS_LAST;
    private final transient ConvolutionPasses passes = new ConvolutionPasses(this::geometry);

    FastConvolutionLayer(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
        this.fast =
                OneDnn.find().filter(library -> !overruns(library, layerConf())).isPresent()
                        && dataType == DataType.FLOAT
                        && layerConf().getCnn2dDataFormat() == CNN2DFormat.NHWC
                        && layerConf().getWeightNoise() == null
                        && Arrays.stream(layerConf().getDilation()).allMatch(step -> step == 1);
    }

    /** With AVX-512, version 2.5.2 of oneDNN writes outside its arrays for these, unless channels come in blocks. */
    private static boolean overruns(OneDnn library, org.deeplearning4j.nn.conf.layers.ConvolutionLayer settings) {
        boolean blocked = Layout.blocks(settings.getNIn()) && Layout.blocks(settings.getNOut());
        Window window = Window.of(
                settings.getKernelSize(), settings.getStride(), settings.getPadding(), settings.getConvolutionMode());
        return library.hasAvx512()
                && !blocked
                && window.kernel().equals(Sides.ONE)
                && !window.stride().equals(Sides.ONE);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        passes.forget();
        assertInputSet(false);
        if (!fast || maskArray != null) {
            received = Layout.of(input);
            input = Layout.channelsLast(input, ArrayType.ACTIVATIONS, workspaces);
            return Layout.handOn(
                    super.activate(training, workspaces), settings().isBlocked(), workspaces);
        }
        applyDropOutIfNecessary(training, workspaces);
        requireChannels(ImageBatch.of(input).channels());
        return passes.forward(
                input,
                filters(paramTable()),
                layerConf().getActivationFn(),
                settings().isBlocked(),
                training,
                workspaces);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        if (!passes.isAwaitingBackward()) {
            INDArray laidOut = Layout.channelsLast(epsilon, ArrayType.BP_WORKING_MEM, workspaces);
            return received.gradients(super.backpropGradient(laidOut, workspaces), workspaces);
        }
        Filters gradients = filters(gradientViews);
        INDArray inputGradient = passes.backward(
                epsilon,
                filters(paramTable()),
                gradients,
                layerConf().getActivationFn(),
                settings().isInputGradient(),
                workspaces);
        Gradient gradient = new DefaultGradient();
        if (gradients.bias() != null) {
            gradient.setGradientFor(ConvolutionParamInitializer.BIAS_KEY, gradients.bias());
        }
        gradient.setGradientFor(ConvolutionParamInitializer.WEIGHT_KEY, gradients.weights(), 'c');
        return new Pair<>(gradient, inputGradient == null ? null : backpropDropOutIfPresent(inputGradient));
    }

    private FastConvolution settings() {
        return (FastConvolution) layerConf();
    }

    private Filters filters(Map<String, INDArray> parameters) {
        return new Filters(
                Objects.requireNonNull(parameters.get(ConvolutionParamInitializer.WEIGHT_KEY)),
                hasBias() ? parameters.get(ConvolutionParamInitializer.BIAS_KEY) : null);
    }

    private void requireChannels(long found) {
        if (found != layerConf().getNIn()) {
            throw new IllegalArgumentException("layer '" + layerConf().getLayerName() + "' takes images of "
                    + layerConf().getNIn() + " channels, found " + found);
        }
    }

    private Geometry geometry(ImageBatch images) {
        INDArray weights = getParam(ConvolutionParamInitializer.WEIGHT_KEY);
        Window window = Window.of(
                layerConf().getKernelSize(),
                layerConf().getStride(),
                layerConf().getPadding(),
                convolutionMode);
        return new Geometry(
                images,
                window.output(images, layerConf().getNOut()),
                new WeightShape(weights.shape(), weights.stride()),
                window,
                hasBias(),
                ConvolutionPasses.isFused(layerConf().getActivationFn()));
    }
}
