package dev.fer.search.sampler.tpe;

import dev.fer.search.sampler.internal.Axis;
import org.apache.commons.rng.UniformRandomProvider;

/** The kernels of one axis in a published profile: one per observed code and last that of the prior. Immutable. */
abstract sealed class Kernels {
    private final Axis axis;
    private final int size;

    private Kernels(Axis axis, int size) {
        this.axis = axis;
        this.size = size;
    }

    /** Creates the kernels of an axis around observed codes. */
    static Kernels of(Axis axis, double[] observed, PublishedRules rules) {
        if (axis.kind() == Axis.Kind.UNORDERED) {
            return new Choices(axis, observed, rules.share(observed.length));
        }
        double[] means = new double[observed.length + 1];
        for (int i = 0; i < observed.length; i++) {
            means[i] = axis.quantile(observed[i]);
        }
        means[observed.length] = 0.5;
        return new Normals(axis, means, rules.deviations(means));
    }

    Axis axis() {
        return axis;
    }

    /** Returns the number of kernels. */
    int size() {
        return size;
    }

    /** Draws a code. */
    abstract double draw(int kernel, UniformRandomProvider random);

    /** Adds the log density of each kernel at a code, or its log probability where codes are discrete. */
    abstract void accumulate(double code, double[] terms);

    /** Normal distributions in quantiles of the prior, truncated to [0, 1]; of stepped values, their share of it. */
    static final class Normals extends Kernels {
        private final double[] means;
        private final double[] deviations;
        private final double[] inside;
        private final double[] logNormalisers;

        private Normals(Axis axis, double[] means, double[] deviations) {
            super(axis, means.length);
            this.means = means;
            this.deviations = deviations;
            this.inside = new double[means.length];
            this.logNormalisers = new double[means.length];
            for (int i = 0; i < means.length; i++) {
                inside[i] = Gaussian.mass(means[i], deviations[i], 0, 1);
                logNormalisers[i] = Gaussian.logNormaliser(means[i], deviations[i]);
            }
        }

        /** Returns the probability that a kernel has inside the range before it is truncated. */
        double inside(int kernel) {
            return inside[kernel];
        }

        @Override
        double draw(int kernel, UniformRandomProvider random) {
            double quantile = Gaussian.draw(means[kernel], deviations[kernel], random);
            return axis().code(axis().atQuantile(quantile));
        }

        @Override
        void accumulate(double code, double[] terms) {
            double half = axis().step() / 2;
            double low = axis().quantile(code - half);
            double high = axis().quantile(code + half);
            for (int i = 0; i < means.length; i++) {
                if (half == 0) {
                    double z = (low - means[i]) / deviations[i];
                    terms[i] -= 0.5 * z * z + logNormalisers[i];
                } else {
                    double mass = Gaussian.mass(means[i], deviations[i], low, high) / inside[i];
                    terms[i] += Math.log(Math.max(Double.MIN_NORMAL, mass));
                }
            }
        }
    }

    /** Mixtures of the observed choice and the prior. */
    static final class Choices extends Kernels {
        private final double[] observed;
        private final double share;
        private final double[] prior;

        private Choices(Axis axis, double[] observed, double share) {
            super(axis, observed.length + 1);
            this.observed = observed;
            this.share = share * axis.cells();
            this.prior = new double[axis.cells()];
            for (int cell = 0; cell < prior.length; cell++) {
                prior[cell] = axis.edge(cell + 1) - axis.edge(cell);
            }
        }

        @Override
        double draw(int kernel, UniformRandomProvider random) {
            boolean fromPrior = kernel == observed.length || random.nextDouble() * (1 + share) < share;
            return fromPrior ? axis().atQuantile(random.nextDouble()) : observed[kernel];
        }

        @Override
        void accumulate(double code, double[] terms) {
            double chance = prior[(int) code];
            for (int i = 0; i < observed.length; i++) {
                double own = observed[i] == code ? 1 : 0;
                terms[i] += Math.log((own + share * chance) / (1 + share));
            }
            terms[observed.length] += Math.log(chance);
        }
    }
}
