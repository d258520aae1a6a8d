package dev.fer.search.sampler;

import dev.fer.search.Curve;
import dev.fer.search.History;
import dev.fer.search.TrialState;
import dev.fer.search.pruner.Controls;
import dev.fer.search.pruner.Scheduler;
import dev.fer.search.sampler.freezethaw.CurveModel;
import dev.fer.search.sampler.freezethaw.Outlook;
import dev.fer.search.sampler.internal.LastTold;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Learns from unfinished trials, pauses them and goes on with the promising ones (freeze-thaw, Swersky et al. 2014,
 * arXiv 1406.3896; suggestions on forecast results in the spirit of BOHB, Falkner et al. 2018).
 *
 * <p>After its first epochs, and whenever these have doubled, a trial competes with all paused ones and with a new one
 * for the next epochs: by the expected improvement of the best result per epoch that is left to train. Where first
 * epochs say little, forecasts are uncertain and trials are run to their end; where they say much, few are. New
 * configurations come from another sampler, which sees trials beyond their first epochs as if they had ended about as
 * forecast.
 * {@link Controls} are never paused, so that forecasts also learn from trials that did not promise much.
 *
 * <p>It takes the place of a pruner. One thread at a time.
 */
public final class FreezeThawSampler implements Sampler, Scheduler {
    /** With what probability a trial must become the best one to be run on when nothing else is left to do. */
    private static final double LEAST_CHANCE = 0.05;

    private final Sampler configurations;
    private final LastTold lastTold = new LastTold();
    private final int minEpochs;
    private final OptionalInt maxEpochs;

    /**
     * Creates a sampler.
     *
     * @param configurations suggests new ones
     * @param minEpochs before a trial may be paused, at least 2
     * @param maxEpochs of a whole trial; if empty, those of the longest complete one, before which none is paused
     */
    public FreezeThawSampler(Sampler configurations, int minEpochs, OptionalInt maxEpochs) {
        if (minEpochs < 2) {
            throw new IllegalArgumentException(
                    "a trial takes at least 2 epochs before it is paused, found " + minEpochs);
        }
        this.configurations = configurations;
        this.minEpochs = minEpochs;
        this.maxEpochs = maxEpochs;
    }

    @Override
    public Optional<Suggestion> suggest(History history, int number, long seed) {
        return configurations.suggest(lastTold.of(foreseen(history)), number, seed);
    }

    @Override
    public History foreseen(History history) {
        return outlook(history).asIfEnded();
    }

    @Override
    public Judgement judge(History history, int number) {
        Curve curve = history.activeCurve(number);
        int epoch = curve.lastStep();
        int epochs = epochs(history);
        int before = curve.stepBeforeLast();
        if (epoch >= epochs
                || Arrays.stream(CurveModel.rungs(minEpochs, epochs)).noneMatch(r -> before < r && r <= epoch)) {
            return Judgement.CONTINUE;
        }
        if (!Double.isFinite(curve.at(epoch))) {
            return Judgement.prune("no finite " + history.goals().get(0).metric() + " at epoch " + epoch);
        }
        if (Controls.contain(number)) {
            return Judgement.CONTINUE;
        }
        Outlook outlook = outlook(history);
        double paused = history.paused().stream()
                .mapToDouble(trial -> outlook.value(trial.curve()))
                .max()
                .orElse(0.0);
        if (outlook.value(curve) < paused) {
            return Judgement.pause(outlook.describe(curve) + "; a paused trial promises more");
        }
        return outlook.beatsNew(curve)
                ? Judgement.CONTINUE
                : Judgement.pause(outlook.describe(curve) + "; a new trial promises more");
    }

    @Override
    public Optional<Promotion> promote(History history, boolean mayStart) {
        if (history.paused().isEmpty()) {
            return Optional.empty();
        }
        Outlook outlook = outlook(history);
        return history.paused().stream()
                .filter(trial -> mayStart
                        ? outlook.isExplored() && outlook.beatsNew(trial.curve())
                        : outlook.chance(trial.curve()) >= LEAST_CHANCE)
                .max(Comparator.comparingDouble(trial -> outlook.value(trial.curve())))
                .map(trial -> new Promotion(trial.number(), outlook.describe(trial.curve())));
    }

    private Outlook outlook(History history) {
        return new Outlook(history, minEpochs, Math.max(minEpochs, epochs(history)));
    }

    /** Returns the epochs of a whole trial, 0 while they are unknown. */
    private int epochs(History history) {
        return maxEpochs.orElseGet(() -> history.finished().stream()
                .filter(trial -> trial.state() == TrialState.COMPLETE)
                .mapToInt(trial -> trial.curve().lastStep())
                .max()
                .orElse(0));
    }
}
