package dev.fer.search.sampler.gp;

import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.Erfcx;

/**
 * The logarithm of the improvement that is to be expected over the best value, computed such that it stays finite
 * and has a slope where the improvement itself is too small for a double (Ament et al. 2023, arXiv 2310.20708,
 * eq. 9).
 *
 * @param log the logarithm
 * @param meanSlope its derivative with respect to the mean
 * @param varianceSlope its derivative with respect to the variance
 */
record ExpectedImprovement(double log, double meanSlope, double varianceSlope) {
    private static final double LOG_ROOT_TWO_PI = Math.log(2 * Math.PI) / 2;
    private static final double ROOT_HALF = Math.sqrt(0.5);
    private static final double ROOT_HALF_PI = Math.sqrt(Math.PI / 2);

    /** From here on the first terms of the asymptotic series are exact to a double's precision. */
    private static final double FAR = 1e4;

    /** Computes it for a normal distribution of a value that is to be less than the best one. */
    static ExpectedImprovement of(double mean, double variance, double best) {
        double sd = Math.sqrt(variance);
        double z = (best - mean) / sd;
        double logDensity = -z * z / 2 - LOG_ROOT_TWO_PI;
        double logExpected;
        double ratio;
        if (z > -1) {
            double cumulative = Erfc.value(-z * ROOT_HALF) / 2;
            double expected = Math.exp(logDensity) + z * cumulative;
            logExpected = Math.log(expected);
            ratio = cumulative / expected;
        } else {
            // With Mills' ratio m = Φ/φ: φ + zΦ = φ (1 + z m).
            double mills = ROOT_HALF_PI * Erfcx.value(-z * ROOT_HALF);
            double rest = z > -FAR ? 1 + z * mills : 1 / (z * z);
            logExpected = logDensity + Math.log(rest);
            ratio = mills / rest;
        }
        double log = Math.log(sd) + logExpected;
        // d log h / dz = Φ / h and h - zΦ = φ.
        return new ExpectedImprovement(log, -ratio / sd, (1 - z * ratio) / (2 * variance));
    }
}
