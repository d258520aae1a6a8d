package dev.fer.search.sampler.gp;

import dev.fer.search.sampler.internal.UnitSpace;
import java.util.List;

/**
 * What it is worth to try a point: the logarithm of the expected improvement over the best mean at a trial. Immutable
 * and thread-safe.
 *
 * @param ranked the points of the trials, the one with the least mean first
 */
record Acquisition(UnitSpace space, Features features, Posterior posterior, double best, List<double[]> ranked) {
    /** Returns the values of many points. */
    double[] of(List<double[]> points) {
        Inputs inputs = new Inputs(features, points.stream().map(features::of).toList());
        Posterior.Prediction prediction = posterior.predict(inputs);
        double[] values = new double[points.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = ExpectedImprovement.of(prediction.means()[i], prediction.variances()[i], best)
                    .log();
        }
        return values;
    }

    /** Returns the value at features and writes its derivatives with respect to them. */
    double at(double[] vector, double[] slopes) {
        Posterior.Local local = posterior.at(vector);
        ExpectedImprovement expected = ExpectedImprovement.of(local.mean(), local.variance(), best);
        for (int f = 0; f < slopes.length; f++) {
            slopes[f] =
                    expected.meanSlope() * local.meanSlopes()[f] + expected.varianceSlope() * local.varianceSlopes()[f];
        }
        return expected.log();
    }
}
