package dev.fer.search.sampler.cmaes;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The covariance matrix adaptation evolution strategy with active covariance updates (Hansen 2016, The CMA
 * Evolution Strategy: A Tutorial, arXiv 1604.00772): a normal distribution that moves and stretches towards where
 * the best of its draws lay. A <em>step</em> is what leads from the mean to a point, divided by the step size.
 *
 * <p>It knows neither bounds nor an objective: the caller draws steps and later gives back the steps of a
 * generation by rank. One thread at a time.
 */
final class CmaEs {
    private final int n;
    private final int size;
    private final Recombination constants;
    private final double expectedLength;
    private final double[] mean;
    private double sigma;
    private final double[][] covariance;
    private final double[] sigmaPath;
    private final double[] path;
    private final double[][] axes;
    private final double[] lengths;
    private int generations;
    private int decomposed;

    /**
     * Creates a strategy.
     *
     * @param mean the first mean, of at least one dimension
     * @param sigma the first step size
     * @param generation the number of points in a generation, at least 4
     */
    CmaEs(double[] mean, double sigma, int generation) {
        this.n = mean.length;
        this.size = generation;
        this.constants = Recombination.of(n, generation);
        this.expectedLength = Math.sqrt(n) * (1 - 1 / (4.0 * n) + 1 / (21.0 * n * n));
        this.mean = mean.clone();
        this.sigma = sigma;
        this.covariance = identity(n);
        this.axes = identity(n);
        this.lengths = new double[n];
        Arrays.fill(lengths, 1);
        this.sigmaPath = new double[n];
        this.path = new double[n];
    }

    /** Returns the number of points in a generation. */
    int size() {
        return size;
    }

    int dimensions() {
        return n;
    }

    double mean(int dimension) {
        return mean[dimension];
    }

    double sigma() {
        return sigma;
    }

    /** Returns the standard deviation of a dimension's steps; times the step size, that of its coordinates. */
    double deviation(int dimension) {
        return Math.sqrt(covariance[dimension][dimension]);
    }

    /** Returns the standard deviation of points along the longest axis. */
    double widest() {
        return sigma * lengths[n - 1];
    }

    /** Returns the ratio of the longest and the shortest axis' variance. */
    double condition() {
        return lengths[n - 1] * lengths[n - 1] / (lengths[0] * lengths[0]);
    }

    /** Draws a step. */
    double[] draw(UniformRandomProvider random) {
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
        double[] step = new double[n];
        for (int k = 0; k < n; k++) {
            double along = lengths[k] * normal.sample();
            for (int i = 0; i < n; i++) {
                step[i] += axes[i][k] * along;
            }
        }
        return step;
    }

    /** Returns how long a step is in standard deviations: its Mahalanobis length. */
    double length(double[] step) {
        double sum = 0;
        for (int k = 0; k < n; k++) {
            double along = along(k, step) / lengths[k];
            sum += along * along;
        }
        return Math.sqrt(sum);
    }

    private double along(int axis, double[] step) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += axes[i][axis] * step[i];
        }
        return sum;
    }

    /**
     * Learns from a generation.
     *
     * @param steps those of its points, the best first
     */
    void update(double[][] steps) {
        double[] step = new double[n];
        for (int i = 0; i < constants.parents(); i++) {
            add(step, constants.weights()[i], steps[i]);
        }
        add(mean, sigma, step);
        generations++;
        boolean steady = follow(step);
        adaptCovariance(steps, steady);
        sigma *= Math.exp(constants.sigmaRate() / constants.damping() * (norm(sigmaPath) / expectedLength - 1));
        if ((generations - decomposed) * (constants.rankOne() + constants.rankMu()) * n * 10 >= 1) {
            decompose();
        }
    }

    /** Moves both paths and returns whether the step size's is so short that the covariance's may follow. */
    private boolean follow(double[] step) {
        double sigmaRate = constants.sigmaRate();
        scale(sigmaPath, 1 - sigmaRate);
        add(sigmaPath, Math.sqrt(sigmaRate * (2 - sigmaRate) * constants.mass()), whitened(step));
        double settled = Math.sqrt(1 - Math.pow(1 - sigmaRate, 2.0 * generations));
        boolean steady = norm(sigmaPath) / settled < (1.4 + 2 / (n + 1.0)) * expectedLength;
        double rate = constants.pathRate();
        scale(path, 1 - rate);
        if (steady) {
            add(path, Math.sqrt(rate * (2 - rate) * constants.mass()), step);
        }
        return steady;
    }

    /** Returns the step that the same draw would be under a covariance of 1. */
    private double[] whitened(double[] step) {
        double[] white = new double[n];
        for (int k = 0; k < n; k++) {
            double along = along(k, step) / lengths[k];
            for (int i = 0; i < n; i++) {
                white[i] += axes[i][k] * along;
            }
        }
        return white;
    }

    private void adaptCovariance(double[][] steps, boolean steady) {
        double rankOne = constants.rankOne();
        double rankMu = constants.rankMu();
        double rate = constants.pathRate();
        double kept = 1 - rankOne - rankMu * Arrays.stream(constants.weights()).sum();
        kept += steady ? 0 : rankOne * rate * (2 - rate);
        for (double[] row : covariance) {
            scale(row, kept);
        }
        addSquare(path, rankOne);
        for (int i = 0; i < steps.length; i++) {
            double weight = constants.weights()[i];
            double length = weight < 0 ? length(steps[i]) : 1;
            // A negative weight must not take more than a typical step's length, or the matrix turns indefinite.
            addSquare(steps[i], rankMu * (weight < 0 ? weight * n / Math.max(1e-12, length * length) : weight));
        }
    }

    private void addSquare(double[] vector, double weight) {
        for (int i = 0; i < n; i++) {
            add(covariance[i], weight * vector[i], vector);
        }
    }

    private void decompose() {
        DMatrixRMaj matrix = new DMatrixRMaj(covariance);
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, true, true);
        if (!eigen.decompose(matrix)) {
            throw new IllegalStateException("the covariance has no eigenvalues: " + Arrays.deepToString(covariance));
        }
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order,
                (a, b) -> Double.compare(
                        eigen.getEigenvalue(a).getReal(), eigen.getEigenvalue(b).getReal()));
        for (int k = 0; k < n; k++) {
            lengths[k] =
                    Math.sqrt(Math.max(1e-300, eigen.getEigenvalue(order[k]).getReal()));
            DMatrixRMaj vector = eigen.getEigenVector(order[k]);
            for (int i = 0; i < n; i++) {
                axes[i][k] = vector.get(i);
            }
        }
        decomposed = generations;
    }

    private static double[][] identity(int n) {
        double[][] identity = new double[n][n];
        for (int i = 0; i < n; i++) {
            identity[i][i] = 1;
        }
        return identity;
    }

    private static void add(double[] sum, double weight, double[] vector) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * vector[i];
        }
    }

    private static void scale(double[] vector, double factor) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= factor;
        }
    }

    private static double norm(double[] vector) {
        double sum = 0;
        for (double value : vector) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }
}
