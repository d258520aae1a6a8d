package dev.fer.search.sampler.gp;

import dev.fer.search.History;
import dev.fer.search.sampler.internal.UnitSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A Gaussian process over the trials of a history, its kernel's parameters the most probable ones. All that it keeps
 * is a function of the finished trials in their order. One thread at a time.
 */
public final class GpModel {
    private static final BoxMinimizer MINIMIZER = new BoxMinimizer(60, 1e-5);

    private final History history;
    private final UnitSpace space;
    private final Features features;
    private final List<double[]> points = new ArrayList<>();
    private final List<double[]> vectors = new ArrayList<>();
    private @Nullable Kernel kernel;
    private int fitted;

    /** Creates the model of a history. */
    public GpModel(History history, UnitSpace space) {
        this.history = history;
        this.space = space;
        this.features = new Features(space);
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
     */
    Acquisition acquisition(double doubt) {
        int count = points.size();
        double[] targets = Targets.of(history.finished().subList(0, count));
        Inputs inputs = new Inputs(features, vectors);
        Kernel current = kernel(count).shortened(doubt);
        Posterior posterior = Posterior.of(current, inputs, targets);
        double[] means = posterior.predict(inputs).means();
        int[] ranked = IntStream.range(0, count)
                .boxed()
                .sorted((a, b) -> Double.compare(means[a], means[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        List<double[]> active = history.active().stream()
                .map(trial -> features.of(space.point(trial.codes())))
                .toList();
        List<double[]> best = IntStream.of(ranked).mapToObj(points::get).toList();
        return new Acquisition(space, features, posterior.believing(active), means[ranked[0]], best);
    }

    /** Fits the kernel at certain numbers of trials only, by what was known then: so it does not depend on a past. */
    private Kernel kernel(int count) {
        int spacing = Math.max(1, count / 32);
        int known = count - count % spacing;
        Kernel current = kernel;
        if (current == null || fitted != known) {
            current = fit(known);
            kernel = current;
            fitted = known;
        }
        return current;
    }

    private Kernel fit(int known) {
        double[] targets = Targets.of(history.finished().subList(0, known));
        Prior prior = new Prior(features.axes());
        MarginalLikelihood likelihood =
                new MarginalLikelihood(new Inputs(features, vectors.subList(0, known)), targets, prior);
        BoxMinimizer.Minimum calm = MINIMIZER.minimize(likelihood, prior.start(1e-4), prior.low(), prior.high());
        BoxMinimizer.Minimum noisy = MINIMIZER.minimize(likelihood, prior.start(0.3), prior.low(), prior.high());
        if (Boolean.getBoolean("gp.debug")) System.err.println(known + " " + calm.value() + " " + noisy.value() + " " + java.util.Arrays.toString(java.util.Arrays.stream((calm.value() < noisy.value() ? calm : noisy).point()).map(Math::exp).map(v -> Math.round(v * 1000) / 1e3).toArray()) + Math.exp(calm.point()[calm.point().length-1]));
        return prior.kernel((calm.value() < noisy.value() ? calm : noisy).point());
    }
}
