package dev.fer.models.layer;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;

import dev.fer.models.layer.Layout.ImageBatch;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.pooling_backward;
import org.bytedeco.dnnl.pooling_forward;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Pooling over batches of one size, compiled by oneDNN. The positions of the largest values are kept between a forward
 * pass and the backward pass that follows it. Used by one thread at a time.
 */
final class PoolingKernel {
    private final Kernel forward;
    private final Kernel backward;

    /** What a window becomes. */
    enum Kind {
        MAX,
        MEAN,
        MEAN_WITH_PADDING;

        private algorithm algorithm() {
            return switch (this) {
                case MAX -> algorithm.pooling_max;
                case MEAN -> algorithm.pooling_avg_exclude_padding;
                case MEAN_WITH_PADDING -> algorithm.pooling_avg_include_padding;
            };
        }
    }

    PoolingKernel(Kind kind, ImageBatch images, Layout layout, Window window) {
        memory.desc source = layout.describe(images);
        memory.desc result = layout.describe(window.output(images, images.channels()));
        long[] stride = window.stride().array();
        long[] size = window.kernel().array();
        long[] before = window.before(images).array();
        long[] after = window.after(images).array();
        pooling_forward.primitive_desc plan = new pooling_forward.primitive_desc(
                new pooling_forward.desc(
                        prop_kind.forward_training, kind.algorithm(), source, result, stride, size, before, after),
                Kernel.engine());
        pooling_backward.primitive_desc back = new pooling_backward.primitive_desc(
                new pooling_backward.desc(kind.algorithm(), source, result, stride, size, before, after),
                Kernel.engine(),
                plan);
        this.forward =
                new Kernel(new pooling_forward(plan)).with(DNNL_ARG_SRC, source).with(DNNL_ARG_DST, result);
        this.backward = new Kernel(new pooling_backward(back))
                .with(DNNL_ARG_DIFF_DST, result)
                .with(DNNL_ARG_DIFF_SRC, source);
        if (kind == Kind.MAX) {
            memory positions = Kernel.allocate(plan.workspace_desc());
            forward.with(DNNL_ARG_WORKSPACE, positions);
            backward.with(DNNL_ARG_WORKSPACE, positions);
        }
    }

    void forward(INDArray input, INDArray output) {
        forward.bind(DNNL_ARG_SRC, input).bind(DNNL_ARG_DST, output).run();
    }

    void backward(INDArray outputGradient, INDArray inputGradient) {
        backward.bind(DNNL_ARG_DIFF_DST, outputGradient)
                .bind(DNNL_ARG_DIFF_SRC, inputGradient)
                .run();
    }
}
