package dev.fer.models.layer;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.inner_product_backward_data;
import org.bytedeco.dnnl.inner_product_backward_weights;
import org.bytedeco.dnnl.inner_product_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A fully connected layer's three passes over batches of one size, compiled by oneDNN. Weights are used as
 * Deeplearning4j keeps them, one neuron's after the other. Used by one thread at a time.
 */
final class DenseKernel {
    private final Kernel forward;
    private final Kernel toInput;
    private final Kernel toWeights;

    /**
     * Compiles the passes.
     *
     * @param relu whether a rectifier follows
     */
    DenseKernel(long rows, long inputs, long neurons, boolean relu) {
        memory.desc source = numbers(memory.format_tag.ab, rows, inputs);
        memory.desc weights = numbers(memory.format_tag.ab, neurons, inputs);
        memory.desc bias = numbers(memory.format_tag.a, neurons);
        memory.desc result = numbers(memory.format_tag.ab, rows, neurons);
        primitive_attr attributes = new primitive_attr();
        if (relu) {
            post_ops operations = new post_ops();
            operations.append_eltwise(1, algorithm.eltwise_relu, 0, 0);
            attributes.set_post_ops(operations);
        }
        inner_product_forward.primitive_desc plan = new inner_product_forward.primitive_desc(
                new inner_product_forward.desc(prop_kind.forward_training, source, weights, bias, result),
                attributes,
                Kernel.engine());
        this.forward = new Kernel(new inner_product_forward(plan))
                .with(DNNL_ARG_SRC, source)
                .with(DNNL_ARG_WEIGHTS, weights)
                .with(DNNL_ARG_BIAS, bias)
                .with(DNNL_ARG_DST, result);
        this.toInput = new Kernel(new inner_product_backward_data(new inner_product_backward_data.primitive_desc(
                        new inner_product_backward_data.desc(source, weights, result), Kernel.engine(), plan)))
                .with(DNNL_ARG_DIFF_SRC, source)
                .with(DNNL_ARG_WEIGHTS, weights)
                .with(DNNL_ARG_DIFF_DST, result);
        this.toWeights = new Kernel(new inner_product_backward_weights(new inner_product_backward_weights
                        .primitive_desc(
                        new inner_product_backward_weights.desc(source, weights, bias, result), Kernel.engine(), plan)))
                .with(DNNL_ARG_SRC, source)
                .with(DNNL_ARG_DIFF_WEIGHTS, weights)
                .with(DNNL_ARG_DIFF_BIAS, bias)
                .with(DNNL_ARG_DIFF_DST, result);
    }

    private static memory.desc numbers(memory.format_tag tag, long... sizes) {
        return new memory.desc(sizes, memory.data_type.f32, tag);
    }

    /** Writes the output; with the rectifier, if one follows. */
    void forward(INDArray input, INDArray weights, INDArray bias, INDArray output) {
        forward.bind(DNNL_ARG_SRC, input)
                .bind(DNNL_ARG_WEIGHTS, weights)
                .bind(DNNL_ARG_BIAS, bias)
                .bind(DNNL_ARG_DST, output)
                .run();
    }

    /** Writes the gradient of the input. */
    void backwardToInput(INDArray outputGradient, INDArray weights, INDArray inputGradient) {
        toInput.bind(DNNL_ARG_DIFF_DST, outputGradient)
                .bind(DNNL_ARG_WEIGHTS, weights)
                .bind(DNNL_ARG_DIFF_SRC, inputGradient)
                .run();
    }

    /** Writes the gradients of the weights and the bias. */
    void backwardToWeights(INDArray input, INDArray outputGradient, INDArray weightGradient, INDArray biasGradient) {
        toWeights
                .bind(DNNL_ARG_SRC, input)
                .bind(DNNL_ARG_DIFF_DST, outputGradient)
                .bind(DNNL_ARG_DIFF_WEIGHTS, weightGradient)
                .bind(DNNL_ARG_DIFF_BIAS, biasGradient)
                .run();
    }
}
