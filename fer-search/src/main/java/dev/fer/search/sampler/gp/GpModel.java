package dev.fer.search.sampler.gp;

import dev.fer.search.History;
import dev.fer.search.sampler.internal.UnitSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A Gaussian process over the trials of a history, its kernel's parameters the most probable ones. All that it keeps
 * is a function of the finished trials in their order. One thread at a time.
 */
public final class GpModel {
    private static final BoxMinimizer MINIMIZER = new BoxMinimizer(60, 1e-5);

    /** Time grows with the cube of the number of trials that the process sees. */
    private static final int MOST_TRIALS = 300;

    /** The noise that a search for the kernel's parameters begins with: next to none, and much. */
    private static final double[] STARTS = {1e-4, 0.3};

    /**
     * Below this share of explained variance a kernel that takes nearly all for noise is as probable as one that
     * has not seen enough of the function, and every second suggestion is made by the latter.
     */
    private static final double LEAST_SKILL = 0.2;

    /** A noise that is next to none. */
    private static final double QUIET = 1e-3;

    private final History history;
    private final UnitSpace space;
    private final Features features;
    private final List<double[]> points = new ArrayList<>();
    private final List<double[]> vectors = new ArrayList<>();
    private @Nullable Fit fit;

    /** The kernel that was found from the first trials, and one that explains them without noise. */
    private record Fit(List<History.Finished> trials, Kernel kernel, Kernel quiet, double skill) {}

    /** Creates the model of a history. */
    public GpModel(History history, UnitSpace space) {
        this(history, space, null);
    }

    private GpModel(History history, UnitSpace space, @Nullable Fit fit) {
        this.history = history;
        this.space = space;
        this.features = new Features(space);
        this.fit = fit;
    }

    /** Returns the model of a history, which keeps the kernel of this one where that is of the same trials. */
    public GpModel of(History other) {
        return other.space().equals(history.space())
                ? new GpModel(other, space, fit)
                : new GpModel(other, new UnitSpace(other.space()), null);
    }

    /** Tells whether this is the model of a history. */
    public boolean isOf(History other) {
        return history == other;
    }

    /** Returns the space in the coordinates that the model works in. */
    public UnitSpace space() {
        return space;
    }

    /** Takes in the trials that finished since the last time and returns how many there are. */
    public int update() {
        List<History.Finished> finished = history.finished();
        for (int index = points.size(); index < finished.size(); index++) {
            double[] point = space.point(finished.get(index).codes());
            points.add(point);
            vectors.add(features.of(point));
        }
        return points.size();
    }

    /**
     * Returns the acquisition function of the trials taken in so far, of which there is at least one.
     *
     * @param doubt by what to divide the length-scales
     * @param quiet whether to explain without noise what is hard to explain
     */
    Acquisition acquisition(double doubt, boolean quiet) {
        int count = points.size();
        Sample sample = sample(count);
        Fit current = fit(count);
        Kernel kernel = (quiet ? current.quiet() : current.kernel()).shortened(doubt);
        Posterior posterior = Posterior.of(kernel, sample.inputs(), sample.targets());
        double[] means = posterior.means(sample.inputs());
        int[] ranked = IntStream.range(0, means.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> means[i]))
                .mapToInt(i -> i)
                .toArray();
        List<double[]> best = IntStream.of(ranked)
                .mapToObj(i -> points.get(sample.chosen()[i]))
                .toList();
        return new Acquisition(space, features, posterior.believing(active()), means[ranked[0]], best);
    }

    /** The trials, by index, that the process sees. */
    private record Sample(int[] chosen, Inputs inputs, Targets targets) {}

    /** Takes the first trials: all, or when there are too many, the newest and of the others the best, half and half. */
    private Sample sample(int count) {
        Targets targets = Targets.of(history.finished().subList(0, count));
        int[] chosen = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> i < count - MOST_TRIALS / 2)
                        .thenComparingDouble(i -> targets.values()[i]))
                .limit(MOST_TRIALS)
                .mapToInt(i -> i)
                .sorted()
                .toArray();
        Inputs inputs =
                new Inputs(features, IntStream.of(chosen).mapToObj(vectors::get).toList());
        return new Sample(chosen, inputs, targets.some(chosen));
    }

    /**
     * Returns how well the model predicts each trial from all others: the share of the targets' variance that it
     * explains, 1 at best, 0 or less when it is no better than their mean.
     */
    public double skill() {
        return points.isEmpty() ? 0 : fit(points.size()).skill();
    }

    /** Returns the kernel of the trials taken in so far, of which there is at least one. */
    Kernel kernel() {
        return fit(points.size()).kernel();
    }

    private List<double[]> active() {
        return history.active().stream()
                .map(trial -> features.ofCodes(trial.codes()))
                .toList();
    }

    /** Fits the kernel at certain numbers of trials only, by what was known then: so it does not depend on a past. */
    private Fit fit(int count) {
        int spacing = Math.max(1, count / 32);
        int known = count - count % spacing;
        List<History.Finished> trials = history.finished().subList(0, known);
        Fit current = fit;
        if (current == null || !current.trials().equals(trials)) {
            current = fitted(known, List.copyOf(trials));
            fit = current;
        }
        return current;
    }

    private Fit fitted(int known, List<History.Finished> trials) {
        Sample sample = sample(known);
        Prior prior = new Prior(features.axes());
        MarginalLikelihood likelihood = new MarginalLikelihood(sample.inputs(), sample.targets(), prior);
        double[] high = prior.high();
        BoxMinimizer.Minimum best = Arrays.stream(STARTS)
                .mapToObj(noise -> MINIMIZER.minimize(likelihood, prior.start(noise), prior.low(), high))
                .min(Comparator.comparingDouble(BoxMinimizer.Minimum::value))
                .orElseThrow();
        Kernel kernel = prior.kernel(best.point());
        double skill = Posterior.of(kernel, sample.inputs(), sample.targets())
                .skill(sample.targets().values());
        if (skill >= LEAST_SKILL) {
            return new Fit(trials, kernel, kernel, skill);
        }
        high[high.length - 1] = Math.log(QUIET);
        double[] quiet = MINIMIZER
                .minimize(likelihood, prior.start(QUIET), prior.low(), high)
                .point();
        return new Fit(trials, kernel, prior.kernel(quiet), skill);
    }
}
