package dev.fer.search.pruner;

import dev.fer.search.Curve;
import dev.fer.search.History;
import dev.fer.search.sampler.freezethaw.Outlook;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Asynchronous successive halving of the promoting type (Li et al. 2020, "A System for Massively Parallel
 * Hyperparameter Tuning", algorithm 2): at epochs r, r k, r k^2, ... (the rungs) a trial is laid aside unless it is among
 * the best 1/k of all that have come as far, and goes on from its checkpoint as soon as it is.
 *
 * <p>So a trial that looked bad beside early rivals is not lost, as it is where halving ends trials, and those that go on
 * are chosen among ever more. Samplers see paused trials, and running ones that have come as far, as if they
 * had ended about as their curves let expect.
 *
 * <p>One thread at a time.
 */
public final class HalvingPruner implements Scheduler {
    /** The first rung, as a share of a whole training, unless it is given. */
    private static final double FIRST = 1 / 6.0;

    private static final int FEWEST_EPOCHS = 2;

    private final OptionalInt minEpochs;
    private final int reductionFactor;
    private final OptionalInt maxEpochs;
    private final Rivals rivals = new Rivals();
    private final LongestCurve longest = new LongestCurve();

    /**
     * Creates a pruner.
     *
     * @param minEpochs the first rung, at least 2; if empty, a sixth of the epochs of a whole trial
     * @param reductionFactor k: of so many trials one goes on, and so many times further; at least 2
     * @param maxEpochs the epochs of a whole trial; if empty, those of the longest complete one, before which none is
     *     paused
     */
    public HalvingPruner(OptionalInt minEpochs, int reductionFactor, OptionalInt maxEpochs) {
        if (minEpochs.orElse(FEWEST_EPOCHS) < FEWEST_EPOCHS || reductionFactor < 2) {
            throw new IllegalArgumentException("halving takes a first rung and a reduction factor of at least 2");
        }
        this.minEpochs = minEpochs;
        this.reductionFactor = reductionFactor;
        this.maxEpochs = maxEpochs;
    }

    @Override
    public Judgement judge(History history, int number) {
        Curve curve = history.activeCurve(number);
        int epoch = curve.lastStep();
        int before = curve.stepBeforeLast();
        int rung = rungUpTo(history, epoch);
        if (epoch >= epochs(history) || rung == rungUpTo(history, before)) {
            return Judgement.CONTINUE;
        }
        Wording wording = Wording.of(history);
        double best = curve.bestUpTo(epoch);
        if (Double.isNaN(best)) {
            return Judgement.prune("rung " + rung + ": " + wording.nothing(epoch));
        }
        double[] others = rivals.of(history, number, epoch);
        int trials = others.length + 1;
        return place(others, best) <= trials / reductionFactor
                ? Judgement.CONTINUE
                : Judgement.pause("rung " + rung + ": " + described(wording, best, epoch, others, trials));
    }

    @Override
    public Optional<Promotion> promote(History history, boolean mayStart) {
        TreeMap<Integer, List<History.Active>> byEpoch = history.paused().stream()
                .collect(Collectors.groupingBy(trial -> trial.curve().lastStep(), TreeMap::new, Collectors.toList()));
        return byEpoch.descendingMap().entrySet().stream()
                .flatMap(entry -> promote(history, entry.getKey(), entry.getValue(), mayStart).stream())
                .findFirst();
    }

    /** Promotes the best of the trials that wait at an epoch; when no new one may begin, rungs are rounded up. */
    private Optional<Promotion> promote(History history, int epoch, List<History.Active> waiting, boolean mayStart) {
        History.Active first = waiting.stream()
                .min(Comparator.comparingDouble(trial -> trial.curve().bestUpTo(epoch)))
                .orElseThrow();
        double best = first.curve().bestUpTo(epoch);
        double[] others = rivals.of(history, first.number(), epoch);
        int trials = others.length + 1;
        int promoted = (mayStart ? trials : trials + reductionFactor - 1) / reductionFactor;
        return place(others, best) <= promoted
                ? Optional.of(
                        new Promotion(first.number(), described(Wording.of(history), best, epoch, others, trials)))
                : Optional.empty();
    }

    private static String described(Wording wording, double best, int epoch, double[] others, int trials) {
        return wording.reached(best, epoch) + ", place " + place(others, best) + " of " + trials;
    }

    /** Returns the place of a loss among others, counted from 1; equal ones share the first of their places. */
    private static int place(double[] others, double loss) {
        return 1 + (int) Arrays.stream(others).filter(other -> other < loss).count();
    }

    @Override
    public History foreseen(History history) {
        int epochs = epochs(history);
        int first = minEpochs.orElseGet(() -> first(epochs));
        return new Outlook(history, first, Math.max(first, epochs)).asIfEnded();
    }

    /** Returns the last rung, counted from 1, that is not after an epoch; 0 if there is none. */
    private int rungUpTo(History history, int epoch) {
        int epochs = epochs(history);
        return rungs(minEpochs, reductionFactor, epochs, Math.min(epoch, epochs - 1))
                .size();
    }

    private int epochs(History history) {
        return maxEpochs.orElseGet(() -> longest.of(history));
    }

    private static int first(int epochs) {
        return Math.max(FEWEST_EPOCHS, (int) Math.round(FIRST * epochs));
    }

    /** Returns the epochs of the rungs of a training of some epochs, up to the last one that matters. */
    static List<Integer> rungs(OptionalInt minEpochs, int reductionFactor, int epochs, int last) {
        return AshaPruner.rungs(minEpochs.orElseGet(() -> first(epochs)), reductionFactor, last);
    }
}
