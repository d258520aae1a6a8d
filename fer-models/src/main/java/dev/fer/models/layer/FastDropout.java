package dev.fer.models.layer;

import java.nio.ByteOrder;
import java.nio.IntBuffer;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.source64.SplitMix64;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Inverted dropout (Srivastava et al. 2014): in training each value is set to 0 with a given probability and the
 * others are scaled up, so that the expectation stays.
 *
 * <p>The mask is drawn here, two values from each hash of 32 bits, in a fraction of the time of the native operation.
 * Its seed is drawn from ND4J's generator. Used by one thread at a time.
 */
public final class FastDropout implements IDropout {
    private static final long serialVersionUID = 1L;
    private static final int CHUNK = 4096;
    private static final int LEVELS = 1 << Short.SIZE;

    private final double rate;
    private transient @Nullable INDArray mask;

    /**
     * Makes a dropout.
     *
     * @param rate share of the values that are set to 0, 0 to below 1; rounded to multiples of 1/65536
     */
    public FastDropout(@JsonProperty("rate") double rate) {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("a rate is in 0 to below 1, found " + rate);
        }
        this.rate = rate;
    }

    /** Returns the share of values that are set to 0. */
    public double getRate() {
        return rate;
    }

    @Override
    public INDArray applyDropout(
            INDArray input, INDArray result, int iteration, int epoch, LayerWorkspaceMgr workspaces) {
        INDArray drawn =
                workspaces.createUninitialized(ArrayType.INPUT, DataType.FLOAT, result.shape(), result.ordering());
        draw(drawn, Nd4j.getRandom().nextLong());
        drawn = drawn.castTo(result.dataType());
        mask = drawn;
        return input.muli(drawn, result);
    }

    @Override
    public INDArray backprop(INDArray gradientAtOutput, INDArray gradientAtInput, int iteration, int epoch) {
        INDArray drawn = mask;
        if (drawn == null) {
            throw new IllegalStateException("no training forward pass came before this backward pass");
        }
        mask = null;
        return gradientAtOutput.muli(drawn, gradientAtInput);
    }

    @Override
    public void clear() {
        mask = null;
    }

    @Override
    public FastDropout clone() {
        return new FastDropout(rate);
    }

    /** Hashes a counter instead of stepping a generator, so that the compiler can draw several values at once. */
    private void draw(INDArray target, long seed) {
        UniformRandomProvider starts = new SplitMix64(seed);
        int threshold = (int) Math.round(rate * LEVELS);
        int scale = Float.floatToRawIntBits((float) LEVELS / (LEVELS - threshold));
        int[] chunk = new int[CHUNK];
        IntBuffer values = target.data().asNio().order(ByteOrder.nativeOrder()).asIntBuffer();
        for (long left = target.length(); left > 0; left -= CHUNK) {
            fill(chunk, starts.nextInt(), threshold, scale);
            values.put(chunk, 0, (int) Math.min(CHUNK, left));
        }
        Nd4j.getAffinityManager().tagLocation(target, AffinityManager.Location.HOST);
    }

    /** Each hash (the finalizer of MurmurHash3) decides two values by 16 bits each; a kept one gets the bits of the scale. */
    private static void fill(int[] chunk, int start, int threshold, int scale) {
        int half = chunk.length / 2;
        for (int i = 0; i < half; i++) {
            int hash = start + i;
            hash = (hash ^ (hash >>> 16)) * 0x85EBCA6B;
            hash = (hash ^ (hash >>> 13)) * 0xC2B2AE35;
            hash ^= hash >>> 16;
            chunk[i] = ((threshold - 1 - (hash >>> 16)) >> 31) & scale;
            chunk[half + i] = ((threshold - 1 - (hash & 0xFFFF)) >> 31) & scale;
        }
    }
}
