package dev.fer.search.sampler.tpe;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** The normal distribution, truncated to [0, 1], of means in [0, 1]. */
final class Gaussian {
    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);
    private static final double LOG_SQRT_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    private Gaussian() {}

    /** Returns what to subtract from -z²/2 to get the log density. */
    static double logNormaliser(double mean, double sd) {
        return LOG_SQRT_TWO_PI + Math.log(sd) + Math.log(mass(mean, sd, 0, 1));
    }

    /** Returns the probability of an interval before truncation. */
    static double mass(double mean, double sd, double from, double to) {
        return STANDARD.probability((from - mean) / sd, (to - mean) / sd);
    }

    /** Draws by rejection, which takes fewer than three tries on average for a deviation of up to 1. */
    static double draw(double mean, double sd, UniformRandomProvider random) {
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
        double value = mean + sd * normal.sample();
        while (value < 0 || value > 1) {
            value = mean + sd * normal.sample();
        }
        return value;
    }
}
