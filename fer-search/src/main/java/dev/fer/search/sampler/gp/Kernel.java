package dev.fer.search.sampler.gp;

import java.util.Arrays;

/**
 * A Matérn 5/2 covariance of weighted distances (Rasmussen and Williams 2006, eq. 4.17) plus a constant, which
 * stands for the unknown mean. Immutable and thread-safe.
 *
 * @param weights one per axis: the inverse square of its length-scale
 * @param amplitude the variance of the function around its mean
 * @param noise the variance of a single observation around the function
 */
record Kernel(double[] weights, double amplitude, double noise) {
    /** The prior variance of the mean, of targets that have variance 1. */
    static final double MEAN_VARIANCE = 1;

    private static final double ROOT_FIVE = Math.sqrt(5);

    /** Returns this kernel with length-scales that are shorter by a factor. */
    Kernel shortened(double factor) {
        return new Kernel(
                Arrays.stream(weights).map(weight -> weight * factor * factor).toArray(), amplitude, noise);
    }

    /** Returns the variance of the function at any point. */
    double variance() {
        return amplitude + MEAN_VARIANCE;
    }

    /** Returns the squared distances of a point from those with an index of at least {@code from}. */
    double[] squaredDistances(double[] vector, Inputs inputs, int from) {
        double[] squared = new double[inputs.size()];
        for (int f = 0; f < vector.length; f++) {
            inputs.addSquaredDistances(
                    f, vector[f], weights[inputs.features().axis(f)], from, squared);
        }
        return squared;
    }

    /** Turns squared distances into covariances in place, from an index on. */
    void covariances(double[] squared, int from) {
        for (int j = from; j < squared.length; j++) {
            double r = ROOT_FIVE * Math.sqrt(squared[j]);
            squared[j] = MEAN_VARIANCE + amplitude * (1 + r + r * r / 3) * Math.exp(-r);
        }
    }

    /** Returns the derivatives of the covariances with respect to the squared distances, from an index on. */
    double[] slopes(double[] squared, int from) {
        double[] slopes = new double[squared.length];
        for (int j = from; j < slopes.length; j++) {
            double r = ROOT_FIVE * Math.sqrt(squared[j]);
            slopes[j] = -5.0 / 6 * amplitude * (1 + r) * Math.exp(-r);
        }
        return slopes;
    }

    /** Returns the covariances of observations, noise included; the upper triangle. */
    double[][] ofObservations(Inputs inputs) {
        double[][] matrix = new double[inputs.size()][];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = squaredDistances(inputs.vector(i), inputs, i);
            covariances(matrix[i], i);
            matrix[i][i] += noise;
        }
        return matrix;
    }

    /** Returns the covariances of the function at some points with that at others. */
    double[][] between(Inputs rows, Inputs columns) {
        double[][] matrix = new double[rows.size()][];
        Arrays.setAll(matrix, i -> {
            double[] row = squaredDistances(rows.vector(i), columns, 0);
            covariances(row, 0);
            return row;
        });
        return matrix;
    }
}
