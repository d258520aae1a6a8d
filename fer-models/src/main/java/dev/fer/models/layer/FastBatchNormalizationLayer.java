package dev.fer.models.layer;

import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.BETA;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GAMMA;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GLOBAL_MEAN;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GLOBAL_VAR;

import dev.fer.models.backend.OneDnn;
import dev.fer.models.layer.Layout.ImageBatch;
import dev.fer.models.layer.NormalizationKernel.Affine;
import dev.fer.models.layer.NormalizationKernel.Statistics;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The implementation of {@link FastBatchNormalization}; used by one thread at a time, as all layers are. */
final class FastBatchNormalizationLayer extends BatchNormalization {
    private static final long serialVersionUID = 1L;

    private final boolean fast;
    private final transient Kernels<Key, NormalizationKernel> kernels = new Kernels<>(this::kernel);
    private final transient Activations activations = new Activations();
    private transient @Nullable Kept kept;

    private record Key(ImageBatch images, Layout layout) {}

    /** What the backward pass needs of the forward pass; the activation's input is there for Deeplearning4j's way only. */
    private record Kept(
            @Nullable NormalizationKernel kernel, @Nullable Statistics statistics, INDArray z) {}

    FastBatchNormalizationLayer(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
        this.fast = OneDnn.find().isPresent() && dataType == DataType.FLOAT;
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        kept = null;
        assertInputSet(false);
        if (!fast) {
            return activateSlowly(training, workspaces);
        }
        input = Activations.rowMajorInput(input, workspaces);
        ImageBatch images = ImageBatch.of(input);
        NormalizationKernel kernel = kernels.get(new Key(images, Layout.of(input)));
        Affine parameters = new Affine(getParam(GAMMA), getParam(BETA));
        INDArray output = workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, input.shape(), 'c');
        if (training) {
            long[] perChannel = {1, images.channels()};
            Statistics statistics = new Statistics(
                    workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, perChannel, 'c'),
                    workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, perChannel, 'c'));
            kernel.train(input, parameters, statistics, output);
            kept = new Kept(kernel, statistics, output);
        } else {
            kernel.infer(input, parameters, new Statistics(getParam(GLOBAL_MEAN), getParam(GLOBAL_VAR)), output);
        }
        INDArray activated = isRectified() ? output : activations.apply(activation(), output, training, workspaces);
        return Layout.handOn(activated, ((ImageLayer) layerConf()).isBlocked(), workspaces);
    }

    private INDArray activateSlowly(boolean training, LayerWorkspaceMgr workspaces) {
        INDArray output = super.activate(training, workspaces);
        kept = training ? new Kept(null, null, output) : null;
        return activations.apply(activation(), output, training, workspaces);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        Kept forward = kept;
        if (forward == null) {
            throw new IllegalStateException("no training forward pass came before this backward pass " + layerId());
        }
        kept = null;
        INDArray rowMajor = Activations.rowMajor(epsilon, workspaces);
        NormalizationKernel kernel = forward.kernel;
        Statistics statistics = forward.statistics;
        if (kernel == null || statistics == null) {
            INDArray delta = activations.backprop(activation(), forward.z, rowMajor, workspaces);
            return super.backpropGradient(delta, workspaces);
        }
        INDArray laidOut = rowMajor.rank() == input.rank()
                ? rowMajor
                : Layout.of(input).of(rowMajor, ArrayType.BP_WORKING_MEM, workspaces);
        INDArray delta = isRectified() ? laidOut : activations.backprop(activation(), forward.z, laidOut, workspaces);
        INDArray gradient = workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, input.shape(), 'c');
        Affine gradients = new Affine(gradientView(GAMMA), gradientView(BETA));
        Affine parameters = new Affine(getParam(GAMMA), getParam(BETA));
        kernel.backward(input, parameters, statistics, delta, gradient, gradients);
        return new Pair<>(gradients(statistics), gradient);
    }

    /** Sets the views of the running statistics' gradients, which are the steps that the statistics take. */
    private Gradient gradients(Statistics batch) {
        double share = 1 - layerConf().getDecay();
        gradientView(GLOBAL_MEAN)
                .assign(getParam(GLOBAL_MEAN))
                .subi(batch.mean().reshape(getParam(GLOBAL_MEAN).shape()))
                .muli(share);
        gradientView(GLOBAL_VAR)
                .assign(getParam(GLOBAL_VAR))
                .subi(batch.variance().reshape(getParam(GLOBAL_VAR).shape()))
                .muli(share);
        Gradient gradient = new DefaultGradient();
        for (String parameter : List.of(GAMMA, BETA, GLOBAL_MEAN, GLOBAL_VAR)) {
            gradient.setGradientFor(parameter, gradientView(parameter));
        }
        return gradient;
    }

    private NormalizationKernel kernel(Key key) {
        return new NormalizationKernel(key.images, key.layout, layerConf().getEps(), isRectified());
    }

    private IActivation activation() {
        return layerConf().getActivationFn();
    }

    private boolean isRectified() {
        return activation() instanceof ActivationReLU;
    }

    private INDArray gradientView(String parameter) {
        return Objects.requireNonNull(gradientViews.get(parameter), parameter);
    }
}
