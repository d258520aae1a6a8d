package dev.fer.search.pruner;

import dev.fer.search.History;
import java.util.OptionalInt;

/**
 * Hyperband (Li et al. 2018, arXiv 1603.06560) without waiting: successive halving in several brackets, of which the
 * first begins to end trials at the first rung, each further one a rung later, and the last ends none, as insurance
 * against first epochs that mislead. Brackets get about the same number of epochs. A trial's bracket follows from its
 * number; all trials that reach a rung are rivals there, whatever their bracket, so that no evidence is wasted. A whole
 * trial is not ended at its last epoch: that would save nothing and lose its result.
 *
 * <p>One thread at a time.
 */
public final class HyperbandPruner implements Pruner {
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private final int minEpochs;
    private final int reductionFactor;
    private final OptionalInt maxEpochs;
    private final AshaPruner halving;
    private final LongestCurve longest = new LongestCurve();

    /**
     * Creates a pruner.
     *
     * @param minEpochs the first rung, at least 2
     * @param reductionFactor of so many trials one goes on, and so many times further; at least 2
     * @param startupTrials how many rivals a rung must have seen before it ends a trial, at least 1
     * @param maxEpochs the epochs of a whole trial; if empty, those of the longest complete one
     */
    public HyperbandPruner(int minEpochs, int reductionFactor, int startupTrials, OptionalInt maxEpochs) {
        this.minEpochs = minEpochs;
        this.reductionFactor = reductionFactor;
        this.maxEpochs = maxEpochs;
        this.halving = new AshaPruner(minEpochs, reductionFactor, startupTrials);
    }

    @Override
    public Judgement judge(History history, int number) {
        int epochs = maxEpochs.orElseGet(() -> longest.of(history));
        int brackets = brackets(epochs);
        int bracket = bracket(number, brackets);
        if (bracket == brackets - 1) {
            return Judgement.CONTINUE;
        }
        Judgement judgement = halving.judge(history, number, bracket, epochs);
        return judgement.prune()
                ? Judgement.prune("bracket " + (bracket + 1) + " of " + brackets + ", " + judgement.reason())
                : judgement;
    }

    /** Returns the number of brackets: one for each rung before the last epoch, and one that runs all to their end. */
    private int brackets(int epochs) {
        return AshaPruner.rungs(minEpochs, reductionFactor, epochs - 1).size() + 1;
    }

    /**
     * Deals trials out evenly: bracket b of B, of which k^-(B-1-b) runs to the end, gets a share in proportion to
     * k^(B-1-b) / (B-b), as in Hyperband.
     */
    private int bracket(int number, int brackets) {
        double[] upTo = new double[brackets];
        double sum = 0;
        for (int b = 0; b < brackets; b++) {
            int left = brackets - b;
            sum += Math.pow(reductionFactor, left - 1) / left;
            upTo[b] = sum;
        }
        double place = number * GOLDEN % 1 * sum;
        int bracket = 0;
        while (bracket < brackets - 1 && place >= upTo[bracket]) {
            bracket++;
        }
        return bracket;
    }
}
