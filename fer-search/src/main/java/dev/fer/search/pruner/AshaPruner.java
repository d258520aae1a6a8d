package dev.fer.search.pruner;

import dev.fer.search.Curve;
import dev.fer.search.History;
import java.util.ArrayList;
import java.util.List;

/**
 * Asynchronous successive halving of the stopping type (Li et al. 2020, "A System for Massively Parallel
 * Hyperparameter Tuning"): at epochs r, r k, r k^2, ... (the rungs) a trial goes on only if it is among the best 1/k of
 * all that have come as far.
 *
 * <p>Some things keep it from ending good trials, which first epochs make look bad. The first rung lies behind the
 * epochs that say nothing yet; a rung ends nobody before it has seen enough trials; and a trial that is no worse than
 * one of the best complete ones was at the same epoch goes on whatever its place, so that slow starters are spared
 * where they have won before. That they win is found out by {@link Controls}. Who has come as far as the longest complete
 * trial is not judged any more: nothing is left to save, and its result would be lost. One thread at a time.
 */
public final class AshaPruner implements Pruner {
    /** Of so many complete trials one shows what pace is good enough. */
    private static final int LEADERS = 3;

    private static final int FEWEST_LEADERS = 2;
    private static final int MOST_LEADERS = 10;

    private final int minEpochs;
    private final int reductionFactor;
    private final int startupTrials;
    private final Rivals rivals = new Rivals();
    private final Leaders leaders = new Leaders();
    private final LongestCurve longest = new LongestCurve();

    /**
     * Creates a pruner.
     *
     * @param minEpochs the first rung, at least 2
     * @param reductionFactor k: of so many trials one goes on, and so many times further; at least 2
     * @param startupTrials how many rivals a rung must have seen before it ends a trial, at least 1
     */
    public AshaPruner(int minEpochs, int reductionFactor, int startupTrials) {
        if (minEpochs < 2 || reductionFactor < 2 || startupTrials < 1) {
            throw new IllegalArgumentException(
                    "successive halving takes a first rung and a reduction factor of at least 2, and some rivals");
        }
        this.minEpochs = minEpochs;
        this.reductionFactor = reductionFactor;
        this.startupTrials = startupTrials;
    }

    @Override
    public Judgement judge(History history, int number) {
        int whole = longest.of(history);
        return Controls.contain(number)
                ? Judgement.CONTINUE
                : judge(history, number, 0, whole == 0 ? Integer.MAX_VALUE : whole);
    }

    /** Judges a trial that skips the first rungs, before it has all epochs of a whole one. */
    Judgement judge(History history, int number, int skippedRungs, int epochs) {
        Curve curve = history.activeCurve(number);
        int epoch = curve.lastStep();
        int before = curve.stepBeforeLast();
        int rung = rungUpTo(epoch);
        if (epoch >= epochs || rung < skippedRungs || rung == rungUpTo(before)) {
            return Judgement.CONTINUE;
        }
        double[] others = rivals.of(history, number, epoch);
        if (others.length < startupTrials) {
            return Judgement.CONTINUE;
        }
        int kept = (others.length + reductionFactor) / reductionFactor;
        double bound = others[Math.min(kept, others.length) - 1];
        double pace = pace(history, epoch);
        double best = curve.bestUpTo(epoch);
        if (best <= Math.max(bound, pace)) {
            return Judgement.CONTINUE;
        }
        Wording wording = Wording.of(history);
        String place = wording.value(bound) + ", place " + kept + " of " + (others.length + 1) + " trials";
        String slowest = Double.isInfinite(pace)
                ? ""
                : ", and " + wording.value(pace) + ", the slowest of the best complete ones";
        return Judgement.prune("rung " + (rung + 1) + ": "
                + (Double.isNaN(best) ? wording.nothing(epoch) : wording.misses(best, epoch, place + slowest)));
    }

    /** Returns the last rung, counted from 0, that is not after an epoch; -1 if there is none. */
    private int rungUpTo(int epoch) {
        return rungs(minEpochs, reductionFactor, epoch).size() - 1;
    }

    /** Returns the epochs of the rungs r, r k, r k^2, ... up to an epoch. */
    static List<Integer> rungs(int minEpochs, int reductionFactor, int lastEpoch) {
        List<Integer> rungs = new ArrayList<>();
        for (long at = minEpochs; at <= lastEpoch; at *= reductionFactor) {
            rungs.add((int) at);
        }
        return rungs;
    }

    /** Returns the worst loss that the best complete trials had at an epoch; negative infinity if there is none. */
    private double pace(History history, int epoch) {
        List<Leaders.Leader> complete = leaders.of(history);
        int third = (complete.size() + LEADERS - 1) / LEADERS;
        int count = Math.max(FEWEST_LEADERS, Math.min(MOST_LEADERS, third));
        return complete.stream()
                .limit(count)
                .mapToDouble(leader -> leader.trial().curve().bestUpTo(epoch))
                .filter(Double::isFinite)
                .max()
                .orElse(Double.NEGATIVE_INFINITY);
    }
}
