package dev.fer.search.sampler.gp;

import java.util.Arrays;

/**
 * The negative logarithm of the probability of observed targets and of the kernel's parameters, as a function of
 * the latter: those of {@link Prior}, in its order. Not thread-safe.
 */
final class MarginalLikelihood implements BoxMinimizer.Function {
    private final Inputs inputs;
    private final double[] targets;
    private final Prior prior;

    MarginalLikelihood(Inputs inputs, double[] targets, Prior prior) {
        this.inputs = inputs;
        this.targets = targets;
        this.prior = prior;
    }

    @Override
    public double at(double[] parameters, double[] gradient) {
        int size = targets.length;
        Kernel kernel = prior.kernel(parameters);
        double[][] slopes = new double[size][];
        double[][] covariances = new double[size][];
        for (int i = 0; i < size; i++) {
            double[] row = kernel.squaredDistances(inputs.vector(i), inputs, i);
            slopes[i] = kernel.slopes(row, i);
            kernel.covariances(row, i);
            covariances[i] = row;
        }
        double[][] factor = Arrays.stream(covariances).map(double[]::clone).toArray(double[][]::new);
        for (int i = 0; i < size; i++) {
            factor[i][i] += kernel.noise();
        }
        Cholesky cholesky = Cholesky.of(factor);
        double[] solved = targets.clone();
        cholesky.solve(solved);
        differentiate(kernel, cholesky.inverse(), solved, covariances, slopes, gradient);
        double value = 0.5 * (Cholesky.dot(targets, solved, 0, size) + cholesky.logDeterminant());
        return value + prior.penalty(parameters, gradient);
    }

    /** Rasmussen and Williams 2006, eq. 5.9: half the trace of (K⁻¹ - ααᵀ) dK, for each parameter. */
    private void differentiate(
            Kernel kernel,
            double[][] inverse,
            double[] solved,
            double[][] covariances,
            double[][] slopes,
            double[] gradient) {
        int size = targets.length;
        double amplitude = 0;
        double noise = 0;
        for (int i = 0; i < size; i++) {
            double[] row = inverse[i];
            for (int j = i; j < size; j++) {
                row[j] -= solved[i] * solved[j];
            }
            noise += row[i];
            amplitude += row[i] * kernel.amplitude() / 2;
            for (int j = i + 1; j < size; j++) {
                amplitude += row[j] * (covariances[i][j] - Kernel.MEAN_VARIANCE);
                row[j] *= slopes[i][j];
            }
        }
        int axes = inputs.features().axes();
        Arrays.fill(gradient, 0);
        for (int f = 0; f < inputs.features().count(); f++) {
            int axis = inputs.features().axis(f);
            gradient[axis] -= 2 * kernel.weights()[axis] * weightedDistances(f, inverse);
        }
        gradient[axes] = amplitude;
        gradient[axes + 1] = noise * kernel.noise() / 2;
    }

    /** Sums, over all pairs, the squared distance in one feature times an entry of the upper triangle. */
    private double weightedDistances(int feature, double[][] entries) {
        int size = targets.length;
        double[] column = inputs.column(feature);
        double[] sums = new double[size];
        boolean choice = inputs.features().isChoice(feature);
        for (int i = 0; i < size; i++) {
            double[] row = entries[i];
            double value = column[i];
            if (choice) {
                for (int j = i + 1; j < size; j++) {
                    sums[j] += column[j] == value ? 0 : row[j];
                }
            } else {
                for (int j = i + 1; j < size; j++) {
                    double difference = column[j] - value;
                    sums[j] += row[j] * difference * difference;
                }
            }
        }
        return Arrays.stream(sums).sum();
    }
}
