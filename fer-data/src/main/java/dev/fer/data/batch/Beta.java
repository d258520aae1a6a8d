package dev.fer.data.batch;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;

/** Draws from the distribution Beta(alpha, alpha), as X / (X + Y) of two Gamma(alpha) variables. */
final class Beta {
    private final double alpha;

    Beta(double alpha) {
        this.alpha = alpha;
    }

    /** Of a tiny alpha both draws may vanish: nearly all of its shares lie at one end or the other. */
    private static double end(UniformRandomProvider random) {
        return random.nextBoolean() ? 1 : 0;
    }

    /** Returns a share between 0 and 1. */
    double draw(UniformRandomProvider random) {
        SharedStateContinuousSampler gamma = AhrensDieterMarsagliaTsangGammaSampler.of(random, alpha, 1);
        double x = gamma.sample();
        double y = gamma.sample();
        return x + y > 0 ? x / (x + y) : end(random);
    }
}
