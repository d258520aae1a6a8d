package dev.fer.data.batch;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;

/** Draws from the distribution Beta(alpha, alpha), as X / (X + Y) of two Gamma(alpha) variables. */
final class Beta {
    private static final double EVEN = 0.5;

    private final double alpha;

    Beta(double alpha) {
        this.alpha = alpha;
    }

    /** Returns a share between 0 and 1. */
    double draw(UniformRandomProvider random) {
        SharedStateContinuousSampler gamma = AhrensDieterMarsagliaTsangGammaSampler.of(random, alpha, 1);
        double x = gamma.sample();
        double y = gamma.sample();
        return x + y > 0 ? x / (x + y) : EVEN;
    }
}
