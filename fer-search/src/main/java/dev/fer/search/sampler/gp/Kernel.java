package dev.fer.search.sampler.gp;

import java.util.Arrays;

/**
 * The covariance of a function's values: the sum of
 * <ul>
 *   <li>a Matérn 5/2 kernel of the weighted distance over all axes (Rasmussen and Williams 2006, eq. 4.17), for
 *       whatever depends on several parameters at once,
 *   <li>for each axis, a rational quadratic kernel of the distance in it alone (eq. 4.19 with α = 2), for main
 *       effects, which are learned from few trials and hold far from them (Duvenaud et al. 2011, arXiv 1112.4394),
 *   <li>a constant, for the unknown mean.
 * </ul>
 * Immutable and thread-safe.
 *
 * @param weights one per axis: the inverse square of its length-scale
 * @param joint the variance of the first part
 * @param additive the variance of the second part, all axes together
 * @param noise the variance of a single observation around the function
 */
record Kernel(double[] weights, double joint, double additive, double noise) {
    /** The prior variance of the mean, of targets that have variance 1. */
    static final double MEAN_VARIANCE = 1;

    private static final double ROOT_FIVE = Math.sqrt(5);

    /** Returns this kernel with length-scales that are shorter by a factor. */
    Kernel shortened(double factor) {
        double[] heavier =
                Arrays.stream(weights).map(weight -> weight * factor * factor).toArray();
        return new Kernel(heavier, joint, additive, noise);
    }

    /** Returns the variance of the function at any point. */
    double variance() {
        return joint + additive + MEAN_VARIANCE;
    }

    /** Returns the variance of the main effect of one axis. */
    double effect() {
        return additive / weights.length;
    }

    /**
     * Returns what a squared distance in one axis is multiplied with in the kernel of its main effect. Distances over
     * all axes grow with the root of their number and length-scales with them, so those of one axis are shorter.
     */
    double effectWeight(int axis) {
        return weights[axis] * weights.length / 4;
    }

    /** The parts of the covariances of one point with others, for derivatives. */
    record Parts(double[] squared, double[] joint, double[] additive) {
        /** Returns the derivative of the joint part with respect to the weighted squared distance. */
        double jointSlope(int index, double variance) {
            double r = ROOT_FIVE * Math.sqrt(squared[index]);
            return -5.0 / 6 * variance * (1 + r) * Math.exp(-r);
        }

        /** Returns a covariance. */
        double sum(int index) {
            return joint[index] + additive[index] + MEAN_VARIANCE;
        }
    }

    /** Computes the parts of the covariances of a vector with the points of an index of at least {@code from}. */
    Parts parts(double[] vector, Inputs inputs, int from) {
        int size = inputs.size();
        double[] squared = new double[size];
        double[] effects = new double[size];
        double[] distances = new double[size];
        double effect = effect();
        for (int axis = 0; axis < weights.length; axis++) {
            inputs.squaredDistances(axis, vector, from, distances);
            double weight = weights[axis];
            double effectWeight = effectWeight(axis);
            for (int j = from; j < size; j++) {
                double q = 1 + effectWeight * distances[j];
                squared[j] += weight * distances[j];
                effects[j] += effect / (q * q);
            }
        }
        double[] matern = distances;
        for (int j = from; j < size; j++) {
            double r = ROOT_FIVE * Math.sqrt(squared[j]);
            matern[j] = joint * (1 + r + r * r / 3) * Math.exp(-r);
        }
        return new Parts(squared, matern, effects);
    }

    /** Returns the covariances of a vector with the points of an index of at least {@code from}. */
    double[] covariances(double[] vector, Inputs inputs, int from) {
        Parts parts = parts(vector, inputs, from);
        double[] sums = parts.joint();
        for (int j = from; j < sums.length; j++) {
            sums[j] += parts.additive()[j] + MEAN_VARIANCE;
        }
        return sums;
    }

    /** Returns the covariances of observations, noise and the variances of their own included; the upper triangle. */
    double[][] ofObservations(Inputs inputs, double[] variances) {
        double[][] matrix = new double[inputs.size()][];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = covariances(inputs.vector(i), inputs, i);
            matrix[i][i] += noise + variances[i];
        }
        return matrix;
    }

    /** Returns the covariances of the function at some points with that at others. */
    double[][] between(Inputs rows, Inputs columns) {
        double[][] matrix = new double[rows.size()][];
        Arrays.setAll(matrix, i -> covariances(rows.vector(i), columns, 0));
        return matrix;
    }
}
