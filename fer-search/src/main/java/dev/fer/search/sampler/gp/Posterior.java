package dev.fer.search.sampler.gp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A Gaussian process that has seen some observations (Rasmussen and Williams 2006, algorithm 2.1). Immutable and
 * thread-safe.
 */
final class Posterior {
    /** Below this share of the prior's variance, a variance is rounding. */
    private static final double LEAST_VARIANCE = 1e-14;

    private final Kernel kernel;
    private final Inputs inputs;
    private final double[] ownVariances;
    private final Cholesky cholesky;
    private final double[] solved;

    private Posterior(Kernel kernel, Inputs inputs, double[] ownVariances, Cholesky cholesky, double[] solved) {
        this.kernel = kernel;
        this.inputs = inputs;
        this.ownVariances = ownVariances;
        this.cholesky = cholesky;
        this.solved = solved;
    }

    /** What is expected of the function at some points, in their order. */
    record Prediction(double[] means, double[] variances) {}

    /**
     * What is expected at one point.
     *
     * @param meanSlopes the mean's derivatives with respect to the features; 0 for those that are choices
     * @param varianceSlopes the same of the variance
     */
    record Local(double mean, double variance, double[] meanSlopes, double[] varianceSlopes) {}

    /** Conditions a process on targets observed at inputs. */
    static Posterior of(Kernel kernel, Inputs inputs, Targets targets) {
        Cholesky cholesky = Cholesky.of(kernel.ofObservations(inputs, targets.variances()));
        double[] solved = targets.values().clone();
        cholesky.solve(solved);
        return new Posterior(kernel, inputs, targets.variances(), cholesky, solved);
    }

    /**
     * Returns the process that has also observed its own mean at more points, which leaves the mean as it is and
     * lowers the variance around them: the trials that still run ("kriging believer", Ginsbourger et al. 2010).
     */
    Posterior believing(List<double[]> vectors) {
        if (vectors.isEmpty()) {
            return this;
        }
        List<double[]> all = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            all.add(inputs.vector(i));
        }
        all.addAll(vectors);
        Inputs extended = new Inputs(inputs.features(), all);
        double[] unchanged = Arrays.copyOf(solved, all.size());
        double[] variances = Arrays.copyOf(ownVariances, all.size());
        Cholesky covariances = Cholesky.of(kernel.ofObservations(extended, variances));
        return new Posterior(kernel, extended, variances, covariances, unchanged);
    }

    /**
     * Returns the share of the variance of the observed targets that is explained when each is predicted from all
     * others (Rasmussen and Williams 2006, eq. 5.12).
     */
    double skill(double[] targets) {
        double[][] inverse = cholesky.inverse();
        double errors = 0;
        double squares = 0;
        for (int i = 0; i < targets.length; i++) {
            double error = solved[i] / inverse[i][i];
            errors += error * error;
            squares += targets[i] * targets[i];
        }
        return squares > 0 ? 1 - errors / squares : 0;
    }

    /** Returns the number of observations. */
    int size() {
        return inputs.size();
    }

    /** Predicts at many points at once. */
    Prediction predict(Inputs points) {
        double[][] cross = kernel.between(inputs, points);
        double[] means = means(cross, points.size());
        cholesky.solveLower(cross);
        double[] variances = new double[means.length];
        for (double[] row : cross) {
            for (int j = 0; j < variances.length; j++) {
                variances[j] += row[j] * row[j];
            }
        }
        for (int j = 0; j < variances.length; j++) {
            variances[j] = variance(variances[j]);
        }
        return new Prediction(means, variances);
    }

    /** Returns the means alone, which cost much less than the variances. */
    double[] means(Inputs points) {
        return means(kernel.between(inputs, points), points.size());
    }

    private double[] means(double[][] cross, int count) {
        double[] means = new double[count];
        for (int i = 0; i < cross.length; i++) {
            for (int j = 0; j < count; j++) {
                means[j] += solved[i] * cross[i][j];
            }
        }
        return means;
    }

    /** Predicts at one point, with derivatives. */
    Local at(double[] vector) {
        Kernel.Parts parts = kernel.parts(vector, inputs, 0);
        int size = inputs.size();
        double[] slopes = new double[size];
        double[] weighted = new double[size];
        for (int i = 0; i < size; i++) {
            slopes[i] = parts.jointSlope(i, kernel.joint());
            weighted[i] = parts.sum(i);
        }
        double mean = Cholesky.dot(weighted, solved, 0, size);
        cholesky.solveLower(weighted);
        double explained = Cholesky.dot(weighted, weighted, 0, size);
        cholesky.solveUpper(weighted);
        double[] meanSlopes = new double[vector.length];
        double[] varianceSlopes = new double[vector.length];
        for (int axis = 0; axis < kernel.weights().length; axis++) {
            differentiate(axis, vector, slopes, weighted, meanSlopes, varianceSlopes);
        }
        return new Local(mean, variance(explained), meanSlopes, varianceSlopes);
    }

    private void differentiate(
            int axis,
            double[] vector,
            double[] jointSlopes,
            double[] weighted,
            double[] meanSlopes,
            double[] varianceSlopes) {
        Features features = inputs.features();
        if (features.isChoice(features.first(axis))) {
            return;
        }
        int size = inputs.size();
        double[] distances = new double[size];
        inputs.squaredDistances(axis, vector, 0, distances);
        double weight = 2 * kernel.weights()[axis];
        double effectWeight = kernel.effectWeight(axis);
        double effect = -4 * kernel.effect() * effectWeight;
        for (int f = features.first(axis); f < features.first(axis + 1); f++) {
            double[] column = inputs.column(f);
            for (int i = 0; i < size; i++) {
                double q = 1 + effectWeight * distances[i];
                double slope = (weight * jointSlopes[i] + effect / (q * q * q)) * (vector[f] - column[i]);
                meanSlopes[f] += solved[i] * slope;
                varianceSlopes[f] -= 2 * weighted[i] * slope;
            }
        }
    }

    private double variance(double explained) {
        return Math.max(kernel.variance() - explained, LEAST_VARIANCE * kernel.variance());
    }
}
