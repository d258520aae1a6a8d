package dev.fer.models.layer;

import java.util.Optional;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarMin;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.api.ops.impl.transforms.custom.Max;
import org.nd4j.linalg.api.ops.impl.transforms.same.Sign;
import org.nd4j.linalg.factory.Nd4j;

/**
 * An activation made of passes of simple arithmetic and oneDNN's tanh, each of which takes a tenth or less of ND4J's
 * own activations and derivatives (relu_bp, elu, elu_bp, ...), which work value by value. Stateless.
 */
interface QuickActivation {
    /** Applies the function in place. */
    void apply(INDArray values, INDArray scratch);

    /** Writes the derivative, found from the output, or from the input if {@link #derivesFromInput}; may overwrite it. */
    void derivative(INDArray known, INDArray target);

    /** Tells whether the derivative is found from the function's input and not from its output. */
    default boolean derivesFromInput() {
        return false;
    }

    /** Returns the quick form of a function, if it has one. */
    static Optional<QuickActivation> of(IActivation function) {
        if (function instanceof ActivationReLU relu) {
            boolean plain = relu.getMax() == null && relu.getThreshold() == null && relu.getNegativeSlope() == null;
            return plain ? Optional.of(new Relu()) : Optional.empty();
        }
        if (function instanceof ActivationLReLU leaky) {
            return Optional.of(new LeakyRelu(leaky.getAlpha()));
        }
        if (function instanceof ActivationELU elu && elu.getAlpha() == 1) {
            return Optional.of(new Elu());
        }
        if (function instanceof ActivationTanH) {
            return Optional.of(new Tanh());
        }
        if (function instanceof ActivationSigmoid) {
            return Optional.of(new Sigmoid());
        }
        return function instanceof ActivationSwish ? Optional.of(new Swish()) : Optional.empty();
    }

    /** max(x, 0); the derivative is the sign of the output. */
    record Relu() implements QuickActivation {
        @Override
        public void apply(INDArray values, INDArray scratch) {
            Nd4j.getExecutioner().exec(new RectifiedLinear(values, values));
        }

        @Override
        public void derivative(INDArray output, INDArray target) {
            Nd4j.getExecutioner().exec(new Sign(output, target));
        }
    }

    /** max(x, slope x). */
    record LeakyRelu(double slope) implements QuickActivation {
        @Override
        public void apply(INDArray values, INDArray scratch) {
            values.muli(slope, scratch);
            Nd4j.exec(new Max(values, scratch, values));
        }

        @Override
        public void derivative(INDArray output, INDArray target) {
            Nd4j.getExecutioner().exec(new Step(output, target, 0.0));
            target.muli(1 - slope).addi(slope);
        }
    }

    /** x above 0, exp(x) - 1 below, where exp(x) - 1 = 2/(1 - t) - 2 with t = tanh(x/2). */
    record Elu() implements QuickActivation {
        @Override
        public void apply(INDArray values, INDArray scratch) {
            Nd4j.getExecutioner().exec(new ScalarMin(values, null, scratch, 0.0));
            tanh(scratch.muli(0.5));
            Nd4j.getExecutioner().exec(new RectifiedLinear(values, values));
            values.addi(scratch.rsubi(1).rdivi(2).subi(2));
        }

        @Override
        public void derivative(INDArray output, INDArray target) {
            Nd4j.getExecutioner().exec(new ScalarMin(output, null, target, 0.0));
            target.addi(1);
        }
    }

    /** The hyperbolic tangent. */
    record Tanh() implements QuickActivation {
        @Override
        public void apply(INDArray values, INDArray scratch) {
            tanh(values);
        }

        @Override
        public void derivative(INDArray output, INDArray target) {
            output.muli(output, target).rsubi(1);
        }
    }

    /** 1/(1 + exp(-x)) = (1 + tanh(x/2))/2. */
    record Sigmoid() implements QuickActivation {
        @Override
        public void apply(INDArray values, INDArray scratch) {
            sigmoid(values);
        }

        @Override
        public void derivative(INDArray output, INDArray target) {
            output.rsubi(1, target).muli(output);
        }
    }

    /** x sigmoid(x) (Ramachandran et al. 2017); the derivative is s (1 - x s) + x s. */
    record Swish() implements QuickActivation {
        @Override
        public void apply(INDArray values, INDArray scratch) {
            sigmoid(scratch.assign(values));
            values.muli(scratch);
        }

        @Override
        public void derivative(INDArray input, INDArray target) {
            sigmoid(target.assign(input));
            INDArray withoutOutput = input.muli(target).rsubi(1);
            target.muli(withoutOutput).addi(withoutOutput.rsubi(1));
        }

        @Override
        public boolean derivesFromInput() {
            return true;
        }
    }

    private static void tanh(INDArray values) {
        Nd4j.exec(DynamicCustomOp.builder("tanh")
                .addInputs(values)
                .addOutputs(values)
                .build());
    }

    private static void sigmoid(INDArray values) {
        tanh(values.muli(0.5));
        values.muli(0.5).addi(0.5);
    }
}
