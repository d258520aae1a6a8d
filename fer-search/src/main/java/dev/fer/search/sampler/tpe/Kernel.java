package dev.fer.search.sampler.tpe;

import dev.fer.search.sampler.internal.Axis;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The kernels of one axis for one bandwidth: how probable a value is near an observed one.
 *
 * <p>On a continuous axis, the normal around the observation, truncated to [0, 1]. On an ordered one, the same
 * normal's probability of each cell. On an unordered one, a mixture of the observed choice and the prior (Aitchison
 * and Aitken 1976), in which the prior of K choices weighs {@code K priorWeight / (n + 1)}. Immutable.
 */
final class Kernel {
    private final Axis axis;
    private final double sd;
    private final double[][] logMass;

    private Kernel(Axis axis, double sd, double[][] logMass) {
        this.axis = axis;
        this.sd = sd;
        this.logMass = logMass;
    }

    /**
     * Creates the kernels of an axis.
     *
     * @param sd the bandwidth in [0, 1]; not used when the axis is unordered
     * @param observations how many there are
     * @param priorWeight what the prior weighs in comparison with one observation
     */
    static Kernel of(Axis axis, double sd, int observations, double priorWeight) {
        return switch (axis.kind()) {
            case CONTINUOUS -> new Kernel(axis, sd, new double[0][]);
            case ORDERED -> ordered(axis, Math.max(sd, 1.0 / axis.cells()));
            case UNORDERED -> unordered(axis, priorWeight / (observations + 1));
        };
    }

    private static Kernel ordered(Axis axis, double sd) {
        int cells = axis.cells();
        double[][] logMass = new double[cells][cells + 1];
        for (int seen = 0; seen < cells; seen++) {
            double mean = axis.middle(seen);
            double total = Gaussian.mass(mean, sd, 0, 1);
            for (int cell = 0; cell < cells; cell++) {
                double mass = Gaussian.mass(mean, sd, axis.edge(cell), axis.edge(cell + 1)) / total;
                logMass[cell][seen] = Math.log(Math.max(Double.MIN_NORMAL, mass));
            }
        }
        return new Kernel(axis, sd, withPrior(axis, logMass));
    }

    private static Kernel unordered(Axis axis, double share) {
        int cells = axis.cells();
        double prior = share * cells;
        double[][] logMass = new double[cells][cells + 1];
        for (int cell = 0; cell < cells; cell++) {
            double probability = axis.edge(cell + 1) - axis.edge(cell);
            for (int seen = 0; seen < cells; seen++) {
                logMass[cell][seen] = Math.log(((cell == seen ? 1 : 0) + prior * probability) / (1 + prior));
            }
        }
        return new Kernel(axis, 0, withPrior(axis, logMass));
    }

    private static double[][] withPrior(Axis axis, double[][] logMass) {
        for (int cell = 0; cell < logMass.length; cell++) {
            logMass[cell][axis.cells()] = logPrior(axis, cell);
        }
        return logMass;
    }

    boolean isDiscrete() {
        return logMass.length > 0;
    }

    /** Returns the standard deviation of a continuous or ordered kernel, 0 of an unordered one. */
    double sd() {
        return sd;
    }

    /**
     * Returns the log probability of a cell for each observed cell, and last its prior one for observations that
     * lack the parameter; of discrete axes only.
     */
    double[] logMass(int cell) {
        return logMass[cell];
    }

    /** Returns what is subtracted from -z²/2 on a continuous axis. */
    double logNormaliser(double observed) {
        return Gaussian.logNormaliser(observed, sd);
    }

    /** Returns the log probability of a coordinate under the prior. */
    static double logPrior(Axis axis, double coordinate) {
        if (axis.kind() == Axis.Kind.CONTINUOUS) {
            return 0;
        }
        int cell = (int) coordinate;
        return Math.log(axis.edge(cell + 1) - axis.edge(cell));
    }

    /** Draws a coordinate from the kernel around an observed one. */
    double draw(double observed, UniformRandomProvider random) {
        if (!isDiscrete()) {
            return Gaussian.draw(observed, sd, random);
        }
        double left = random.nextDouble();
        int cell = 0;
        while (cell < axis.cells() - 1) {
            left -= Math.exp(logMass[cell][(int) observed]);
            if (left < 0) {
                return cell;
            }
            cell++;
        }
        return cell;
    }
}
