package dev.fer.search.sampler.cmaes;

import dev.fer.common.Seeds;
import dev.fer.search.History;
import dev.fer.search.TrialState;
import dev.fer.search.sampler.internal.Axis;
import dev.fer.search.sampler.internal.UnitSpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.jspecify.annotations.Nullable;

/**
 * Replays the finished trials of a history, in their order, into runs of CMA-ES: as many trials as a generation has
 * points make an update, whoever suggested them.
 *
 * <p>The first trials are draws from the prior, and the first run begins at their weighted mean. When a run has
 * converged, the next one begins anywhere, with a generation of double size (IPOP, Auger and Hansen 2005).
 *
 * <p>A trial that lies too far off to be a draw of the present distribution (enqueued, or asked for before the run
 * began) is left out, unless it is the best of all so far: then it is taken in with a step of bounded length (Hansen
 * 2011, arXiv 1110.4181). In a generation pruned trials rank behind complete ones, failed ones last. Choices have
 * no place in the vector: each is drawn from {@link Frequencies} that follow the best of each generation.
 *
 * <p>What it keeps is a function of the finished trials in their order and of the seed. One thread at a time.
 */
public final class CmaEsModel {
    /** So many trials that did not fail, drawn from the prior, make the first mean. */
    private static final int STARTUP = 10;

    /** The share of the prior's middle in the first mean. */
    private static final double MIDDLE = 0.2;

    /** The first step size. Many parameters make steps long enough to cross the space all the same. */
    private static final double SIGMA = 0.12;

    /** So many generations' worth of trials in a row that lie far off end a run: it finds nothing new. */
    private static final int PATIENCE = 10;

    private static final int MOST_DOUBLINGS = 6;

    private static final Comparator<History.Finished> RANK = Comparator.comparingInt(CmaEsModel::grade)
            .thenComparingInt(
                    trial -> trial.state() == TrialState.PRUNED ? -trial.curve().lastStep() : 0)
            .thenComparingDouble(CmaEsModel::loss)
            .thenComparingInt(History.Finished::number);

    private final History history;
    private final UnitSpace space;
    private final long seed;
    private final Coordinates coordinates;
    private final Frequencies frequencies;
    private final List<History.Finished> waiting = new ArrayList<>();
    private final Convergence convergence = new Convergence();
    private @Nullable CmaEs strategy;
    private double best = Double.POSITIVE_INFINITY;
    private int seen;
    private int runs;
    private int far;

    /** Creates the model of a history. */
    public CmaEsModel(History history, UnitSpace space, long seed) {
        this.history = history;
        this.space = space;
        this.seed = seed;
        this.coordinates = new Coordinates(space);
        this.frequencies = new Frequencies(space);
    }

    /** Tells whether this is the model of a history under a seed. */
    public boolean isOf(History other, long otherSeed) {
        return history == other && seed == otherSeed;
    }

    /** Returns the space in the coordinates that the model works in. */
    public UnitSpace space() {
        return space;
    }

    /** Takes in the trials that finished since the last time. */
    public void update() {
        for (; seen < history.finished().size(); seen++) {
            take(history.finished().get(seen));
        }
    }

    /** Draws codes from the present distribution, or from the prior before the first run. */
    public double[] draw(UniformRandomProvider random) {
        CmaEs current = strategy;
        if (current == null) {
            return space.draw(random);
        }
        double[] quantiles = coordinates.draw(current, random);
        return space.walk(
                position -> space.axis(position).kind() == Axis.Kind.UNORDERED
                        ? frequencies.draw(position, random)
                        : space.axis(position).atQuantile(quantiles[position]),
                new double[space.size()]);
    }

    /** Tells whether there is a distribution yet; before, draws are from the prior. */
    public boolean hasBegun() {
        return strategy != null;
    }

    private void take(History.Finished trial) {
        boolean leads = trial.state() == TrialState.COMPLETE && loss(trial) < best;
        best = leads ? loss(trial) : best;
        CmaEs current = strategy;
        if (current == null) {
            waiting.add(trial);
            if (waiting.stream().filter(each -> grade(each) < 2).count() >= STARTUP) {
                begin(firstMean());
            }
        } else if (!leads && current.length(step(current, trial)) > longest()) {
            if (++far > PATIENCE * current.size()) {
                begin(anywhere());
            }
        } else {
            far = 0;
            waiting.add(trial);
            if (waiting.size() == current.size()) {
                learn(current);
            }
        }
    }

    private void learn(CmaEs current) {
        waiting.sort(RANK);
        current.update(waiting.stream().map(trial -> bounded(current, trial)).toArray(double[][]::new));
        frequencies.learn(waiting.subList(0, current.size() / 2));
        boolean over = convergence.reached(current, loss(waiting.get(0)), loss(waiting.get(waiting.size() - 1)));
        waiting.clear();
        if (over) {
            begin(anywhere());
        }
    }

    private void begin(double[] mean) {
        int generation = Recombination.defaultGeneration(mean.length) << Math.min(MOST_DOUBLINGS, runs);
        strategy = new CmaEs(mean, SIGMA, generation);
        runs++;
        far = 0;
        waiting.clear();
        convergence.reset();
    }

    /** Returns the mean of the startup trials, weighted by rank, and of the prior's middle. */
    private double[] firstMean() {
        waiting.sort(RANK);
        double[] mean = new double[coordinates.size()];
        double total = 0;
        for (int rank = 0; rank < STARTUP; rank++) {
            double weight = Math.log(STARTUP + 1.0) - Math.log(rank + 1.0);
            double[] at = coordinates.middles(waiting.get(rank).codes());
            for (int i = 0; i < mean.length; i++) {
                mean[i] += weight * (MIDDLE * 0.5 + (1 - MIDDLE) * at[i]);
            }
            total += weight;
        }
        double sum = total;
        return IntStream.range(0, mean.length).mapToDouble(i -> mean[i] / sum).toArray();
    }

    private double[] anywhere() {
        return Seeds.random(seed, "cmaes run", runs).doubles(coordinates.size()).toArray();
    }

    private double[] step(CmaEs current, History.Finished trial) {
        return coordinates.step(current, trial.codes(), Seeds.random(seed, "cmaes latent", trial.number()));
    }

    /** Returns the step to a trial, cut to the longest that a draw may plausibly have. */
    private double[] bounded(CmaEs current, History.Finished trial) {
        double[] step = step(current, trial);
        double factor = Math.min(1, longest() / current.length(step));
        for (int i = 0; i < step.length; i++) {
            step[i] *= factor;
        }
        return step;
    }

    /** The length of a draw in d dimensions is about √d with a deviation of 0.7, whatever d. */
    private double longest() {
        return Math.sqrt(coordinates.size()) + 3;
    }

    private static int grade(History.Finished trial) {
        return switch (trial.state()) {
            case COMPLETE -> 0;
            case PRUNED -> 1;
            default -> 2;
        };
    }

    private static double loss(History.Finished trial) {
        return trial.losses().isEmpty()
                ? Double.POSITIVE_INFINITY
                : trial.losses().get(0);
    }
}
