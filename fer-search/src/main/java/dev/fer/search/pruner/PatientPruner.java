package dev.fer.search.pruner;

import dev.fer.search.Curve;
import dev.fer.search.History;
import java.util.List;

/**
 * Ends a trial that has not improved for some epochs and lies behind the best complete trial. One that leads goes on
 * even if it has stalled, since its result would be lost. One thread at a time.
 */
public final class PatientPruner implements Pruner {
    private final int patience;
    private final double minDelta;
    private final int warmupEpochs;
    private final Leaders leaders = new Leaders();

    /**
     * Creates a pruner.
     *
     * @param patience for how many epochs a trial may go on without an improvement, at least 1
     * @param minDelta what counts as one: the best value has become better by more than this, at least 0
     * @param warmupEpochs the last epoch at which no trial is judged, at least 1
     */
    public PatientPruner(int patience, double minDelta, int warmupEpochs) {
        if (patience < 1 || warmupEpochs < 1 || !(minDelta >= 0)) {
            throw new IllegalArgumentException("patience and warm-up are at least 1 epoch, a difference at least 0");
        }
        this.patience = patience;
        this.minDelta = minDelta;
        this.warmupEpochs = warmupEpochs;
    }

    @Override
    public Judgement judge(History history, int number) {
        Curve curve = history.activeCurve(number);
        int epoch = curve.lastStep();
        double best = curve.bestUpTo(epoch);
        double before = curve.bestUpTo(epoch - patience);
        boolean improved = best < before - minDelta || (Double.isNaN(before) && !Double.isNaN(best));
        if (epoch <= Math.max(warmupEpochs, patience) || improved) {
            return Judgement.CONTINUE;
        }
        List<Leaders.Leader> complete = leaders.of(history);
        if (complete.isEmpty() || best < complete.get(0).loss()) {
            return Judgement.CONTINUE;
        }
        Leaders.Leader first = complete.get(0);
        Wording wording = Wording.of(history);
        String reached = Double.isNaN(best) ? wording.nothing(epoch) : wording.reached(best, epoch);
        return Judgement.prune(reached + ", no better for " + patience + " epochs and behind trial "
                + first.trial().number() + " with " + wording.value(first.loss()));
    }
}
