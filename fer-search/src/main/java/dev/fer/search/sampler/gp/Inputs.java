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

    /** Writes the squared distances in one axis of a vector from the points with an index of at least {@code from}. */
    void squaredDistances(int axis, double[] vector, int from, double[] squared) {
        int first = features.first(axis);
        double value = vector[first];
        double[] column = columns[first];
        if (features.isChoice(first)) {
            for (int j = from; j < size; j++) {
                squared[j] = column[j] == value ? 0 : 1;
            }
            return;
        }
        for (int j = from; j < size; j++) {
            double difference = column[j] - value;
            squared[j] = difference * difference;
        }
        for (int f = first + 1; f < features.first(axis + 1); f++) {
            double other = vector[f];
            double[] more = columns[f];
            for (int j = from; j < size; j++) {
                double difference = more[j] - other;
                squared[j] += difference * difference;
            }
        }
    }
}
