package dev.fer.search.sampler.internal;

import dev.fer.search.space.NormalParameter;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TruncatedNormalDistribution;

/** A monotone map between codes and quantiles of their prior. */
interface Warp {
    /** The map of a single value. */
    Warp POINT = new Warp() {
        @Override
        public double unit(double code) {
            return 0.5;
        }

        @Override
        public double code(double unit) {
            return 0;
        }
    };

    /** Returns the quantile, in [0, 1], of a code. */
    double unit(double code);

    /** Returns the code at a quantile. */
    double code(double unit);

    /** The map of a uniform or log-uniform prior. */
    static Warp between(double low, double high, boolean log) {
        double from = log ? Math.log(low) : low;
        double range = (log ? Math.log(high) : high) - from;
        return new Warp() {
            @Override
            public double unit(double code) {
                return Math.max(0, Math.min(1, ((log ? Math.log(code) : code) - from) / range));
            }

            @Override
            public double code(double unit) {
                double value = from + unit * range;
                return log ? Math.exp(value) : value;
            }
        };
    }

    /** The map of a truncated normal or log-normal prior. */
    static Warp normal(NormalParameter parameter) {
        ContinuousDistribution prior = prior(parameter);
        return new Warp() {
            @Override
            public double unit(double code) {
                return prior.cumulativeProbability(parameter.log() ? Math.log(code) : code);
            }

            @Override
            public double code(double unit) {
                // Keeps unbounded priors finite at the ends.
                double inside = Math.max(1e-12, Math.min(1 - 1e-12, unit));
                double value = prior.inverseCumulativeProbability(inside);
                return parameter.log() ? Math.exp(value) : value;
            }
        };
    }

    private static ContinuousDistribution prior(NormalParameter parameter) {
        double mean = parameter.log() ? Math.log(parameter.mean()) : parameter.mean();
        double low = parameter.log() ? Math.log(parameter.low()) : parameter.low();
        double high = parameter.log() ? Math.log(parameter.high()) : parameter.high();
        return Double.isInfinite(low) && Double.isInfinite(high)
                ? NormalDistribution.of(mean, parameter.sd())
                : TruncatedNormalDistribution.of(mean, parameter.sd(), low, high);
    }
}
