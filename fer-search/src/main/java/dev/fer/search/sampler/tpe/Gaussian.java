package dev.fer.search.sampler.tpe;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** The normal distribution, truncated to [0, 1]. */
final class Gaussian {
    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);
    private static final double LOG_SQRT_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    private Gaussian() {}

    /** Returns what to subtract from -z²/2 to get the log density of a normal that is truncated to [0, 1]. */
    static double logNormaliser(double mean, double sd) {
        return LOG_SQRT_TWO_PI + Math.log(sd) + Math.log(mass(mean, sd, 0, 1));
    }

    /** Returns the untruncated probability of an interval. */
    static double mass(double mean, double sd, double from, double to) {
        return STANDARD.probability((from - mean) / sd, (to - mean) / sd);
    }
}
