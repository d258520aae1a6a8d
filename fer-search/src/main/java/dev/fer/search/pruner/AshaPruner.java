package dev.fer.search.pruner;

import dev.fer.search.Curve;
import dev.fer.search.History;

/**
 * Asynchronous successive halving of the stopping type (Li et al. 2020, "A System for Massively Parallel
 * Hyperparameter Tuning"; Klein et al. 2020): at epochs r, r k, r k^2, ... (the rungs) a trial goes on only if it is
 * among the best 1/k of all that have come as far. A rung ends nobody before it has seen enough trials, and the first
 * one lies behind the epochs that say nothing yet. One thread at a time.
 */
public final class AshaPruner implements Pruner {
    private final int minEpochs;
    private final int reductionFactor;
    private final int startupTrials;
    private final Rivals rivals = new Rivals();
    private final Leaders leaders = new Leaders();

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
        return judge(history, number, 0);
    }

    /** Judges a trial that skips the first rungs. */
    Judgement judge(History history, int number, int skippedRungs) {
        Curve curve = history.active(number).map(History.Active::curve).orElseGet(Curve::new);
        int epoch = curve.lastStep();
        int before = curve.size() > 1 ? curve.step(curve.size() - 2) : 0;
        int rung = rungUpTo(epoch);
        if (rung < skippedRungs || rung == rungUpTo(before)) {
            return Judgement.CONTINUE;
        }
        double[] others = rivals.of(history, number, epoch);
        if (others.length < startupTrials) {
            return Judgement.CONTINUE;
        }
        int kept = (others.length + reductionFactor) / reductionFactor;
        double best = curve.bestUpTo(epoch);
        double bound = others[Math.min(kept, others.length) - 1];
        if (best <= bound || best <= pace(history, epoch)) {
            return Judgement.CONTINUE;
        }
        Wording wording = Wording.of(history);
        return Judgement.prune(
                "rung " + (rung + 1) + ": "
                        + (Double.isNaN(best)
                                ? wording.nothing(epoch)
                                : wording.misses(
                                        best,
                                        epoch,
                                        wording.value(bound) + ", place " + kept + " of "
                                                + (others.length + 1) + " trials")));
    }

    private double pace(History history, int epoch) {
        java.util.List<History.Finished> all = leaders.of(history);
        int k = Math.max(Integer.getInteger("lk", 3), (int) Math.ceil(all.size() * Double.parseDouble(System.getProperty("ls", "0.1"))));
        double pace = Double.NEGATIVE_INFINITY;
        for (History.Finished f : all.subList(0, Math.min(k, all.size()))) {
            pace = Math.max(pace, f.curve().bestUpTo(epoch));
        }
        return pace;
    }

    /** Returns the last rung, counted from 0, that is not after an epoch; -1 if there is none. */
    private int rungUpTo(int epoch) {
        int rung = -1;
        for (long at = minEpochs; at <= epoch; at *= reductionFactor) {
            rung++;
        }
        return rung;
    }
}
