package dev.fer.search.sampler.cmaes;

import dev.fer.search.sampler.internal.Axis;
import dev.fer.search.sampler.internal.UnitSpace;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Turns configurations into vectors and back: each numeric or ordered parameter is a dimension, in the coordinate
 * under which its prior is uniform on [0, 1]. A space without any has one dimension that means nothing. Immutable.
 */
final class Coordinates {
    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

    /** So far beyond its bounds a draw may lie; it then stands for the bound, so that the mean can reach that. */
    private static final double BEYOND = 0.05;

    /** So often is a draw repeated that lies farther off. */
    private static final int REDRAWS = 20;

    private final UnitSpace space;
    private final int[] positions;

    Coordinates(UnitSpace space) {
        this.space = space;
        this.positions = Arrays.stream(space.searched())
                .filter(position -> space.axis(position).kind() != Axis.Kind.UNORDERED)
                .toArray();
    }

    /** Returns the number of dimensions, at least 1. */
    int size() {
        return Math.max(1, positions.length);
    }

    /** Draws the quantile of every parameter of the space; only those of dimensions mean something. */
    double[] draw(CmaEs strategy, UniformRandomProvider random) {
        double[] x = new double[size()];
        boolean inside = false;
        for (int i = 0; !inside && i < REDRAWS; i++) {
            double[] step = strategy.draw(random);
            Arrays.setAll(x, k -> strategy.mean(k) + strategy.sigma() * step[k]);
            inside = Arrays.stream(x).allMatch(value -> value >= -BEYOND && value <= 1 + BEYOND);
        }
        double[] quantiles = new double[space.size()];
        for (int i = 0; i < positions.length; i++) {
            quantiles[positions[i]] = Math.max(0, Math.min(1, x[i]));
        }
        return quantiles;
    }

    /** Returns the vector of codes: the middle of a discrete value's cell, and of the range where inactive. */
    double[] middles(double[] codes) {
        double[] middles = new double[size()];
        Arrays.fill(middles, 0.5);
        for (int i = 0; i < positions.length; i++) {
            Axis axis = space.axis(positions[i]);
            double code = codes[positions[i]];
            if (!Double.isNaN(code)) {
                middles[i] = axis.middle(axis.coordinate(code));
            }
        }
        return middles;
    }

    /**
     * Returns the step that led to codes. What they do not tell is drawn as the strategy's distribution would have
     * it: where in its cell a discrete value lay, how far beyond its bound a value at the bound, and the coordinate
     * of an inactive parameter. So none of these draws the mean anywhere, and the variance of a discrete parameter
     * does not collapse when all values are the same.
     */
    double[] step(CmaEs strategy, double[] codes, UniformRandomProvider random) {
        double[] step = new double[size()];
        for (int i = 0; i < step.length; i++) {
            double quantile = random.nextDouble();
            double code = i < positions.length ? codes[positions[i]] : Double.NaN;
            step[i] = strategy.deviation(i) * standardised(strategy, i, code, quantile);
        }
        return step;
    }

    private double standardised(CmaEs strategy, int dimension, double code, double quantile) {
        if (Double.isNaN(code)) {
            return STANDARD.inverseCumulativeProbability(quantile);
        }
        Axis axis = space.axis(positions[dimension]);
        double at = axis.coordinate(code);
        double mean = strategy.mean(dimension);
        double sd = strategy.sigma() * strategy.deviation(dimension);
        if (axis.kind() == Axis.Kind.CONTINUOUS) {
            double low = at <= 0 ? -BEYOND : at;
            double high = at >= 1 ? 1 + BEYOND : at;
            return between((low - mean) / sd, (high - mean) / sd, quantile);
        }
        int cell = (int) at;
        double low = cell == 0 ? Double.NEGATIVE_INFINITY : (axis.edge(cell) - mean) / sd;
        double high = cell == axis.cells() - 1 ? Double.POSITIVE_INFINITY : (axis.edge(cell + 1) - mean) / sd;
        return between(low, high, quantile);
    }

    /** Draws from the standard normal between two bounds; far out, the bound that is nearest to 0. */
    static double between(double low, double high, double quantile) {
        if (low > 0) {
            return -between(-high, -low, 1 - quantile);
        }
        double from = STANDARD.cumulativeProbability(low);
        double to = STANDARD.cumulativeProbability(high);
        if (!(to > from)) {
            return high;
        }
        double value = STANDARD.inverseCumulativeProbability(from + quantile * (to - from));
        return Math.max(low, Math.min(high, value));
    }
}
