package dev.fer.search.benchmark;

import dev.fer.search.Direction;
import dev.fer.search.Goal;
import dev.fer.search.History;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition.Component;
import dev.fer.search.pruner.Pruner;
import dev.fer.search.pruner.Pruners;
import dev.fer.search.pruner.Scheduler;
import dev.fer.search.sampler.Sampler;
import dev.fer.search.sampler.Samplers;
import dev.fer.search.space.Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

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
    private final List<Configuration> configurations = new ArrayList<>();
    private int running = -1;
    private boolean exhausted;

    CurveSearch(CurveFamily family, Component sampler, Component pruner, long seed) {
        this.family = family;
        this.trainings = family.instance().apply(seed);
        this.sampler = Samplers.create(sampler, GOALS, OptionalInt.of(family.epochs()));
        this.pruner =
                this.sampler instanceof Scheduler own ? own : Pruners.create(pruner, OptionalInt.of(family.epochs()));
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
        regrets[percent.length] = configurations.size();
        return regrets;
    }

    private void spend(int total) {
        while (spent < total && (running >= 0 || next())) {
            step();
        }
    }

    private boolean next() {
        running = promoted(true).or(this::begun).or(() -> promoted(false)).orElse(-1);
        return running >= 0;
    }

    private Optional<Integer> promoted(boolean mayStart) {
        return pruner instanceof Scheduler scheduler
                ? scheduler.promote(history, mayStart && !exhausted).map(promotion -> resume(promotion.number()))
                : Optional.empty();
    }

    private int resume(int paused) {
        history.start(paused, configurations.get(paused));
        return paused;
    }

    private Optional<Integer> begun() {
        History told = pruner instanceof Scheduler scheduler && !(sampler instanceof Scheduler)
                ? scheduler.foreseen(history)
                : history;
        Optional<Configuration> suggested =
                sampler.suggest(told, configurations.size(), seed).map(Sampler.Suggestion::configuration);
        exhausted = suggested.isEmpty();
        return suggested.map(configuration -> {
            configurations.add(configuration);
            return resume(configurations.size() - 1);
        });
    }

    private void step() {
        Configuration configuration = configurations.get(running);
        int epoch = history.active(running).orElseThrow().curve().lastStep() + 1;
        double loss = trainings.curve(configuration)[epoch - 1];
        spent++;
        history.report(running, epoch, Map.of("loss", loss));
        pick(configuration, epoch, loss);
        Map<String, Double> metrics = Double.isFinite(loss) ? Map.of("loss", loss) : Map.of();
        if (epoch == family.epochs()) {
            finish(Double.isFinite(loss) ? TrialState.COMPLETE : TrialState.FAILED, metrics);
            return;
        }
        switch (pruner.judge(history, running).verdict()) {
            case PRUNE -> finish(TrialState.PRUNED, metrics);
            case PAUSE -> {
                history.pause(running);
                running = -1;
            }
            case CONTINUE -> {}
        }
    }

    private void pick(Configuration configuration, int epoch, double loss) {
        if (Double.isFinite(loss) && (epoch > farthest || (epoch == farthest && loss < least))) {
            farthest = epoch;
            least = loss;
            regret = trainings.regret(configuration);
        }
    }

    private void finish(TrialState state, Map<String, Double> metrics) {
        history.finish(running, state, metrics);
        running = -1;
    }
}
