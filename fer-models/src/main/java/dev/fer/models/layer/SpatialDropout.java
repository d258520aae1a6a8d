package dev.fer.models.layer;

import java.nio.FloatBuffer;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.source64.SplitMix64;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Spatial dropout (Tompson et al. 2015): in training each channel of an image is set to 0 as a whole with a given
 * probability and the others are scaled up, so that the expectation stays. Neighbouring pixels of a channel say nearly
 * the same, so that dropping single ones takes little away.
 *
 * <p>Takes images in either layout of this package (Deeplearning4j's own takes channels that come first only), and
 * rows, whose single values it drops. Its seed is drawn from ND4J's generator. Used by one thread at a time.
 */
public final class SpatialDropout extends MaskedDropout {
    private static final long serialVersionUID = 1L;

    /**
     * Makes a dropout.
     *
     * @param rate share of the channels that are set to 0, 0 to below 1
     */
    public SpatialDropout(@JsonProperty("rate") double rate) {
        super(rate);
    }

    @Override
    public SpatialDropout clone() {
        return new SpatialDropout(getRate());
    }

    /** Draws in the order of images, then channels, which both layouts have: the same seed, the same channels. */
    @Override
    void draw(INDArray target, long seed) {
        UniformRandomProvider random = new SplitMix64(seed);
        float scale = (float) (1 / (1 - getRate()));
        int rank = target.rank();
        int channels = (int) target.size(rank - 1);
        int pixels = rank > 2 ? (int) (target.size(rank - 3) * target.size(rank - 2)) : 1;
        float[] chunk = new float[channels * pixels];
        FloatBuffer values = target.data().asNioFloat();
        for (long left = target.length(); left > 0; left -= chunk.length) {
            for (int c = 0; c < channels; c++) {
                chunk[c] = random.nextDouble() < getRate() ? 0 : scale;
            }
            for (int p = 1; p < pixels; p++) {
                System.arraycopy(chunk, 0, chunk, p * channels, channels);
            }
            values.put(chunk);
        }
    }
}
