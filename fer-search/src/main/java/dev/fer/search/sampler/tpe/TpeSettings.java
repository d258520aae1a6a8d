package dev.fer.search.sampler.tpe;

/**
 * The knobs of TPE.
 *
 * @param startupTrials how many finished trials (failed ones not counted) are wanted before the densities are used
 * @param candidates how many points are drawn from the density of the good trials, of which the best is taken
 */
public record TpeSettings(int startupTrials, int candidates) {
    /** What does best over many functions. */
    public static final TpeSettings DEFAULT = new TpeSettings(10, 64);
}
