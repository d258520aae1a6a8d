package dev.fer.models.layer;

import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Applies activation functions and their derivatives, by a {@link QuickActivation} where there is one. */
final class Activations {
    private Activations() {}

    /**
     * Applies a function to z.
     *
     * @return z itself, overwritten, where the output is all that {@link #backprop} needs; else a new array
     */
    static INDArray apply(IActivation function, INDArray z, boolean training, LayerWorkspaceMgr workspaces) {
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
    static INDArray backprop(IActivation function, INDArray z, INDArray epsilon, LayerWorkspaceMgr workspaces) {
        if (function instanceof ActivationIdentity) {
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

    private static INDArray scratch(ArrayType lifetime, INDArray like, LayerWorkspaceMgr workspaces) {
        return workspaces.createUninitialized(lifetime, like.dataType(), like.shape(), like.ordering());
    }
}
