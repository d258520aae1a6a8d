package dev.fer.search.pruner;

import dev.fer.search.Curve;
import dev.fer.search.Direction;
import dev.fer.search.History;
import java.util.OptionalDouble;

/**
 * Ends a trial whose last value lies outside of fixed bounds, or is not a finite number, after a warm-up. Thread-safe.
 */
public final class ThresholdPruner implements Pruner {
    private final OptionalDouble lower;
    private final OptionalDouble upper;
    private final int warmupEpochs;

    /**
     * Creates a pruner.
     *
     * @param lower the least value that a trial may have, if any is too low
     * @param upper the greatest value that a trial may have, if any is too high
     * @param warmupEpochs the last epoch at which no trial is judged, at least 1
     */
    public ThresholdPruner(OptionalDouble lower, OptionalDouble upper, int warmupEpochs) {
        if (warmupEpochs < 1) {
            throw new IllegalArgumentException("a warm-up takes at least 1 epoch, found " + warmupEpochs);
        }
        this.lower = lower;
        this.upper = upper;
        this.warmupEpochs = warmupEpochs;
    }

    @Override
    public Judgement judge(History history, int number) {
        Curve curve = history.activeCurve(number);
        int epoch = curve.lastStep();
        if (epoch <= warmupEpochs) {
            return Judgement.CONTINUE;
        }
        Wording wording = Wording.of(history);
        Direction direction = wording.goal().direction();
        double loss = curve.at(epoch);
        double value = direction.loss(loss);
        if (!Double.isFinite(value)) {
            return Judgement.prune(wording.reached(loss, epoch) + " is not finite");
        }
        if (lower.isPresent() && value < lower.getAsDouble()) {
            return Judgement.prune(
                    wording.reached(loss, epoch) + " below the bound " + Wording.number(lower.getAsDouble()));
        }
        if (upper.isPresent() && value > upper.getAsDouble()) {
            return Judgement.prune(
                    wording.reached(loss, epoch) + " above the bound " + Wording.number(upper.getAsDouble()));
        }
        return Judgement.CONTINUE;
    }
}
