package dev.fer.search.sampler.tpe;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How published variants of TPE split trials, weigh them and choose bandwidths. All of them take the distances to
 * an observation's neighbours as its bandwidth and let a very wide kernel in the middle of the range stand for the
 * prior; ranges are [0, 1] here.
 */
public enum PublishedRules {
    /** Optuna 5.0: joint over all unconditional parameters; trials of unknown end count as bad. */
    OPTUNA(true, false, true) {
        @Override
        int good(int trials) {
            return capped(0.1 * trials);
        }

        @Override
        double[] goodWeights(double[] losses, double threshold) {
            return withPrior(forgetting(losses.length), 1);
        }

        @Override
        double[] otherWeights(int count) {
            return withPrior(forgetting(count), 1);
        }

        @Override
        double[] deviations(double[] means) {
            int n = means.length - 1;
            double[] deviations = gaps(means, n, n >= 2);
            return clipped(deviations, 1 / Math.min(100, n + 2.0), n);
        }
    },

    /** Hyperopt 0.2 and 0.3: each parameter on its own; failed trials and those of unknown end count as bad. */
    HYPEROPT(false, true, true) {
        @Override
        int good(int trials) {
            return capped(0.25 * Math.sqrt(trials));
        }

        @Override
        double[] goodWeights(double[] losses, double threshold) {
            return otherWeights(losses.length);
        }

        @Override
        double[] otherWeights(int count) {
            return withPrior(forgetting(count), 1);
        }

        @Override
        double[] deviations(double[] means) {
            int n = means.length - 1;
            double[] deviations = n == 1 ? new double[] {0.5, 1} : gaps(means, n + 1, true);
            return clipped(deviations, 1 / Math.min(100, n + 2.0), n);
        }

        /**
         * Truncates the mixture as a whole, so that a component counts less the more of it lies outside, and gives
         * the prior's weight to each choice.
         */
        @Override
        double weightOf(Kernels kernels, int component, double weight) {
            if (kernels instanceof Kernels.Normals normals) {
                return weight * normals.inside(component);
            }
            return component == kernels.size() - 1 ? weight * kernels.axis().cells() : weight;
        }

        @Override
        double share(int observations) {
            return 0;
        }
    },

    /** Watanabe 2023 (arXiv 2304.11127), the recommended setting: good trials weigh by how good they are. */
    WATANABE2023(true, false, false) {
        @Override
        int good(int trials) {
            return capped(0.15 * trials);
        }

        @Override
        double[] goodWeights(double[] losses, double threshold) {
            double[] weights = Arrays.stream(losses)
                    .map(loss -> threshold - loss > 1e-12 ? threshold - loss : 1e-12)
                    .toArray();
            double mean = Arrays.stream(weights).average().orElse(1);
            return Double.isFinite(threshold) && Double.isFinite(mean)
                    ? withPrior(weights, mean)
                    : otherWeights(losses.length);
        }

        @Override
        double[] otherWeights(int count) {
            double[] weights = new double[count + 1];
            Arrays.fill(weights, 1);
            return weights;
        }

        @Override
        double[] deviations(double[] means) {
            int n = means.length - 1;
            return clipped(gaps(means, n + 1, false), Math.max(0.03, Math.pow(n + 2.0, -2)), n);
        }
    };

    /** So many of the latest trials keep their full weight, and no more than these count as good. */
    private static final int RECENT = 25;

    private final boolean joint;
    private final boolean failuresCount;
    private final boolean activeCount;

    PublishedRules(boolean joint, boolean failuresCount, boolean activeCount) {
        this.joint = joint;
        this.failuresCount = failuresCount;
        this.activeCount = activeCount;
    }

    /** Tells whether unconditional parameters are drawn together rather than each on its own. */
    boolean joint() {
        return joint;
    }

    /** Tells whether failed trials are others, and both they and active ones count as trials. */
    boolean failuresCount() {
        return failuresCount;
    }

    /** Tells whether active trials are others. */
    boolean activeCount() {
        return activeCount;
    }

    /** Returns how many of a number of trials are good. */
    abstract int good(int trials);

    /**
     * Returns the weights of good trials, oldest first, and last of the prior.
     *
     * @param threshold the least loss of the other trials
     */
    abstract double[] goodWeights(double[] losses, double threshold);

    /** Returns the weights of other trials, oldest first, and last of the prior. */
    abstract double[] otherWeights(int count);

    /**
     * Returns the standard deviations of normal kernels.
     *
     * @param means the observations and last the prior's, the middle
     */
    abstract double[] deviations(double[] means);

    /** Returns what a component weighs, which may depend on its kernel. */
    double weightOf(Kernels kernels, int component, double weight) {
        return weight;
    }

    /** Returns what each choice gets beside the observed one's 1 in the kernel of an observation. */
    double share(int observations) {
        return 1 / (observations + 1.0);
    }

    private static int capped(double good) {
        return Math.min(RECENT, (int) Math.ceil(good));
    }

    private static double[] withPrior(double[] weights, double prior) {
        double[] all = Arrays.copyOf(weights, weights.length + 1);
        all[weights.length] = prior;
        return all;
    }

    /** Full weight for the latest, rising linearly from 1/n to 1 for those before. */
    private static double[] forgetting(int count) {
        double[] weights = new double[count];
        Arrays.fill(weights, 1);
        int old = count - RECENT;
        for (int i = 0; i < old; i++) {
            double share = old == 1 ? 0 : i / (old - 1.0);
            weights[i] = 1.0 / count + share * (1 - 1.0 / count);
        }
        return weights;
    }

    /**
     * Returns the greater of the distances to the two neighbours; the ends of [0, 1] are neighbours too.
     *
     * @param count how many of the means take part
     * @param innerOnly whether the first and the last look only inwards
     */
    private static double[] gaps(double[] means, int count, boolean innerOnly) {
        int[] order = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> means[i]).thenComparing(Comparator.reverseOrder()))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] gaps = new double[means.length];
        for (int i = 0; i < count; i++) {
            double at = means[order[i]];
            double left = at - (i == 0 ? 0 : means[order[i - 1]]);
            double right = (i == count - 1 ? 1 : means[order[i + 1]]) - at;
            boolean first = innerOnly && i == 0;
            boolean last = innerOnly && i == count - 1;
            gaps[order[i]] = first ? right : last ? left : Math.max(left, right);
        }
        return gaps;
    }

    private static double[] clipped(double[] deviations, double least, int prior) {
        for (int i = 0; i < deviations.length; i++) {
            deviations[i] = Math.max(least, Math.min(1, deviations[i]));
        }
        deviations[prior] = 1;
        return deviations;
    }
}
