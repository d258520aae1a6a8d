package dev.fer.search.sampler.gp;

import java.util.List;

/** The features of some points, stored feature by feature so that distances are computed in vector loops. */
final class Inputs {
    private final Features features;
    private final double[][] columns;
    private final int size;

    Inputs(Features features, List<double[]> vectors) {
        this.features = features;
        this.size = vectors.size();
        this.columns = new double[features.count()][size];
        for (int i = 0; i < size; i++) {
            for (int f = 0; f < columns.length; f++) {
                columns[f][i] = vectors.get(i)[f];
            }
        }
    }

    Features features() {
        return features;
    }

    int size() {
        return size;
    }

    double[] column(int feature) {
        return columns[feature];
    }

    double[] vector(int index) {
        double[] vector = new double[columns.length];
        for (int f = 0; f < vector.length; f++) {
            vector[f] = columns[f][index];
        }
        return vector;
    }

    /** Adds, to each of a row of sums, a weight times the squared distances in one feature, from a point on. */
    void addSquaredDistances(int feature, double value, double weight, int from, double[] sums) {
        double[] column = columns[feature];
        if (features.isChoice(feature)) {
            for (int j = from; j < size; j++) {
                sums[j] += column[j] == value ? 0 : weight;
            }
        } else {
            for (int j = from; j < size; j++) {
                double difference = column[j] - value;
                sums[j] += weight * difference * difference;
            }
        }
    }
}
