package dev.fer.models.layer;

import dev.fer.models.backend.OneDnn;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Applies the activation function of one layer and its derivative, by a {@link QuickActivation} where there is one.
 * Used by one thread at a time.
 */
final class Activations {
    private final Kernels<Long, Rectifier> rectifiers = new Kernels<>(Rectifier::new);

    /**
     * Applies a function to z.
     *
     * @return z itself, overwritten, where the output is all that {@link #backprop} needs; else a new array
     */
    INDArray apply(IActivation function, INDArray z, boolean training, LayerWorkspaceMgr workspaces) {
        if (function instanceof ActivationIdentity) {
            return z;
        }
        QuickActivation quick = QuickActivation.of(function).orElse(null);
        boolean zIsNeeded = training && (quick == null || quick.derivesFromInput());
        INDArray target = zIsNeeded ? workspaces.dup(ArrayType.ACTIVATIONS, z, z.ordering()) : z;
        if (quick == null) {
            return function.getActivation(target, training);
        }
        quick.apply(target, scratch(ArrayType.FF_WORKING_MEM, z, workspaces));
        return target;
    }

    /**
     * Multiplies epsilon, in place where possible, with the derivative.
     *
     * @param z what {@link #apply} was given; holds the output where that was overwritten
     */
    INDArray backprop(IActivation function, INDArray z, INDArray epsilon, LayerWorkspaceMgr workspaces) {
        if (function instanceof ActivationIdentity) {
            return epsilon;
        }
        if (function instanceof ActivationReLU
                && epsilon.dataType() == DataType.FLOAT
                && OneDnn.find().isPresent()) {
            rectifiers.get(epsilon.length()).backward(z, epsilon);
            return epsilon;
        }
        QuickActivation quick = QuickActivation.of(function).orElse(null);
        if (quick == null) {
            return function.backprop(z, epsilon).getFirst();
        }
        INDArray derivative = scratch(ArrayType.BP_WORKING_MEM, z, workspaces);
        quick.derivative(z, derivative);
        return epsilon.muli(derivative);
    }

    /** Returns a gradient whose numbers lie one after the other, in the order of its shape. */
    static INDArray rowMajor(INDArray gradient, LayerWorkspaceMgr workspaces) {
        return isRowMajor(gradient) ? gradient : workspaces.dup(ArrayType.BP_WORKING_MEM, gradient, 'c');
    }

    /** Returns an input whose numbers lie one after the other, in the order of its shape. */
    static INDArray rowMajorInput(INDArray input, LayerWorkspaceMgr workspaces) {
        return isRowMajor(input) ? input : workspaces.dup(ArrayType.ACTIVATIONS, input, 'c');
    }

    /** ND4J's own test says no where a side of length 1 has an unusual stride, which does not matter. */
    private static boolean isRowMajor(INDArray array) {
        long expected = 1;
        for (int side = array.rank() - 1; side >= 0; side--) {
            if (array.size(side) != 1 && array.stride(side) != expected) {
                return false;
            }
            expected *= array.size(side);
        }
        return true;
    }

    private static INDArray scratch(ArrayType lifetime, INDArray like, LayerWorkspaceMgr workspaces) {
        return workspaces.createUninitialized(lifetime, like.dataType(), like.shape(), like.ordering());
    }
}
