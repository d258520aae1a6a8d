package dev.fer.search.sampler.tpe;

import dev.fer.search.sampler.internal.Axis;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The kernels of one axis for one bandwidth: how probable a value is near an observed one.
 *
 * <p>On a continuous axis, the normal around the observation, truncated to [0, 1]. On an ordered one, the same
 * normal's probability of each cell. On an unordered one, a mixture of the observed choice and the prior (Aitchison
 * and Aitken 1976), in which the prior of K choices weighs {@code K priorWeight / (n + 1)}. Immutable.
 *
 * <p>An unordered cell has one probability for its own observations and one for those of all others, so that its row has
 * three columns (these two and the prior) whatever the number of choices, of which there may be thousands.
 */
final class Kernel {
    private static final int OWN = 0;
    private static final int OTHER = 1;
    private static final int PRIOR = 2;

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
        for (int cell = 0; cell < cells; cell++) {
            logMass[cell][cells] = logPrior(axis, cell);
        }
        return new Kernel(axis, sd, logMass);
    }

    private static Kernel unordered(Axis axis, double share) {
        double prior = share * axis.cells();
        double[][] logMass = new double[axis.cells()][PRIOR + 1];
        for (int cell = 0; cell < logMass.length; cell++) {
            double chance = prior * (axis.edge(cell + 1) - axis.edge(cell));
            logMass[cell][OWN] = Math.log((1 + chance) / (1 + prior));
            logMass[cell][OTHER] = Math.log(chance / (1 + prior));
            logMass[cell][PRIOR] = logPrior(axis, cell);
        }
        return new Kernel(axis, 0, logMass);
    }

    boolean isDiscrete() {
        return logMass.length > 0;
    }

    /** Returns the standard deviation of a continuous or ordered kernel, 0 of an unordered one. */
    double sd() {
        return sd;
    }

    /**
     * Adds the log probabilities of a cell for some consecutive observations, those that lack the parameter with the
     * prior's; of discrete axes only.
     *
     * @param seen the observed cells, the number of cells where there is none
     */
    void accumulate(int cell, int[] seen, int from, int length, double[] terms) {
        double[] row = logMass[cell];
        if (axis.kind() == Axis.Kind.ORDERED) {
            for (int i = 0; i < length; i++) {
                terms[i] += row[seen[from + i]];
            }
            return;
        }
        int none = axis.cells();
        for (int i = 0; i < length; i++) {
            int other = seen[from + i];
            terms[i] += other == cell ? row[OWN] : other == none ? row[PRIOR] : row[OTHER];
        }
    }

    private double logMass(int cell, int seen) {
        boolean ordered = axis.kind() == Axis.Kind.ORDERED;
        return logMass[cell][ordered ? seen : cell == seen ? OWN : OTHER];
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
            left -= Math.exp(logMass(cell, (int) observed));
            if (left < 0) {
                return cell;
            }
            cell++;
        }
        return cell;
    }
}
