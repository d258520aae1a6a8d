package dev.fer.models.layer;

import dev.fer.models.backend.OneDnn;
import java.util.Objects;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The implementation of {@link FastDense}; used by one thread at a time, as all layers are. */
final class FastDenseLayer extends BaseLayer<FastDense> {
    private static final long serialVersionUID = 1L;

    private final boolean fast;
    private final transient Kernels<Long, DenseKernel> kernels = new Kernels<>(this::kernel);
    private final transient Activations activations = new Activations();
    private transient @Nullable INDArray z;
    private transient Layout received = Layout.CHANNELS_LAST;

    FastDenseLayer(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
        this.fast = OneDnn.find().isPresent()
                && dataType == DataType.FLOAT
                && layerConf().getWeightNoise() == null;
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        assertInputSet(false);
        received = Layout.of(input);
        input = Activations.rowMajorInput(Layout.channelsLast(input, ArrayType.ACTIVATIONS, workspaces), workspaces);
        applyDropOutIfNecessary(training, workspaces);
        INDArray weights = getParamWithNoise(DefaultParamInitializer.WEIGHT_KEY, training, workspaces);
        INDArray rows = rows();
        requireWidth(rows);
        INDArray output = workspaces.createUninitialized(
                ArrayType.ACTIVATIONS, dataType, new long[] {rows.size(0), weights.size(1)}, 'c');
        INDArray bias = getParamWithNoise(DefaultParamInitializer.BIAS_KEY, training, workspaces);
        if (fast) {
            kernels.get(rows.size(0)).forward(rows, weights, bias, output);
        } else {
            // Products are written column by column: the transpose of the wanted rows.
            Nd4j.gemm(weights, rows, output.transpose(), true, true, 1.0, 0.0);
            output.addiRowVector(bias);
        }
        z = training ? output : null;
        INDArray activated =
                isFused() ? output : activations.apply(layerConf().getActivationFn(), output, training, workspaces);
        if (maskArray != null) {
            applyMask(activated);
        }
        return activated;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        INDArray kept = z;
        if (kept == null) {
            throw new IllegalStateException("no training forward pass came before this backward pass " + layerId());
        }
        z = null;
        INDArray rowMajor = Activations.rowMajor(epsilon, workspaces);
        if (maskArray != null) {
            applyMask(rowMajor);
        }
        INDArray delta = activations.backprop(layerConf().getActivationFn(), kept, rowMajor, workspaces);
        INDArray weightGradient = gradientView(DefaultParamInitializer.WEIGHT_KEY);
        INDArray biasGradient = gradientView(DefaultParamInitializer.BIAS_KEY);
        if (fast) {
            kernels.get(delta.size(0)).backwardToWeights(rows(), delta, weightGradient, biasGradient);
        } else {
            Nd4j.gemm(rows(), delta, weightGradient, true, false, 1.0, 0.0);
            delta.sum(biasGradient, 0);
        }
        Gradient gradient = new DefaultGradient();
        gradient.setGradientFor(DefaultParamInitializer.WEIGHT_KEY, weightGradient);
        gradient.setGradientFor(DefaultParamInitializer.BIAS_KEY, biasGradient);
        INDArray inputGradient = layerConf().isInputGradient() ? inputGradient(delta, workspaces) : null;
        weightNoiseParams.clear();
        return new Pair<>(gradient, inputGradient);
    }

    private INDArray inputGradient(INDArray delta, LayerWorkspaceMgr workspaces) {
        INDArray weights = getParamWithNoise(DefaultParamInitializer.WEIGHT_KEY, true, workspaces);
        INDArray gradient = workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, input.shape(), 'c');
        INDArray rows = gradient.reshape('c', delta.size(0), weights.size(0));
        if (fast) {
            kernels.get(delta.size(0)).backwardToInput(delta, weights, rows);
        } else {
            Nd4j.gemm(weights, delta, rows.transpose(), false, true, 1.0, 0.0);
        }
        INDArray dropped = backpropDropOutIfPresent(gradient);
        return received == Layout.BLOCKED ? Layout.BLOCKED.of(dropped, ArrayType.ACTIVATION_GRAD, workspaces) : dropped;
    }

    /** The kernel reads as many numbers as it was made for, and would go on into the next row. */
    private void requireWidth(INDArray rows) {
        long width = rows.size(1);
        if (width != layerConf().getNIn()) {
            throw new DL4JInvalidInputException(
                    "a dense layer takes " + layerConf().getNIn() + " numbers an example, found " + width
                            + "; give it images of the size that it was made for " + layerId());
        }
    }

    private DenseKernel kernel(long rows) {
        return new DenseKernel(rows, layerConf().getNIn(), layerConf().getNOut(), isFused());
    }

    /** Tells whether the activation is part of the product itself. */
    private boolean isFused() {
        return fast && layerConf().getActivationFn() instanceof ActivationReLU;
    }

    private INDArray gradientView(String parameter) {
        return Objects.requireNonNull(gradientViews.get(parameter), parameter);
    }

    /** Returns the input as one row per example; no copy, as it is row-major. */
    private INDArray rows() {
        return input.rank() == 2 ? input : input.reshape('c', input.size(0), input.length() / input.size(0));
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }
}
