package dev.fer.search.pruner;

import dev.fer.search.Curve;
import dev.fer.search.Direction;
import dev.fer.search.Goal;
import dev.fer.search.History;
import dev.fer.search.TrialState;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/**
 * Ends a trial whose best value so far is worse than the median of what other trials had reached by the same epoch
 * (Golovin et al. 2017, Google Vizier, section 3.2). It never judges during a warm-up, because first epochs say
 * little about last ones. Complete and pruned trials are compared with; failed ones are not. Thread-safe.
 */
public final class MedianPruner implements Pruner {
    private final int warmupEpochs;
    private final int startupTrials;
    private final int intervalEpochs;

    /**
     * Creates a pruner.
     *
     * @param warmupEpochs the last epoch at which no trial is judged, at least 1
     * @param startupTrials how many trials to compare with are needed, at least 1
     * @param intervalEpochs judge at every how many epochs after the warm-up, at least 1
     */
    public MedianPruner(int warmupEpochs, int startupTrials, int intervalEpochs) {
        if (warmupEpochs < 1 || startupTrials < 1 || intervalEpochs < 1) {
            throw new IllegalArgumentException("a median pruner's settings must be at least 1");
        }
        this.warmupEpochs = warmupEpochs;
        this.startupTrials = startupTrials;
        this.intervalEpochs = intervalEpochs;
    }

    @Override
    public Judgement judge(History history, int number) {
        Curve curve = history.active(number).map(History.Active::curve).orElseGet(Curve::new);
        int step = curve.lastStep();
        if (step <= warmupEpochs || (step - warmupEpochs - 1) % intervalEpochs != 0) {
            return Judgement.CONTINUE;
        }
        double best = curve.bestUpTo(step);
        double[] others = history.finished().stream()
                .filter(trial ->
                        trial.state() != TrialState.FAILED && trial.curve().lastStep() >= step)
                .mapToDouble(trial -> trial.curve().bestUpTo(step))
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        if (others.length < startupTrials) {
            return Judgement.CONTINUE;
        }
        double median = median(others);
        if (best <= median) {
            return Judgement.CONTINUE;
        }
        return Judgement.prune(reason(history.curveGoal(), step, best, median, others.length));
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static String reason(Goal goal, int step, double best, double median, int others) {
        if (Double.isNaN(best)) {
            return String.format(Locale.ROOT, "no finite %s up to epoch %d", goal.metric(), step);
        }
        boolean loss = goal.direction() == Direction.MINIMIZE;
        return String.format(
                Locale.ROOT,
                "%s %s at epoch %d %s the median %s of %d trials",
                goal.metric(),
                number(goal.direction().loss(best)),
                step,
                loss ? "above" : "below",
                number(goal.direction().loss(median)),
                others);
    }

    private static String number(double value) {
        return Double.toString(new BigDecimal(value).round(new MathContext(4)).doubleValue());
    }
}
