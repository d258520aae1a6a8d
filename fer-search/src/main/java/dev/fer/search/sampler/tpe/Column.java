package dev.fer.search.sampler.tpe;

import dev.fer.search.sampler.internal.Axis;
import java.util.Arrays;

/**
 * The observed coordinates of one axis, laid out so that the kernels of thousands of points are evaluated in
 * loops over primitive arrays.
 */
abstract sealed class Column {
    private final Kernel kernel;
    private double[] observed = new double[16];

    private Column(Kernel kernel) {
        this.kernel = kernel;
    }

    static Column of(Axis axis, Kernel kernel, boolean conditional) {
        if (kernel.isDiscrete()) {
            return new Discrete(axis, kernel);
        }
        return conditional ? new Conditional(kernel) : new Continuous(kernel);
    }

    Kernel kernel() {
        return kernel;
    }

    /** Returns the coordinate of a point, NaN where it is inactive. */
    double observed(int index) {
        return observed[index];
    }

    /**
     * Stores a coordinate, NaN where inactive.
     *
     * @return what is part of the point's log density wherever it is evaluated
     */
    double add(int index, double coordinate) {
        if (index == observed.length) {
            observed = Arrays.copyOf(observed, 2 * index);
            grow(2 * index);
        }
        observed[index] = coordinate;
        return store(index, coordinate);
    }

    abstract void grow(int capacity);

    abstract double store(int index, double coordinate);

    /** Adds the log densities at a coordinate of the kernels of some consecutive points. */
    abstract void accumulate(double coordinate, int from, int length, double[] terms);

    /** A continuous axis that is active in every point. */
    private static final class Continuous extends Column {
        private final double scale;
        private double[] scaled = new double[16];

        Continuous(Kernel kernel) {
            super(kernel);
            scale = Math.sqrt(0.5) / kernel.sd();
        }

        @Override
        void grow(int capacity) {
            scaled = Arrays.copyOf(scaled, capacity);
        }

        @Override
        double store(int index, double coordinate) {
            scaled[index] = coordinate * scale;
            return -kernel().logNormaliser(coordinate);
        }

        @Override
        void accumulate(double coordinate, int from, int length, double[] terms) {
            double at = coordinate * scale;
            double[] means = scaled;
            for (int i = 0; i < length; i++) {
                double difference = at - means[from + i];
                terms[i] -= difference * difference;
            }
        }
    }

    /** A continuous axis that some points lack: there the prior stands in, whose density is 1. */
    private static final class Conditional extends Column {
        private final double scale;
        private double[] scaled = new double[16];
        private double[] present = new double[16];
        private double[] normaliser = new double[16];

        Conditional(Kernel kernel) {
            super(kernel);
            scale = Math.sqrt(0.5) / kernel.sd();
        }

        @Override
        void grow(int capacity) {
            scaled = Arrays.copyOf(scaled, capacity);
            present = Arrays.copyOf(present, capacity);
            normaliser = Arrays.copyOf(normaliser, capacity);
        }

        @Override
        double store(int index, double coordinate) {
            boolean active = !Double.isNaN(coordinate);
            scaled[index] = active ? coordinate * scale : 0;
            present[index] = active ? 1 : 0;
            normaliser[index] = active ? kernel().logNormaliser(coordinate) : 0;
            return 0;
        }

        @Override
        void accumulate(double coordinate, int from, int length, double[] terms) {
            double at = coordinate * scale;
            for (int i = 0; i < length; i++) {
                double difference = at - scaled[from + i];
                terms[i] -= present[from + i] * difference * difference + normaliser[from + i];
            }
        }
    }

    /** An axis of cells. */
    private static final class Discrete extends Column {
        private final Axis axis;
        private int[] cells = new int[16];

        Discrete(Axis axis, Kernel kernel) {
            super(kernel);
            this.axis = axis;
        }

        @Override
        void grow(int capacity) {
            cells = Arrays.copyOf(cells, capacity);
        }

        @Override
        double store(int index, double coordinate) {
            cells[index] = Double.isNaN(coordinate) ? axis.cells() : (int) coordinate;
            return 0;
        }

        @Override
        void accumulate(double coordinate, int from, int length, double[] terms) {
            kernel().accumulate((int) coordinate, cells, from, length, terms);
        }
    }
}
