package dev.fer.search.sampler.freezethaw;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * What is believed of a loss: a normal distribution.
 *
 * @param mean the expected loss
 * @param sd the standard deviation, at least 0
 */
public record Forecast(double mean, double sd) {
    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

    /** Returns by how much the loss is expected to be less than a bound, where it is less (Mockus 1978). */
    public double improvement(double bound) {
        if (sd <= 0) {
            return Math.max(0, bound - mean);
        }
        double z = (bound - mean) / sd;
        return (bound - mean) * probabilityBelow(bound) + sd * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    }

    /** Returns the probability of a loss less than a bound. */
    public double probabilityBelow(double bound) {
        if (sd <= 0) {
            return mean < bound ? 1 : 0;
        }
        return STANDARD.cumulativeProbability((bound - mean) / sd);
    }
}
