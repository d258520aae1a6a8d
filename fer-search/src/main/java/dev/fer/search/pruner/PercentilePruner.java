package dev.fer.search.pruner;

import dev.fer.search.Curve;
import dev.fer.search.History;

/**
 * Ends a trial whose best value so far is worse than a percentile of what its rivals had reached by the same epoch; at
 * 50 this is the median rule (Golovin et al. 2017, Google Vizier, section 3.2). It never judges during a warm-up,
 * because first epochs say little about last ones. All other trials that have come as far are rivals, failed ones
 * excepted. One thread at a time.
 */
public final class PercentilePruner implements Pruner {
    private final double percentile;
    private final int warmupEpochs;
    private final int startupTrials;
    private final int intervalEpochs;
    private final Rivals rivals = new Rivals();

    /**
     * Creates a pruner.
     *
     * @param percentile the share of the rivals, in percent and counted from the best, that a trial has to keep up with
     * @param warmupEpochs the last epoch at which no trial is judged, at least 1
     * @param startupTrials how many rivals are needed, at least 1
     * @param intervalEpochs judge at every how many epochs after the warm-up, at least 1
     */
    public PercentilePruner(double percentile, int warmupEpochs, int startupTrials, int intervalEpochs) {
        if (!(percentile > 0 && percentile < 100)) {
            throw new IllegalArgumentException("a percentile lies between 0 and 100, found " + percentile);
        }
        if (warmupEpochs < 1 || startupTrials < 1 || intervalEpochs < 1) {
            throw new IllegalArgumentException("a percentile pruner's epochs and trials must be at least 1");
        }
        this.percentile = percentile;
        this.warmupEpochs = warmupEpochs;
        this.startupTrials = startupTrials;
        this.intervalEpochs = intervalEpochs;
    }

    @Override
    public Judgement judge(History history, int number) {
        Curve curve = history.activeCurve(number);
        int epoch = curve.lastStep();
        int before = curve.stepBeforeLast();
        if (epoch <= warmupEpochs || (before > warmupEpochs && interval(before) == interval(epoch))) {
            return Judgement.CONTINUE;
        }
        double[] others = rivals.of(history, number, epoch);
        if (others.length < startupTrials) {
            return Judgement.CONTINUE;
        }
        double best = curve.bestUpTo(epoch);
        double bound = quantile(others, percentile / 100);
        if (best <= bound) {
            return Judgement.CONTINUE;
        }
        Wording wording = Wording.of(history);
        if (Double.isNaN(best)) {
            return Judgement.prune(wording.nothing(epoch));
        }
        String name = percentile == 50 ? "median" : "percentile " + Wording.number(percentile) + ",";
        return Judgement.prune(wording.misses(
                best, epoch, "the " + name + " " + wording.value(bound) + " of " + others.length + " trials"));
    }

    /** Trials need not report every epoch: the first report in each interval is judged. */
    private int interval(int epoch) {
        return (epoch - warmupEpochs - 1) / intervalEpochs;
    }

    /** Interpolates linearly between the neighbours (Hyndman and Fan 1996, type 7). */
    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        double between = place - below;
        return between == 0 ? sorted[below] : (1 - between) * sorted[below] + between * sorted[below + 1];
    }
}
