package dev.fer.search.sampler.cmaes;

import java.util.ArrayDeque;
import java.util.Deque;

/** Tells when a run has nothing left to find (Hansen 2016, appendix B.3). One thread at a time. */
final class Convergence {
    /** The finest step, as a share of a parameter's range, that is worth a trial. */
    private static final double FINEST = 1e-6;

    private static final double WORST_CONDITION = 1e14;

    /** The best and the worst loss of the last generations. */
    private final Deque<double[]> recent = new ArrayDeque<>();

    void reset() {
        recent.clear();
    }

    /**
     * Takes in a generation after the strategy has learnt from it.
     *
     * @return whether the distribution is a point or degenerate, the losses of many generations were all the same,
     *     or this generation had no loss at all
     */
    boolean reached(CmaEs strategy, double bestLoss, double worstLoss) {
        recent.addLast(new double[] {bestLoss, worstLoss});
        if (recent.size() > 10 + 30 * strategy.dimensions() / strategy.size()) {
            recent.removeFirst();
            if (recent.stream().allMatch(losses -> losses[0] == bestLoss && losses[1] == bestLoss)) {
                return true;
            }
        }
        return !(bestLoss < Double.POSITIVE_INFINITY)
                || strategy.widest() < FINEST
                || !(strategy.condition() < WORST_CONDITION);
    }
}
