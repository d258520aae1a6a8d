package dev.fer.search.sampler.tpe;

import dev.fer.search.sampler.internal.UnitSpace;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A density over a space: a weighted mixture of one kernel per observed point and of the prior.
 *
 * <p>A point's kernel is the product of its axes' kernels. Where the observed point lacks a parameter that is
 * active at the point in question, the prior stands in; where it has one that is inactive there, the factor is 1.
 * So the mixture is a density over the whole tree of conditions and learns, for a parameter, only from the points
 * in which it is active.
 *
 * <p>One thread at a time.
 */
final class ParzenEstimator {
    /** So many kernels at a time keep their columns in the first-level cache while all candidates pass. */
    private static final int BLOCK = 512;

    /** What is smaller than this, relative to the greatest term (as a logarithm), is lost in a double's rounding. */
    private static final double NEGLIGIBLE = -40;

    private final UnitSpace space;
    private final double priorWeight;
    private final Column[] columns;
    private double[] weights = new double[16];
    private double[] logWeights = new double[16];
    private double[] constants = new double[16];
    private int size;

    /** Creates an estimator without points. */
    ParzenEstimator(UnitSpace space, Kernel[] kernels, double priorWeight) {
        this.space = space;
        this.priorWeight = priorWeight;
        this.columns = new Column[space.size()];
        for (int position : space.searched()) {
            columns[position] = Column.of(space.axis(position), kernels[position], space.isConditional(position));
        }
    }

    int size() {
        return size;
    }

    /** Adds a point. */
    void add(double[] point, double weight) {
        if (size == weights.length) {
            weights = Arrays.copyOf(weights, 2 * size);
            logWeights = Arrays.copyOf(logWeights, 2 * size);
            constants = Arrays.copyOf(constants, 2 * size);
        }
        double constant = 0;
        for (int position : space.searched()) {
            constant += columns[position].add(size, point[position]);
        }
        constants[size] = constant;
        weigh(size++, weight);
    }

    /** Changes a point's weight; a weight of 0 takes it out. */
    void weigh(int index, double weight) {
        weights[index] = weight;
        logWeights[index] = Math.log(weight);
    }

    /** Removes the points that were added last. */
    void truncate(int newSize) {
        size = newSize;
    }

    /** Returns the log densities at some points, in the coordinates of the space. */
    double[] logDensities(double[][] points) {
        double[] max = new double[points.length];
        double[] sum = new double[points.length];
        for (int c = 0; c < points.length; c++) {
            max[c] = Math.log(priorWeight) + logPrior(points[c]);
            sum[c] = 1;
        }
        double[] terms = new double[BLOCK];
        for (int from = 0; from < size; from += BLOCK) {
            int length = Math.min(BLOCK, size - from);
            for (int c = 0; c < points.length; c++) {
                double greatest = Math.max(max[c], fill(terms, points[c], from, length));
                sum[c] = sum[c] * Math.exp(max[c] - greatest) + sumOfExponentials(terms, length, greatest);
                max[c] = greatest;
            }
        }
        double logTotal = Math.log(totalWeight());
        double[] logDensities = new double[points.length];
        for (int c = 0; c < points.length; c++) {
            logDensities[c] = max[c] + Math.log(sum[c]) - logTotal;
        }
        return logDensities;
    }

    /** Computes the logarithms of some consecutive points' terms of the mixture and returns the greatest. */
    private double fill(double[] terms, double[] point, int from, int length) {
        for (int i = 0; i < length; i++) {
            terms[i] = logWeights[from + i] + constants[from + i];
        }
        for (int position : space.searched()) {
            if (!Double.isNaN(point[position])) {
                columns[position].accumulate(point[position], from, length, terms);
            }
        }
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < length; i++) {
            greatest = Math.max(greatest, terms[i]);
        }
        return greatest;
    }

    private static double sumOfExponentials(double[] terms, int length, double greatest) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            double difference = terms[i] - greatest;
            if (difference > NEGLIGIBLE) {
                sum += Math.exp(difference);
            }
        }
        return sum;
    }

    private double logPrior(double[] point) {
        double sum = 0;
        for (int position : space.searched()) {
            if (!Double.isNaN(point[position])) {
                sum += Kernel.logPrior(space.axis(position), point[position]);
            }
        }
        return sum;
    }

    /**
     * Draws a point from the mixture.
     *
     * @param point receives the coordinates
     * @return the codes
     */
    double[] draw(UniformRandomProvider random, double[] point) {
        int kernel = drawKernel(random);
        return space.walk(position -> coordinate(position, kernel, random), point);
    }

    /**
     * Draws a point of which each coordinate comes from a kernel of its own: from the product of the mixture's
     * marginals. It recombines what is good about several points.
     *
     * @param point receives the coordinates
     * @return the codes
     */
    double[] recombine(UniformRandomProvider random, double[] point) {
        return space.walk(position -> coordinate(position, drawKernel(random), random), point);
    }

    private double coordinate(int position, int kernel, UniformRandomProvider random) {
        Column column = columns[position];
        double observed = kernel < 0 || column == null ? Double.NaN : column.observed(kernel);
        return Double.isNaN(observed)
                ? space.axis(position).atQuantile(random.nextDouble())
                : column.kernel().draw(observed, random);
    }

    /** Returns the index of a point, with a probability proportional to its weight, or -1 for the prior. */
    private int drawKernel(UniformRandomProvider random) {
        double left = random.nextDouble() * totalWeight() - priorWeight;
        for (int i = 0; left >= 0 && i < size; i++) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        return -1;
    }

    private double totalWeight() {
        double total = priorWeight;
        for (int i = 0; i < size; i++) {
            total += weights[i];
        }
        return total;
    }
}
