package dev.fer.models.layer;

import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.BETA;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GAMMA;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GLOBAL_MEAN;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GLOBAL_VAR;

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
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.impl.transforms.same.Square;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The implementation of {@link FastBatchNormalization}; used by one thread at a time, as all layers are.
 *
 * <p>The native {@code batchnorm} is one quick pass; its counterpart {@code batchnorm_bp} and the native sums over
 * all but the last axis are slow, so that sums are products with a row of ones and the gradient is put together
 * from two sums: dx = gamma/sd * (delta - mean(delta) - xhat * mean(delta * xhat)).
 */
final class FastBatchNormalizationLayer extends BatchNormalization {
    private static final long serialVersionUID = 1L;
    private static final int CHANNEL_AXIS = 3;

    private transient @Nullable Kept kept;

    /** What the backward pass needs of the forward pass. */
    private record Kept(INDArray z, INDArray mean, INDArray variance) {}

    FastBatchNormalizationLayer(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        assertInputSet(false);
        INDArray mean = getParam(GLOBAL_MEAN);
        INDArray variance = getParam(GLOBAL_VAR);
        INDArray output = workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, input.shape(), 'c');
        if (training) {
            mean = channelMean(input, ArrayType.ACTIVATIONS, workspaces);
            variance = channelVariance(mean, output, workspaces);
        }
        normalise(mean, variance, layerConf().getEps(), getParam(GAMMA), getParam(BETA), output);
        kept = training ? new Kept(output, mean, variance) : null;
        return Activations.apply(layerConf().getActivationFn(), output, training, workspaces);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        Kept forward = kept;
        if (forward == null) {
            throw new IllegalStateException("no training forward pass came before this backward pass " + layerId());
        }
        kept = null;
        INDArray rowMajor = Shape.hasDefaultStridesForShape(epsilon)
                ? epsilon
                : workspaces.dup(ArrayType.ACTIVATION_GRAD, epsilon, 'c');
        INDArray delta = Activations.backprop(layerConf().getActivationFn(), forward.z, rowMajor, workspaces);

        INDArray scratch = workspaces.createUninitialized(ArrayType.BP_WORKING_MEM, dataType, input.shape(), 'c');
        INDArray one = Nd4j.onesLike(forward.mean);
        normalise(forward.mean, forward.variance, layerConf().getEps(), one, Nd4j.zerosLike(one), scratch);
        scratch.muli(delta);
        INDArray meanOfProducts = channelMean(scratch, ArrayType.BP_WORKING_MEM, workspaces);
        INDArray meanOfDelta = channelMean(delta, ArrayType.BP_WORKING_MEM, workspaces);

        INDArray slope = getParam(GAMMA)
                .div(Transforms.sqrt(forward.variance.add(layerConf().getEps())));
        INDArray perXhat = slope.mul(meanOfProducts).negi();
        INDArray offset = slope.mul(meanOfDelta).negi();
        normalise(forward.mean, forward.variance, layerConf().getEps(), perXhat, offset, scratch);
        INDArray inputGradient = workspaces.leverageTo(ArrayType.ACTIVATION_GRAD, delta);
        rows(inputGradient).muliRowVector(slope);
        inputGradient.addi(scratch);
        return new Pair<>(gradients(forward, meanOfProducts, meanOfDelta), inputGradient);
    }

    /** Sets all gradient views; those of the running statistics are the steps that the statistics take. */
    private Gradient gradients(Kept forward, INDArray meanOfProducts, INDArray meanOfDelta) {
        double count = positions(input);
        double share = 1 - layerConf().getDecay();
        gradientView(GAMMA).assign(meanOfProducts).muli(count);
        gradientView(BETA).assign(meanOfDelta).muli(count);
        gradientView(GLOBAL_MEAN)
                .assign(getParam(GLOBAL_MEAN))
                .subi(forward.mean)
                .muli(share);
        gradientView(GLOBAL_VAR)
                .assign(getParam(GLOBAL_VAR))
                .subi(forward.variance)
                .muli(share);
        Gradient gradient = new DefaultGradient();
        for (String parameter : List.of(GAMMA, BETA, GLOBAL_MEAN, GLOBAL_VAR)) {
            gradient.setGradientFor(parameter, gradientView(parameter));
        }
        return gradient;
    }

    private INDArray gradientView(String parameter) {
        return Objects.requireNonNull(gradientViews.get(parameter), parameter);
    }

    /** Writes gamma * (input - mean) / sqrt(variance + epsilon) + beta, channel by channel. */
    private void normalise(
            INDArray mean, INDArray variance, double epsilon, INDArray gamma, INDArray beta, INDArray target) {
        Nd4j.exec(DynamicCustomOp.builder("batchnorm")
                .addInputs(images(input), mean, variance, gamma, beta)
                .addOutputs(images(target))
                .addIntegerArguments(1, 1, CHANNEL_AXIS)
                .addFloatingPointArguments(epsilon)
                .build());
    }

    /** Computes the variance from centred values, which loses no digits where the mean is large. */
    private INDArray channelVariance(INDArray mean, INDArray scratch, LayerWorkspaceMgr workspaces) {
        INDArray one = Nd4j.onesLike(mean);
        normalise(mean, one, 0, one, Nd4j.zerosLike(one), scratch);
        Nd4j.getExecutioner().exec(new Square(scratch, scratch));
        return channelMean(scratch, ArrayType.ACTIVATIONS, workspaces);
    }

    /** Returns the mean over all but the last axis, shape [channels]. */
    private INDArray channelMean(INDArray values, ArrayType lifetime, LayerWorkspaceMgr workspaces) {
        INDArray rows = rows(values);
        INDArray ones = workspaces
                .createUninitialized(lifetime, dataType, new long[] {1, rows.size(0)}, 'c')
                .assign(1.0);
        INDArray sums = workspaces.createUninitialized(lifetime, dataType, new long[] {1, rows.size(1)}, 'c');
        ones.mmuli(rows, sums);
        return sums.divi(rows.size(0)).reshape(rows.size(1));
    }

    private static long positions(INDArray values) {
        return values.length() / values.size(values.rank() - 1);
    }

    private static INDArray rows(INDArray values) {
        return values.reshape('c', positions(values), values.size(values.rank() - 1));
    }

    private static INDArray images(INDArray values) {
        return values.rank() == 4 ? values : values.reshape('c', values.size(0), 1, 1, values.size(1));
    }
}
