package dev.fer.models.layer;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;

import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The derivative of max(0, x) over arrays of one length, compiled by oneDNN: one pass over both arrays, in place. Used
 * by one thread at a time.
 */
final class Rectifier {
    private final Kernel backward;

    Rectifier(long length) {
        memory.desc numbers = new memory.desc(new long[] {length}, memory.data_type.f32, memory.format_tag.x);
        algorithm rule = algorithm.eltwise_relu_use_dst_for_bwd;
        eltwise_forward.primitive_desc hint = new eltwise_forward.primitive_desc(
                new eltwise_forward.desc(prop_kind.forward_training, rule, numbers, 0, 0), Kernel.engine());
        eltwise_backward.primitive_desc plan = new eltwise_backward.primitive_desc(
                new eltwise_backward.desc(rule, numbers, numbers, 0, 0), Kernel.engine(), hint);
        this.backward = new Kernel(new eltwise_backward(plan))
                .with(DNNL_ARG_DST, numbers)
                .with(DNNL_ARG_DIFF_DST, numbers)
                .with(DNNL_ARG_DIFF_SRC, numbers);
    }

    /**
     * Sets a gradient to 0 where the output is.
     *
     * @param output float32, contiguous, of the gradient's layout
     */
    void backward(INDArray output, INDArray gradient) {
        backward.bind(DNNL_ARG_DST, output)
                .bind(DNNL_ARG_DIFF_DST, gradient)
                .bind(DNNL_ARG_DIFF_SRC, gradient)
                .run();
    }
}
