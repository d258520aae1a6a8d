package dev.fer.models.layer;

import java.nio.ByteOrder;
import java.nio.IntBuffer;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.source64.SplitMix64;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Inverted dropout (Srivastava et al. 2014): in training each value is set to 0 with a given probability and the
 * others are scaled up, so that the expectation stays.
 *
 * <p>The mask is drawn here, two values from each hash of 32 bits, in a fraction of the time of the native operation.
 * Its seed is drawn from ND4J's generator. Used by one thread at a time.
 */
public final class FastDropout extends MaskedDropout {
    private static final long serialVersionUID = 1L;
    private static final int CHUNK = 4096;
    private static final int LEVELS = 1 << Short.SIZE;

    /**
     * Makes a dropout.
     *
     * @param rate share of the values that are set to 0, 0 to below 1; rounded to multiples of 1/65536
     */
    public FastDropout(@JsonProperty("rate") double rate) {
        super(rate);
    }

    @Override
    public FastDropout clone() {
        return new FastDropout(getRate());
    }

    /** Hashes a counter instead of stepping a generator, so that the compiler can draw several values at once. */
    @Override
    void draw(INDArray target, long seed) {
        UniformRandomProvider starts = new SplitMix64(seed);
        int threshold = (int) Math.round(getRate() * LEVELS);
        int scale = Float.floatToRawIntBits((float) LEVELS / (LEVELS - threshold));
        int[] chunk = new int[CHUNK];
        IntBuffer values = target.data().asNio().order(ByteOrder.nativeOrder()).asIntBuffer();
        for (long left = target.length(); left > 0; left -= CHUNK) {
            fill(chunk, starts.nextInt(), threshold, scale);
            values.put(chunk, 0, (int) Math.min(CHUNK, left));
        }
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
