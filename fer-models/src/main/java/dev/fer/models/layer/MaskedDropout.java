package dev.fer.models.layer;

import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Inverted dropout by a mask of zeros and of the factor that keeps the expectation, drawn in Java from a seed of
 * ND4J's generator and kept until the backward pass. Used by one thread at a time.
 */
abstract class MaskedDropout implements IDropout {
    private static final long serialVersionUID = 1L;

    private final double rate;
    private transient @Nullable INDArray mask;

    MaskedDropout(double rate) {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("a rate is in 0 to below 1, found " + rate);
        }
        this.rate = rate;
    }

    /** Fills a float32 array of row-major order. */
    abstract void draw(INDArray target, long seed);

    @Override
    public abstract IDropout clone();

    /** Returns the share of what is set to 0. */
    public final double getRate() {
        return rate;
    }

    @Override
    public final INDArray applyDropout(
            INDArray input, INDArray result, int iteration, int epoch, LayerWorkspaceMgr workspaces) {
        INDArray drawn = workspaces.createUninitialized(ArrayType.INPUT, DataType.FLOAT, result.shape(), 'c');
        draw(drawn, Nd4j.getRandom().nextLong());
        Nd4j.getAffinityManager().tagLocation(drawn, AffinityManager.Location.HOST);
        drawn = drawn.castTo(result.dataType());
        mask = drawn;
        return input.muli(drawn, result);
    }

    @Override
    public final INDArray backprop(INDArray gradientAtOutput, INDArray gradientAtInput, int iteration, int epoch) {
        INDArray drawn = mask;
        if (drawn == null) {
            throw new IllegalStateException("no training forward pass came before this backward pass");
        }
        mask = null;
        return gradientAtOutput.muli(drawn, gradientAtInput);
    }

    @Override
    public final void clear() {
        mask = null;
    }
}
