package dev.fer.search.sampler;

import dev.fer.common.Seeds;
import dev.fer.search.History;
import dev.fer.search.TrialState;
import dev.fer.search.sampler.internal.UnitSpace;
import dev.fer.search.sampler.internal.Untried;
import dev.fer.search.sampler.tpe.ParzenEstimator;
import dev.fer.search.sampler.tpe.TpeSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.jspecify.annotations.Nullable;

/** Tree-structured Parzen estimator. One thread at a time. */
public final class TpeSampler implements Sampler {
    private final TpeSettings settings;

    /** Creates a sampler with these settings. */
    public TpeSampler(TpeSettings settings) {
        this.settings = settings;
    }

    private static final int MOST_GOOD = 25;

    @Override
    public Optional<Suggestion> suggest(History history, int number, long seed) {
        UnitSpace space = new UnitSpace(history.space());
        UniformRandomProvider random = Seeds.random(seed, "tpe", number);
        Untried untried = new Untried(space, history, random);
        List<History.Finished> ranked = new ArrayList<>(history.finished().stream()
                .filter(t -> t.state() != TrialState.FAILED)
                .sorted(Comparator.comparingDouble(t -> t.losses().get(0)))
                .toList());
        int n = ranked.size();
        if (n < settings.startupTrials()) {
            return untried.find().map(c -> new Suggestion(space.configuration(c)));
        }
        int k = Math.min(MOST_GOOD, (int) Math.ceil(0.1 * n));
        List<double[]> below = new ArrayList<>();
        List<double[]> above = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            (i < k ? below : above).add(space.point(ranked.get(i).codes()));
        }
        history.active().forEach(t -> above.add(space.point(t.codes())));
        history.finished().stream()
                .filter(t -> t.state() == TrialState.FAILED)
                .forEach(t -> above.add(space.point(t.codes())));
        ParzenEstimator good = new ParzenEstimator(space, below, ones(below), 1);
        ParzenEstimator bad = new ParzenEstimator(space, above, ones(above), 1);
        double bestScore = Double.NEGATIVE_INFINITY;
        double @Nullable [] best = null;
        for (int c = 0; c < settings.candidates(); c++) {
            double[] point = new double[space.size()];
            double[] codes = good.draw(random, point);
            double score = good.logDensity(point) - bad.logDensity(point);
            if (score > bestScore && untried.isUntried(codes)) {
                best = codes;
                bestScore = score;
            }
        }
        return best == null
                ? untried.find().map(c -> new Suggestion(space.configuration(c)))
                : Optional.of(new Suggestion(space.configuration(best)));
    }

    private static double[] ones(List<double[]> points) {
        double[] ones = new double[points.size() + 1];
        Arrays.fill(ones, 1);
        return ones;
    }
}
