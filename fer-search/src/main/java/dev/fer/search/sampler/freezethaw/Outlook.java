package dev.fer.search.sampler.freezethaw;

import dev.fer.search.Curve;
import dev.fer.search.Goal;
import dev.fer.search.History;
import dev.fer.search.TrialState;
import dev.fer.search.space.Configuration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the unfinished trials of a history, and a new one, are worth: by how much they are expected to improve on the
 * best result, for each epoch that is left to train. Valid as long as the history does not change.
 */
public final class Outlook {
    /** The last trials whose forecasts tell what to expect of a new one. */
    private static final int RECENT = 10;

    /** So many of them are needed. */
    private static final int FEWEST = 3;

    /**
     * How much of what is expected of a new trial counts. Paused trials do not run away, but before some are run to
     * their end nothing is won, and forecasts have nothing to learn from.
     */
    private static final double RELUCTANCE = 0.2;

    /** The share that first epochs may have of all, if they foretold the last ones exactly. */
    private static final double MOST_EXPLORED = 0.25;

    /** In suggestions an unfinished trial passes for so many standard deviations worse than its forecast. */
    private static final double CAUTION = 0.5;

    private final History history;
    private final int minEpochs;
    private final int maxEpochs;
    private final CurveModel model;
    private final double best;
    private final boolean known;
    private final double valueOfNew;
    private final boolean explored;

    /**
     * Looks at a history.
     *
     * @param minEpochs before a trial may be paused
     * @param maxEpochs of a whole trial
     */
    public Outlook(History history, int minEpochs, int maxEpochs) {
        this.history = history;
        this.minEpochs = minEpochs;
        this.maxEpochs = maxEpochs;
        List<Curve> curves = curves(history);
        model = new CurveModel(minEpochs, maxEpochs, curves);
        best = best();
        List<Forecast> recent = curves.stream()
                .filter(curve -> curve.lastStep() >= minEpochs)
                .limit(RECENT)
                .map(model::forecast)
                .toList();
        double mean = recent.stream().mapToDouble(Forecast::mean).average().orElse(0);
        double told = recent.stream()
                .mapToDouble(one -> square(one.mean() - mean))
                .average()
                .orElse(0);
        double untold =
                recent.stream().mapToDouble(one -> square(one.sd())).average().orElse(0);
        known = recent.size() >= FEWEST;
        valueOfNew = RELUCTANCE * new Forecast(mean, Math.sqrt(told + untold)).improvement(best) / maxEpochs;
        double share = told > 0 ? MOST_EXPLORED * told / (told + untold) : 0;
        explored = first(curves)
                > share * curves.stream().mapToLong(Curve::lastStep).sum();
    }

    private static double square(double value) {
        return value * value;
    }

    /** Returns the curves of all trials that did not fail, the newest trial first. */
    private static List<Curve> curves(History history) {
        TreeMap<Integer, Curve> byNumber = new TreeMap<>(Comparator.reverseOrder());
        history.finished().stream()
                .filter(trial -> trial.state() != TrialState.FAILED)
                .forEach(trial -> byNumber.put(trial.number(), trial.curve()));
        history.paused().forEach(trial -> byNumber.put(trial.number(), trial.curve()));
        history.active().forEach(trial -> byNumber.put(trial.number(), trial.curve()));
        return new ArrayList<>(byNumber.values());
    }

    private long first(List<Curve> curves) {
        return curves.stream()
                .mapToLong(curve -> Math.min(minEpochs, curve.lastStep()))
                .sum();
    }

    /** Returns the best result; while there is none, the median forecast of the paused trials. */
    private double best() {
        OptionalDouble least = history.finished().stream()
                .filter(trial -> trial.state() == TrialState.COMPLETE)
                .mapToDouble(trial -> trial.losses().get(0))
                .filter(Double::isFinite)
                .min();
        double[] forecasts = history.paused().stream()
                .mapToDouble(trial -> model.forecast(trial.curve()).mean())
                .sorted()
                .toArray();
        return least.orElse(forecasts.length == 0 ? 0 : forecasts[forecasts.length / 2]);
    }

    /** Returns the expected improvement per epoch of running a trial to its end. */
    public double value(Curve curve) {
        return model.forecast(curve).improvement(best) / Math.max(1, maxEpochs - curve.lastStep());
    }

    /** Tells whether a trial, begun or paused, is worth more than a new one. */
    public boolean beatsNew(Curve curve) {
        return known && value(curve) >= valueOfNew;
    }

    /** Tells whether first epochs have had their share of all that were trained: more where they foretell more. */
    public boolean isExplored() {
        return known && explored;
    }

    /** Returns the probability that a trial becomes the best one. */
    public double chance(Curve curve) {
        return model.forecast(curve).probabilityBelow(best);
    }

    /** Says where a trial is and where it is expected to end. */
    public String describe(Curve curve) {
        Goal goal = history.goals().get(0);
        Forecast forecast = model.forecast(curve);
        return String.format(
                Locale.ROOT,
                "%s %.4g at epoch %d, forecast %.4g +- %.2g",
                goal.metric(),
                goal.direction().loss(curve.at(curve.lastStep())),
                curve.lastStep(),
                goal.direction().loss(forecast.mean()),
                forecast.sd());
    }

    /**
     * Returns the history as if paused and pruned trials, and those that run beyond their first epochs, had come to their
     * end, with a cautious forecast as result; the history itself, if that is the same.
     *
     * <p>Finished trials come by number: one that waits, runs on and then is complete keeps its place, on which samplers that
     * replay depend. What counts as finished is no longer active.
     */
    public History asIfEnded() {
        TreeMap<Integer, History.Finished> ended = new TreeMap<>();
        for (History.Finished trial : history.finished()) {
            boolean forecast =
                    trial.state() == TrialState.PRUNED && trial.curve().lastStep() >= minEpochs;
            ended.put(
                    trial.number(),
                    forecast ? ended(trial.number(), trial.configuration(), trial.codes(), trial.curve()) : trial);
        }
        Stream.concat(history.paused().stream(), history.active().stream().filter(this::isForeseeable))
                .forEach(trial -> ended.put(
                        trial.number(), ended(trial.number(), trial.configuration(), trial.codes(), trial.curve())));
        List<History.Finished> all = List.copyOf(ended.values());
        List<History.Active> running = history.active().stream()
                .filter(trial -> !ended.containsKey(trial.number()))
                .toList();
        return all.equals(history.finished()) ? history : history.showing(all, running, List.of());
    }

    /** While nobody knows how long a whole trial takes, there is no end to forecast. */
    private boolean isForeseeable(History.Active trial) {
        return minEpochs < maxEpochs && trial.curve().lastStep() >= minEpochs;
    }

    private History.Finished ended(int number, Configuration configuration, double[] codes, Curve curve) {
        Forecast forecast = model.forecast(curve);
        double[] losses = new double[history.goals().size()];
        Arrays.fill(losses, Double.NaN);
        losses[0] = forecast.mean() + CAUTION * forecast.sd();
        return new History.Finished(
                number,
                TrialState.COMPLETE,
                configuration,
                codes,
                Arrays.stream(losses).boxed().toList(),
                curve,
                forecast.sd());
    }
}
