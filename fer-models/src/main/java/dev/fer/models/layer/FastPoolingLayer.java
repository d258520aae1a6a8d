package dev.fer.models.layer;

import dev.fer.models.backend.OneDnn;
import dev.fer.models.layer.Layout.ImageBatch;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.subsampling.SubsamplingLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The implementation of {@link FastPooling}; used by one thread at a time, as all layers are. */
final class FastPoolingLayer extends SubsamplingLayer {
    private static final long serialVersionUID = 1L;

    private final boolean fast;
    private final transient Kernels<Key, PoolingKernel> kernels = new Kernels<>(this::kernel);
    private transient @Nullable PoolingKernel used;

    private record Key(ImageBatch images, Layout layout) {}

    FastPoolingLayer(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
        this.fast = OneDnn.find().isPresent()
                && dataType == DataType.FLOAT
                && (layerConf().getPoolingType() == PoolingType.MAX
                        || layerConf().getPoolingType() == PoolingType.AVG)
                && Arrays.stream(layerConf().getDilation()).allMatch(step -> step == 1);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        used = null;
        assertInputSet(false);
        if (!fast || maskArray != null) {
            input = Layout.channelsLast(input, ArrayType.ACTIVATIONS, workspaces);
            return super.activate(training, workspaces);
        }
        applyDropOutIfNecessary(training, workspaces);
        ImageBatch images = ImageBatch.of(input);
        Layout layout = Layout.of(input);
        PoolingKernel kernel = kernels.get(new Key(images, layout));
        INDArray output = layout.create(window().output(images, images.channels()), ArrayType.ACTIVATIONS, workspaces);
        kernel.forward(Activations.rowMajor(input, workspaces), output);
        used = training ? kernel : null;
        return Layout.handOn(output, ((ImageLayer) layerConf()).isBlocked(), workspaces);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        PoolingKernel kernel = used;
        if (kernel == null) {
            return super.backpropGradient(epsilon, workspaces);
        }
        used = null;
        Layout layout = Layout.of(input);
        INDArray delta = layout.of(Activations.rowMajor(epsilon, workspaces), ArrayType.BP_WORKING_MEM, workspaces);
        INDArray gradient = layout.create(ImageBatch.of(input), ArrayType.ACTIVATION_GRAD, workspaces);
        kernel.backward(delta, gradient);
        return new Pair<>(new DefaultGradient(), backpropDropOutIfPresent(gradient));
    }

    private PoolingKernel kernel(Key key) {
        PoolingKernel.Kind kind = layerConf().getPoolingType() == PoolingType.MAX
                ? PoolingKernel.Kind.MAX
                : layerConf().isAvgPoolIncludePadInDivisor()
                        ? PoolingKernel.Kind.MEAN_WITH_PADDING
                        : PoolingKernel.Kind.MEAN;
        return new PoolingKernel(kind, key.images, key.layout, window());
    }

    private Window window() {
        return Window.of(
                layerConf().getKernelSize(),
                layerConf().getStride(),
                layerConf().getPadding(),
                layerConf().getConvolutionMode());
    }
}
