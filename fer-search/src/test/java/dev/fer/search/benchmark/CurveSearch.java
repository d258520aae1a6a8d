package dev.fer.search.benchmark;

import dev.fer.search.Direction;
import dev.fer.search.Goal;
import dev.fer.search.History;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition.Component;
import dev.fer.search.pruner.Pruner;
import dev.fer.search.pruner.Pruners;
import dev.fer.search.sampler.Sampler;
import dev.fer.search.sampler.Samplers;
import dev.fer.search.space.Configuration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A study on a family's curves with one worker, in memory, that ends when a total of epochs is spent. */
final class CurveSearch {
    private static final List<Goal> GOALS = List.of(new Goal("loss", Direction.MINIMIZE));

    private final CurveFamily family;
    private final CurveFamily.Trainings trainings;
    private final Sampler sampler;
    private final Pruner pruner;
    private final long seed;
    private final History history;
    private double regret = 1;
    private int farthest;
    private double least = Double.POSITIVE_INFINITY;
    private int spent;
    private int number;

    CurveSearch(CurveFamily family, Component sampler, Component pruner, long seed) {
        this.family = family;
        this.trainings = family.instance().apply(seed);
        this.sampler = Samplers.create(sampler, GOALS);
        this.pruner = Pruners.create(pruner, OptionalInt.of(family.epochs()));
        this.seed = seed;
        this.history = new History(family.space(), GOALS);
    }

    /** Returns the regret when these shares of the total of so many whole trainings are spent, then the trials begun. */
    double[] run(int whole, int[] percent) {
        double[] regrets = new double[percent.length + 1];
        for (int i = 0; i < percent.length; i++) {
            spend(whole * family.epochs() * percent[i] / 100);
            regrets[i] = regret;
        }
        regrets[percent.length] = number;
        return regrets;
    }

    private @Nullable Configuration running;
    private double[] curve = new double[0];
    private int epoch;

    private void spend(int total) {
        while (spent < total && (running != null || begin())) {
            step();
        }
    }

    private boolean begin() {
        Optional<Sampler.Suggestion> suggestion = sampler.suggest(history, number, seed);
        suggestion.ifPresent(found -> {
            running = found.configuration();
            curve = trainings.curve(found.configuration());
            epoch = 0;
            history.start(number++, found.configuration());
        });
        return suggestion.isPresent();
    }

    private void step() {
        double loss = curve[epoch++];
        spent++;
        int trial = number - 1;
        history.report(trial, epoch, Map.of("loss", loss));
        pick(loss);
        if (epoch == family.epochs()) {
            boolean failed = Double.isNaN(loss);
            finish(failed ? TrialState.FAILED : TrialState.COMPLETE, failed ? Map.of() : Map.of("loss", loss));
        } else if (pruner.judge(history, trial).prune()) {
            finish(TrialState.PRUNED, Double.isFinite(loss) ? Map.of("loss", loss) : Map.of());
        }
    }

    private void pick(double loss) {
        if (Double.isFinite(loss) && (epoch > farthest || (epoch == farthest && loss < least))) {
            farthest = epoch;
            least = loss;
            regret = trainings.regret(running);
        }
    }

    private void finish(TrialState state, Map<String, Double> metrics) {
        history.finish(number - 1, state, metrics);
        running = null;
    }
}
