package dev.fer.search.sampler;

import dev.fer.search.Curve;
import dev.fer.search.Goal;
import dev.fer.search.History;
import dev.fer.search.TrialState;
import dev.fer.search.pruner.Scheduler;
import dev.fer.search.sampler.freezethaw.CurveModel;
import dev.fer.search.sampler.freezethaw.Forecast;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Learns from unfinished trials, pauses them and goes on with the promising ones (freeze-thaw, Swersky et al. 2014,
 * arXiv 1406.3896; suggestions on forecast results as in BOHB, Falkner et al. 2018).
 *
 * <p>After its first epochs, and whenever these have doubled, a trial competes with all paused ones and with a new one
 * for the next epochs: for the greatest expected improvement of the best result per epoch that is left to train. A new
 * trial is expected to do as the last ones did, and to be laid aside soon more often than not. Where first epochs say
 * little, forecasts are uncertain and trials are run to their end; where they say much, few are. New configurations
 * come from another sampler, which sees paused trials as if they had ended as forecast.
 *
 * <p>One thread at a time.
 */
public final class FreezeThawSampler implements Sampler, Scheduler {
    /** The last trials whose forecasts tell what to expect of a new one. */
    private static final int RECENT = 10;

    private static final int FEWEST = 3;

    private static final double SHARE = Double.parseDouble(System.getProperty("share", "0.4"));

    /** With what probability a trial must be the best one to be run on when there is nothing else to do. */
    private static final double LEAST_CHANCE = 0.05;

    private final Sampler configurations;
    private final int minEpochs;
    private final OptionalInt maxEpochs;

    /**
     * Creates a sampler.
     *
     * @param configurations suggests new ones
     * @param minEpochs before a trial may be paused, at least 2
     * @param maxEpochs the epochs of a whole trial; if empty, those of the longest complete one, until when none is
     *     paused
     */
    public FreezeThawSampler(Sampler configurations, int minEpochs, OptionalInt maxEpochs) {
        if (minEpochs < 2) {
            throw new IllegalArgumentException("a trial needs at least 2 epochs before it is paused, found " + minEpochs);
        }
        this.configurations = configurations;
        this.minEpochs = minEpochs;
        this.maxEpochs = maxEpochs;
    }

    @Override
    public Optional<Suggestion> suggest(History history, int number, long seed) {
        return configurations.suggest(new Outlook(history).asIfEnded(), number, seed);
    }

    @Override
    public Judgement judge(History history, int number) {
        Outlook outlook = new Outlook(history);
        Curve curve = history.active(number).map(History.Active::curve).orElseGet(Curve::new);
        if (!outlook.isRung(curve.lastStep())) {
            return Judgement.CONTINUE;
        }
        String metric = history.goals().get(0).metric();
        if (!Double.isFinite(curve.at(curve.lastStep()))) {
            return Judgement.prune("no finite " + metric + " at epoch " + curve.lastStep());
        }
        double own = outlook.worth(curve);
        double paused = outlook.best().map(trial -> outlook.worth(trial.curve())).orElse(0.0);
        if (own >= Math.max(paused, outlook.worthOfNew())) {
            return Judgement.CONTINUE;
        }
        return Judgement.pause(outlook.describe(curve) + (paused > outlook.worthOfNew() ? "; paused trials" : "; new ones")
                + " promise more per epoch");
    }

    @Override
    public Optional<Promotion> promote(History history, boolean mayStart, long seed) {
        Outlook outlook = new Outlook(history);
        return outlook.best()
                .filter(trial -> mayStart
                        ? outlook.isExplored() && outlook.worth(trial.curve()) >= outlook.worthOfNew()
                        : outlook.mayBeBest(trial.curve()))
                .map(trial -> new Promotion(trial.number(), outlook.describe(trial.curve())));
    }

    /** What the trials of a history are expected to come to. */
    private final class Outlook {
        private final History history;
        private final int epochs;
        private final CurveModel model;
        private final double bound;
        private final List<Forecast> recent;
        private final Forecast expected;
        private final double told;
        private long trained;
        private long first;

        Outlook(History history) {
            this.history = history;
            List<Curve> curves = new ArrayList<>();
            history.finished().stream()
                    .filter(trial -> trial.state() != TrialState.FAILED)
                    .forEach(trial -> curves.add(trial.curve()));
            history.paused().forEach(trial -> curves.add(trial.curve()));
            history.active().forEach(trial -> curves.add(trial.curve()));
            this.epochs = maxEpochs.orElseGet(() -> longest(history));
            this.model = new CurveModel(minEpochs, Math.max(epochs, minEpochs), curves);
            this.bound = bound();
            for (Curve curve : curves) {
                trained += curve.lastStep();
                first += Math.min(minEpochs, curve.lastStep());
            }
            this.recent = recent().stream().map(model::forecast).toList();
            double mean = recent.stream().mapToDouble(Forecast::mean).average().orElse(0);
            this.told = recent.stream().mapToDouble(f -> Math.pow(f.mean() - mean, 2)).average().orElse(0);
            double untold = recent.stream().mapToDouble(f -> f.sd() * f.sd()).average().orElse(0);
            this.expected = new Forecast(mean, Math.max(1e-300, Math.sqrt(told + untold)));
        }

        private int longest(History all) {
            return all.finished().stream()
                    .filter(trial -> trial.state() == TrialState.COMPLETE)
                    .mapToInt(trial -> trial.curve().lastStep())
                    .max()
                    .orElse(0);
        }

        /** What is to be improved on: the best result, or while there is none the median forecast. */
        private double bound() {
            return history.finished().stream()
                    .filter(trial -> trial.state() == TrialState.COMPLETE)
                    .mapToDouble(trial -> trial.losses().get(0))
                    .filter(Double::isFinite)
                    .min()
                    .orElseGet(() -> {
                        double[] means = history.paused().stream()
                                .mapToDouble(trial -> model.forecast(trial.curve()).mean())
                                .sorted()
                                .toArray();
                        return means.length == 0 ? Double.POSITIVE_INFINITY : means[means.length / 2];
                    });
        }

        boolean isRung(int epoch) {
            for (int rung : CurveModel.rungs(minEpochs, Math.max(epochs, minEpochs))) {
                if (rung == epoch) {
                    return epoch < epochs;
                }
            }
            return false;
        }

        /** Returns the expected improvement per epoch of running a trial to its end. */
        double worth(Curve curve) {
            return model.forecast(curve).improvement(bound) / Math.max(1, epochs - curve.lastStep());
        }

        double worthOfNew() {
            return recent.size() < FEWEST ? Double.MAX_VALUE : expected.improvement(bound) / epochs;
        }

        /** Tells whether first epochs have had their share of all that were trained: more where they foretell more. */
        boolean isExplored() {
            double share = SHARE * told / (expected.sd() * expected.sd());
            return recent.size() >= FEWEST && first > share * trained;
        }

        private List<Curve> recent() {
            record Numbered(int number, Curve curve) {}
            List<Numbered> all = new ArrayList<>();
            history.finished().forEach(trial -> all.add(new Numbered(trial.number(), trial.curve())));
            history.paused().forEach(trial -> all.add(new Numbered(trial.number(), trial.curve())));
            history.active().forEach(trial -> all.add(new Numbered(trial.number(), trial.curve())));
            return all.stream()
                    .filter(trial -> trial.curve().lastStep() >= minEpochs)
                    .sorted(Comparator.comparingInt(Numbered::number).reversed())
                    .limit(RECENT)
                    .map(Numbered::curve)
                    .toList();
        }

        Optional<History.Active> best() {
            return history.paused().stream()
                    .max(Comparator.comparingDouble(trial -> worth(trial.curve())));
        }

        boolean mayBeBest(Curve curve) {
            return model.forecast(curve).probabilityBelow(bound) >= LEAST_CHANCE;
        }

        String describe(Curve curve) {
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

        /** Returns a history in which paused and pruned trials are complete, with the loss that is forecast for them. */
        History asIfEnded() {
            History ended = new History(history.space(), history.goals());
            Goal goal = history.goals().get(0);
            for (History.Finished trial : history.finished()) {
                ended.start(trial.number(), trial.configuration());
                boolean pruned = trial.state() == TrialState.PRUNED && trial.curve().lastStep() >= minEpochs;
                double loss = pruned
                        ? model.forecast(trial.curve()).mean()
                        : trial.losses().isEmpty() ? Double.NaN : trial.losses().get(0);
                ended.finish(
                        trial.number(),
                        pruned ? TrialState.COMPLETE : trial.state(),
                        Map.of(goal.metric(), goal.direction().loss(loss)));
            }
            for (History.Active trial : history.paused()) {
                double loss = model.forecast(trial.curve()).mean();
                ended.start(trial.number(), trial.configuration());
                ended.finish(trial.number(), TrialState.COMPLETE, Map.of(goal.metric(), goal.direction().loss(loss)));
            }
            history.active().forEach(trial -> ended.start(trial.number(), trial.configuration()));
            return ended;
        }
    }
}
