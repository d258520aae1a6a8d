package dev.fer.models.layer;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SCALE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_MEAN;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCALE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_VARIANCE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;

import dev.fer.models.layer.Layout.ImageBatch;
import org.bytedeco.dnnl.batch_normalization_backward;
import org.bytedeco.dnnl.batch_normalization_forward;
import org.bytedeco.dnnl.global.dnnl.normalization_flags;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batch normalisation over batches of one size, compiled by oneDNN, with the rectifier that follows it where one does.
 * Which values the rectifier passed is kept between a forward pass and the backward pass after it. Used by one
 * thread at a time.
 */
final class NormalizationKernel {
    private static final int AFFINE = normalization_flags.use_scale.value | normalization_flags.use_shift.value;

    private final Kernel training;
    private final Kernel inference;
    private final Kernel backward;

    /** The parameters of the layer, each [1, channels]. */
    record Affine(INDArray scale, INDArray shift) {}

    /** The mean and the (biased) variance of each channel, each [1, channels]. */
    record Statistics(INDArray mean, INDArray variance) {}

    NormalizationKernel(ImageBatch images, Layout layout, double epsilon, boolean relu) {
        memory.desc data = layout.describe(images);
        memory.desc perChannel =
                new memory.desc(new long[] {images.channels()}, memory.data_type.f32, memory.format_tag.x);
        int flags = AFFINE | (relu ? normalization_flags.fuse_norm_relu.value : 0);
        batch_normalization_forward.primitive_desc plan = forward(prop_kind.forward_training, data, epsilon, flags);
        batch_normalization_backward.primitive_desc back = new batch_normalization_backward.primitive_desc(
                new batch_normalization_backward.desc(prop_kind.backward.value, data, data, (float) epsilon, flags),
                Kernel.engine(),
                plan);
        this.training = forward(plan, data, perChannel);
        this.inference = forward(
                forward(prop_kind.forward_inference, data, epsilon, flags | normalization_flags.use_global_stats.value),
                data,
                perChannel);
        this.backward = new Kernel(new batch_normalization_backward(back))
                .with(DNNL_ARG_SRC, data)
                .with(DNNL_ARG_DIFF_DST, data)
                .with(DNNL_ARG_DIFF_SRC, data)
                .with(DNNL_ARG_MEAN, perChannel)
                .with(DNNL_ARG_VARIANCE, perChannel)
                .with(DNNL_ARG_SCALE, perChannel)
                .with(DNNL_ARG_SHIFT, perChannel)
                .with(DNNL_ARG_DIFF_SCALE, perChannel)
                .with(DNNL_ARG_DIFF_SHIFT, perChannel);
        if (relu) {
            memory passed = Kernel.allocate(plan.workspace_desc());
            training.with(DNNL_ARG_WORKSPACE, passed);
            backward.with(DNNL_ARG_WORKSPACE, passed);
        }
    }

    private static batch_normalization_forward.primitive_desc forward(
            prop_kind kind, memory.desc data, double epsilon, int flags) {
        return new batch_normalization_forward.primitive_desc(
                new batch_normalization_forward.desc(kind.value, data, (float) epsilon, flags), Kernel.engine());
    }

    private static Kernel forward(
            batch_normalization_forward.primitive_desc plan, memory.desc data, memory.desc perChannel) {
        return new Kernel(new batch_normalization_forward(plan))
                .with(DNNL_ARG_SRC, data)
                .with(DNNL_ARG_DST, data)
                .with(DNNL_ARG_MEAN, perChannel)
                .with(DNNL_ARG_VARIANCE, perChannel)
                .with(DNNL_ARG_SCALE, perChannel)
                .with(DNNL_ARG_SHIFT, perChannel);
    }

    /** Normalises with the batch's own statistics, which are written. */
    void train(INDArray input, Affine parameters, Statistics written, INDArray output) {
        run(training, input, parameters, written, output);
    }

    /** Normalises with given statistics. */
    void infer(INDArray input, Affine parameters, Statistics given, INDArray output) {
        run(inference, input, parameters, given, output);
    }

    private static void run(Kernel kernel, INDArray input, Affine parameters, Statistics statistics, INDArray output) {
        kernel.bind(DNNL_ARG_SRC, input)
                .bind(DNNL_ARG_DST, output)
                .bind(DNNL_ARG_MEAN, statistics.mean)
                .bind(DNNL_ARG_VARIANCE, statistics.variance)
                .bind(DNNL_ARG_SCALE, parameters.scale)
                .bind(DNNL_ARG_SHIFT, parameters.shift)
                .run();
    }

    /** Writes all gradients; that of the input may take the place of that of the output. */
    void backward(
            INDArray input,
            Affine parameters,
            Statistics statistics,
            INDArray outputGradient,
            INDArray inputGradient,
            Affine gradients) {
        backward.bind(DNNL_ARG_SRC, input)
                .bind(DNNL_ARG_DIFF_DST, outputGradient)
                .bind(DNNL_ARG_DIFF_SRC, inputGradient)
                .bind(DNNL_ARG_MEAN, statistics.mean)
                .bind(DNNL_ARG_VARIANCE, statistics.variance)
                .bind(DNNL_ARG_SCALE, parameters.scale)
                .bind(DNNL_ARG_SHIFT, parameters.shift)
                .bind(DNNL_ARG_DIFF_SCALE, gradients.scale)
                .bind(DNNL_ARG_DIFF_SHIFT, gradients.shift)
                .run();
    }
}
