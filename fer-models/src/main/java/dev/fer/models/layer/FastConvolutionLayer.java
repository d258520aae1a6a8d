package dev.fer.models.layer;

import dev.fer.models.backend.Backend;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.util.ConvolutionUtils;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The implementation of {@link FastConvolution}; used by one thread at a time, as all layers are. */
final class FastConvolutionLayer extends ConvolutionLayer {
    private static final long serialVersionUID = 1L;
    private static final Logger log = LoggerFactory.getLogger(FastConvolutionLayer.class);

    /** Up to here the weights' gradient is cheaper as one matrix product over shifted copies of the input. */
    private static final int MANY_TAPS = 64;

    private static final int CHANNELS_LAST = 1;
    private static final int WEIGHTS_OUT_IN_HEIGHT_WIDTH = 1;

    private final boolean fast;
    private transient @Nullable INDArray z;

    FastConvolutionLayer(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
        boolean oneDnn = Backend.current().oneDnn();
        if (!oneDnn && !inputGradientIsWanted()) {
            log.info("the backend has no oneDNN: convolutions go Deeplearning4j's own, slower way");
        }
        this.fast = oneDnn
                && layerConf().getCnn2dDataFormat() == CNN2DFormat.NHWC
                && layerConf().getWeightNoise() == null
                && Arrays.stream(layerConf().getDilation()).allMatch(step -> step == 1);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        if (!fast || maskArray != null) {
            return super.activate(training, workspaces);
        }
        assertInputSet(false);
        applyDropOutIfNecessary(training, workspaces);
        validateInputRank();
        validateInputDepth(getParam(ConvolutionParamInitializer.WEIGHT_KEY).size(1));
        int[] size = outputSize();
        long[] shape = {input.size(0), size[0], size[1], layerConf().getNOut()};
        INDArray output = workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, shape, 'c');
        List<INDArray> inputs = new ArrayList<>(List.of(input, getParam(ConvolutionParamInitializer.WEIGHT_KEY)));
        if (hasBias()) {
            inputs.add(getParam(ConvolutionParamInitializer.BIAS_KEY));
        }
        Nd4j.exec(operation("conv2d", inputs, List.of(output)));
        z = training ? output : null;
        return Activations.apply(layerConf().getActivationFn(), output, training, workspaces);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        if (z == null) {
            return super.backpropGradient(epsilon, workspaces);
        }
        INDArray rowMajor = Shape.hasDefaultStridesForShape(epsilon)
                ? epsilon
                : workspaces.dup(ArrayType.ACTIVATION_GRAD, epsilon, 'c');
        INDArray delta = Activations.backprop(layerConf().getActivationFn(), z, rowMajor, workspaces);
        z = null;
        INDArray weightGradient = gradientView(ConvolutionParamInitializer.WEIGHT_KEY);
        INDArray inputGradient = null;
        if (inputGradientIsWanted() || taps() > MANY_TAPS) {
            inputGradient = backpropDropOutIfPresent(gradients(delta, weightGradient, workspaces));
        } else {
            weightGradients(delta, weightGradient, workspaces);
        }
        Gradient gradient = new DefaultGradient();
        if (hasBias()) {
            gradient.setGradientFor(
                    ConvolutionParamInitializer.BIAS_KEY, gradientView(ConvolutionParamInitializer.BIAS_KEY));
        }
        gradient.setGradientFor(ConvolutionParamInitializer.WEIGHT_KEY, weightGradient, 'c');
        return new Pair<>(gradient, inputGradient);
    }

    private boolean inputGradientIsWanted() {
        return ((FastConvolution) layerConf()).isInputGradient();
    }

    private INDArray gradients(INDArray delta, INDArray weightGradient, LayerWorkspaceMgr workspaces) {
        INDArray inputGradient =
                workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, input.shape(), 'c');
        List<INDArray> inputs = new ArrayList<>(List.of(input, getParam(ConvolutionParamInitializer.WEIGHT_KEY)));
        List<INDArray> outputs = new ArrayList<>(List.of(inputGradient, weightGradient));
        if (hasBias()) {
            inputs.add(getParam(ConvolutionParamInitializer.BIAS_KEY));
            outputs.add(gradientView(ConvolutionParamInitializer.BIAS_KEY));
        }
        inputs.add(delta);
        Nd4j.exec(operation("conv2d_bp", inputs, outputs));
        return inputGradient;
    }

    /**
     * Computes the gradients of weights and bias alone: one row per weight of a filter, holding the input as
     * that weight sees it, and a row of ones for the bias; their product with delta is both gradients at once.
     */
    private void weightGradients(INDArray delta, INDArray weightGradient, LayerWorkspaceMgr workspaces) {
        long positions = delta.size(0) * delta.size(1) * delta.size(2);
        long filters = delta.size(3);
        long rows = taps() + 1;
        INDArray seen =
                workspaces.createUninitialized(ArrayType.BP_WORKING_MEM, dataType, new long[] {rows, positions}, 'c');
        ShiftedInputs.copy(input, window(), delta.size(1), delta.size(2), seen);
        seen.slice(taps()).assign(1.0);
        INDArray product =
                workspaces.createUninitialized(ArrayType.BP_WORKING_MEM, dataType, new long[] {rows, filters}, 'f');
        Nd4j.gemm(seen, delta.reshape('c', positions, filters), product, false, false, 1.0, 0.0);
        INDArray byFilter = product.transpose();
        weightGradient
                .reshape('c', filters, taps())
                .assign(byFilter.get(NDArrayIndex.all(), NDArrayIndex.interval(0, taps())));
        if (hasBias()) {
            gradientView(ConvolutionParamInitializer.BIAS_KEY)
                    .assign(byFilter.getColumn(taps()).reshape(1, filters));
        }
    }

    private INDArray gradientView(String parameter) {
        return Objects.requireNonNull(gradientViews.get(parameter), parameter);
    }

    /** Returns how many weights a filter has. */
    private long taps() {
        INDArray weights = getParam(ConvolutionParamInitializer.WEIGHT_KEY);
        return weights.length() / weights.size(0);
    }

    private boolean same() {
        return convolutionMode == ConvolutionMode.Same;
    }

    private int[] outputSize() {
        return ConvolutionUtils.getOutputSize(
                input,
                layerConf().getKernelSize(),
                layerConf().getStride(),
                same() ? null : layerConf().getPadding(),
                convolutionMode,
                layerConf().getDilation(),
                CNN2DFormat.NHWC);
    }

    private ShiftedInputs.Window window() {
        int[] padding = layerConf().getPadding();
        if (same()) {
            padding = ConvolutionUtils.getSameModeTopLeftPadding(
                    outputSize(),
                    new int[] {(int) input.size(1), (int) input.size(2)},
                    layerConf().getKernelSize(),
                    layerConf().getStride(),
                    layerConf().getDilation());
        }
        return new ShiftedInputs.Window(
                layerConf().getKernelSize(),
                layerConf().getStride(),
                padding,
                layerConf().getDilation());
    }

    private DynamicCustomOp operation(String name, List<INDArray> inputs, List<INDArray> outputs) {
        ShiftedInputs.Window window = window();
        return DynamicCustomOp.builder(name)
                .addInputs(inputs.toArray(INDArray[]::new))
                .addOutputs(outputs.toArray(INDArray[]::new))
                .addIntegerArguments(
                        window.kernel()[0],
                        window.kernel()[1],
                        window.stride()[0],
                        window.stride()[1],
                        window.padding()[0],
                        window.padding()[1],
                        window.dilation()[0],
                        window.dilation()[1],
                        same() ? 1 : 0,
                        CHANNELS_LAST,
                        WEIGHTS_OUT_IN_HEIGHT_WIDTH)
                .build();
    }
}
