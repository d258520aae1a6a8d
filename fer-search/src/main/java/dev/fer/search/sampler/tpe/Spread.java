package dev.fer.search.sampler.tpe;

import dev.fer.search.sampler.internal.Axis;

/** The weighted spread of the coordinates of one axis, from which their bandwidth follows. */
final class Spread {
    private final Axis axis;
    private int count;
    private double weight;
    private double sum;
    private double squares;

    Spread(Axis axis) {
        this.axis = axis;
    }

    /** Adds a coordinate; NaN, for inactive, does not count. */
    void add(double coordinate, double itsWeight) {
        if (Double.isNaN(coordinate)) {
            return;
        }
        double unit = axis.middle(coordinate);
        count++;
        weight += itsWeight;
        sum += itsWeight * unit;
        squares += itsWeight * unit * unit;
    }

    int count() {
        return count;
    }

    /**
     * Returns Scott's bandwidth (1992, eq. 6.42) in [1/(n+2), 1], in the unit of the axis.
     *
     * @param factor what to multiply it with before it is limited
     * @param dimensions of the density
     */
    double bandwidth(double factor, int dimensions) {
        if (count == 0) {
            return 1;
        }
        double mean = sum / weight;
        double sd = Math.sqrt(Math.max(0, squares / weight - mean * mean));
        double scott = factor * sd * Math.pow(count, -1.0 / (dimensions + 4));
        return Math.max(1.0 / (count + 2), Math.min(1, scott));
    }
}
