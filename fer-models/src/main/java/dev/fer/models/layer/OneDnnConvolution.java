package dev.fer.models.layer;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import dev.fer.models.layer.Layout.ImageBatch;
import dev.fer.models.layer.Window.Sides;
import java.util.List;
import java.util.Optional;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.primitive_desc;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * oneDNN's convolutions, compiled on first use.
 *
 * <p>Those of 3x3 without stride go Winograd's way, with a quarter of the multiplications, where the processor has
 * AVX-512 and channels come in blocks.
 */
final class OneDnnConvolution implements ConvolutionKernel {
    static final String REFERENCE = "ref";

    /** Version 2.5.2's code for 1x1 kernels over channels that come last: it crashes, or its threads wait for ever. */
    private static final String BROKEN = "jit_1x1:avx2";

    private static final Logger LOG = LoggerFactory.getLogger(OneDnnConvolution.class);
    private static final Sides WINOGRAD_KERNEL = new Sides(3, 3);

    private final Geometry geometry;
    private final Layout inputLayout;
    private final Layout outputLayout;
    private final algorithm way;
    private final convolution_forward.primitive_desc plan;
    private final String forwardImplementation;
    private final Kernel forward;
    private final Weights forwardWeights;
    private @Nullable Backward toInput;
    private @Nullable Backward toWeights;

    /** Weights in the format that a pass wants, with the way there from Deeplearning4j's, or back. */
    private record Weights(memory formatted, Kernel conversion, int plainArgument) {
        static Weights read(WeightShape shape, memory.desc wanted) {
            memory formatted = Kernel.allocate(wanted);
            memory plain = Kernel.unbound(shape.plain());
            Kernel kernel = new Kernel(new reorder(plain, formatted))
                    .with(DNNL_ARG_FROM, plain)
                    .with(DNNL_ARG_TO, formatted);
            return new Weights(formatted, kernel, DNNL_ARG_FROM);
        }

        static Weights written(WeightShape shape, memory.desc given) {
            memory formatted = Kernel.allocate(given);
            memory plain = Kernel.unbound(shape.plain());
            Kernel kernel = new Kernel(new reorder(formatted, plain))
                    .with(DNNL_ARG_FROM, formatted)
                    .with(DNNL_ARG_TO, plain);
            return new Weights(formatted, kernel, DNNL_ARG_TO);
        }

        void convert(INDArray plain) {
            conversion.bind(plainArgument, plain).run();
        }
    }

    private record Backward(Kernel kernel, Weights weights, String implementation) {}

    OneDnnConvolution(Geometry geometry) {
        this.geometry = geometry;
        boolean blockedOutput = Layout.blocks(geometry.output().channels());
        boolean oneChannel =
                geometry.input().channels() == 1 && !geometry.weights().isGrouped();
        boolean blocked =
                blockedOutput && (oneChannel || Layout.blocks(geometry.input().channels()));
        this.inputLayout = blocked && !oneChannel ? Layout.BLOCKED : Layout.CHANNELS_LAST;
        this.outputLayout = blocked ? Layout.BLOCKED : Layout.CHANNELS_LAST;
        boolean winograd = inputLayout == Layout.BLOCKED
                && !geometry.weights().isGrouped()
                && geometry.window().kernel().equals(WINOGRAD_KERNEL)
                && geometry.window().stride().equals(Sides.ONE);
        Optional<convolution_forward.primitive_desc> quick =
                winograd ? plan(algorithm.convolution_winograd) : Optional.empty();
        this.way = quick.isPresent() ? algorithm.convolution_winograd : algorithm.convolution_direct;
        this.plan = quick.or(() -> plan(algorithm.convolution_direct))
                .orElseThrow(() -> new IllegalStateException("oneDNN knows no convolution like " + geometry));
        this.forwardImplementation = quick(plan.impl_info_str());
        this.forwardWeights = Weights.read(geometry.weights(), plan.weights_desc());
        this.forward = new Kernel(new convolution_forward(plan))
                .with(DNNL_ARG_SRC, source())
                .with(DNNL_ARG_WEIGHTS, forwardWeights.formatted)
                .with(DNNL_ARG_DST, result());
        if (geometry.bias()) {
            forward.with(DNNL_ARG_BIAS, bias());
        }
    }

    @Override
    public Layout inputLayout() {
        return inputLayout;
    }

    @Override
    public ImageBatch output() {
        return geometry.output();
    }

    @Override
    public Layout outputLayout() {
        return outputLayout;
    }

    @Override
    public void forward(INDArray input, INDArray weights, @Nullable INDArray bias, INDArray output) {
        forwardWeights.convert(weights);
        forward.bind(DNNL_ARG_SRC, input).bind(DNNL_ARG_DST, output);
        if (bias != null) {
            forward.bind(DNNL_ARG_BIAS, bias);
        }
        forward.run();
    }

    @Override
    public void backwardToInput(INDArray outputGradient, INDArray weights, INDArray inputGradient) {
        Backward pass = toInput();
        pass.weights.convert(weights);
        pass.kernel
                .bind(DNNL_ARG_DIFF_DST, outputGradient)
                .bind(DNNL_ARG_DIFF_SRC, inputGradient)
                .run();
    }

    @Override
    public void backwardToWeights(
            INDArray input, INDArray outputGradient, INDArray weightGradient, @Nullable INDArray biasGradient) {
        Backward pass = toWeights();
        pass.kernel.bind(DNNL_ARG_SRC, input).bind(DNNL_ARG_DIFF_DST, outputGradient);
        if (biasGradient != null) {
            pass.kernel.bind(DNNL_ARG_DIFF_BIAS, biasGradient);
        }
        pass.kernel.run();
        pass.weights.convert(weightGradient);
    }

    /** Returns oneDNN's names of the code that runs the three passes: forward, to the input, to the weights. */
    List<String> implementations() {
        return List.of(forwardImplementation, toInput().implementation, toWeights().implementation);
    }

    private Backward toInput() {
        Backward pass = toInput;
        if (pass == null) {
            pass = planToInput();
            toInput = pass;
        }
        return pass;
    }

    private Backward toWeights() {
        Backward pass = toWeights;
        if (pass == null) {
            pass = planToWeights();
            toWeights = pass;
        }
        return pass;
    }

    /** Takes the next best code, which serves kernels of any size. */
    private static void avoidBroken(primitive_desc found) {
        if (found.impl_info_str().getString().equals(BROKEN)) {
            found.next_impl();
        }
    }

    /** Says so where oneDNN has nothing but its reference, which takes a hundred times as long and more. */
    private String quick(BytePointer name) {
        String implementation = name.getString();
        if (implementation.startsWith(REFERENCE)) {
            LOG.warn("oneDNN has no quick code on this processor for {}; training will be very slow", geometry);
        }
        return implementation;
    }

    private Optional<convolution_forward.primitive_desc> plan(algorithm tried) {
        primitive_attr attributes = new primitive_attr();
        if (geometry.relu()) {
            post_ops operations = new post_ops();
            operations.append_eltwise(1, org.bytedeco.dnnl.global.dnnl.algorithm.eltwise_relu, 0, 0);
            attributes.set_post_ops(operations);
        }
        long[] stride = geometry.window().stride().array();
        long[] before = geometry.window().before(geometry.input()).array();
        long[] after = geometry.window().after(geometry.input()).array();
        memory.desc weights = geometry.weights().any();
        convolution_forward.desc wanted = geometry.bias()
                ? new convolution_forward.desc(
                        prop_kind.forward_training, tried, source(), weights, bias(), result(), stride, before, after)
                : new convolution_forward.desc(
                        prop_kind.forward_training, tried, source(), weights, result(), stride, before, after);
        try {
            convolution_forward.primitive_desc found =
                    new convolution_forward.primitive_desc(wanted, attributes, Kernel.engine());
            avoidBroken(found);
            return Optional.of(found);
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private Backward planToInput() {
        convolution_backward_data.desc wanted = new convolution_backward_data.desc(
                way,
                source(),
                geometry.weights().any(),
                result(),
                geometry.window().stride().array(),
                geometry.window().before(geometry.input()).array(),
                geometry.window().after(geometry.input()).array());
        convolution_backward_data.primitive_desc found =
                new convolution_backward_data.primitive_desc(wanted, Kernel.engine(), plan);
        avoidBroken(found);
        Weights weights = Weights.read(geometry.weights(), found.weights_desc());
        Kernel kernel = new Kernel(new convolution_backward_data(found))
                .with(DNNL_ARG_DIFF_SRC, source())
                .with(DNNL_ARG_WEIGHTS, weights.formatted)
                .with(DNNL_ARG_DIFF_DST, result());
        return new Backward(kernel, weights, quick(found.impl_info_str()));
    }

    private Backward planToWeights() {
        long[] stride = geometry.window().stride().array();
        long[] before = geometry.window().before(geometry.input()).array();
        long[] after = geometry.window().after(geometry.input()).array();
        memory.desc any = geometry.weights().any();
        convolution_backward_weights.desc wanted = geometry.bias()
                ? new convolution_backward_weights.desc(way, source(), any, bias(), result(), stride, before, after)
                : new convolution_backward_weights.desc(way, source(), any, result(), stride, before, after);
        convolution_backward_weights.primitive_desc found =
                new convolution_backward_weights.primitive_desc(wanted, Kernel.engine(), plan);
        avoidBroken(found);
        Weights weights = Weights.written(geometry.weights(), found.diff_weights_desc());
        Kernel kernel = new Kernel(new convolution_backward_weights(found))
                .with(DNNL_ARG_SRC, source())
                .with(DNNL_ARG_DIFF_WEIGHTS, weights.formatted)
                .with(DNNL_ARG_DIFF_DST, result());
        if (geometry.bias()) {
            kernel.with(DNNL_ARG_DIFF_BIAS, bias());
        }
        return new Backward(kernel, weights, quick(found.impl_info_str()));
    }

    /** With one channel it may come first as well as last, and only from there is the way to blocks quick. */
    private memory.desc source() {
        boolean oneChannel = geometry.input().channels() == 1 && outputLayout == Layout.BLOCKED;
        return oneChannel
                ? new memory.desc(geometry.input().sizes(), memory.data_type.f32, memory.format_tag.nchw)
                : inputLayout.describe(geometry.input());
    }

    private memory.desc result() {
        return outputLayout.describe(geometry.output());
    }

    private memory.desc bias() {
        return new memory.desc(new long[] {geometry.output().channels()}, memory.data_type.f32, memory.format_tag.x);
    }
}
