package dev.fer.search.sampler.gp;

import java.util.Arrays;

/**
 * The negative logarithm of the probability of observed targets and of the kernel's parameters, as a function of
 * the latter: those of {@link Prior}, in its order. Immutable and thread-safe.
 */
final class MarginalLikelihood implements BoxMinimizer.Function {
    private final Inputs inputs;
    private final Targets targets;
    private final Prior prior;

    MarginalLikelihood(Inputs inputs, Targets targets, Prior prior) {
        this.inputs = inputs;
        this.targets = targets;
        this.prior = prior;
    }

    @Override
    public double at(double[] parameters, double[] gradient) {
        int size = targets.values().length;
        Kernel kernel = prior.kernel(parameters);
        Kernel.Parts[] parts = new Kernel.Parts[size];
        double[][] covariances = new double[size][size];
        for (int i = 0; i < size; i++) {
            parts[i] = kernel.parts(inputs.vector(i), inputs, i);
            for (int j = i; j < size; j++) {
                covariances[i][j] = parts[i].sum(j);
            }
            covariances[i][i] += kernel.noise() + targets.variances()[i];
        }
        Cholesky cholesky = Cholesky.of(covariances);
        double[] solved = targets.values().clone();
        cholesky.solve(solved);
        differentiate(kernel, parts, sensitivities(cholesky, solved), gradient);
        double value = 0.5 * (Cholesky.dot(targets.values(), solved, 0, size) + cholesky.logDeterminant());
        return value + prior.penalty(parameters, gradient);
    }

    /**
     * Returns the derivatives with respect to the covariances of all pairs, K⁻¹ - ααᵀ (Rasmussen and Williams 2006,
     * eq. 5.9): the upper triangle, whose entries count for both orders of a pair, and half of the diagonal.
     */
    private static double[][] sensitivities(Cholesky cholesky, double[] solved) {
        double[][] entries = cholesky.inverse();
        for (int i = 0; i < solved.length; i++) {
            for (int j = i; j < solved.length; j++) {
                entries[i][j] -= solved[i] * solved[j];
            }
            entries[i][i] /= 2;
        }
        return entries;
    }

    private void differentiate(Kernel kernel, Kernel.Parts[] parts, double[][] sensitivities, double[] gradient) {
        int axes = kernel.weights().length;
        Arrays.fill(gradient, 0);
        for (int i = 0; i < parts.length; i++) {
            gradient[axes] += Cholesky.dot(sensitivities[i], parts[i].joint(), i, parts.length);
            gradient[axes + 1] += Cholesky.dot(sensitivities[i], parts[i].additive(), i, parts.length);
            gradient[axes + 2] += sensitivities[i][i] * kernel.noise();
        }
        double[][] vectors = new double[parts.length][];
        double[][] slopes = new double[parts.length][parts.length];
        for (int i = 0; i < parts.length; i++) {
            vectors[i] = inputs.vector(i);
            for (int j = i + 1; j < parts.length; j++) {
                slopes[i][j] = sensitivities[i][j] * parts[i].jointSlope(j, kernel.joint());
            }
        }
        for (int axis = 0; axis < axes; axis++) {
            gradient[axis] = ofLength(axis, kernel, vectors, slopes, sensitivities);
        }
    }

    /** Returns the derivative with respect to the logarithm of the length-scale of an axis. */
    private double ofLength(int axis, Kernel kernel, double[][] vectors, double[][] slopes, double[][] sensitivities) {
        int size = targets.values().length;
        double[] distances = new double[size];
        double[] sums = new double[size];
        double weight = 2 * kernel.weights()[axis];
        double effectWeight = kernel.effectWeight(axis);
        double effect = 4 * kernel.effect() * effectWeight;
        for (int i = 0; i < size; i++) {
            inputs.squaredDistances(axis, vectors[i], i, distances);
            double[] jointRow = slopes[i];
            double[] row = sensitivities[i];
            for (int j = i; j < size; j++) {
                double q = 1 + effectWeight * distances[j];
                sums[j] += distances[j] * (effect * row[j] / (q * q * q) - weight * jointRow[j]);
            }
        }
        return Arrays.stream(sums).sum();
    }
}
