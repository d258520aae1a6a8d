package dev.fer.search.sampler.tpe;

import dev.fer.search.History;
import dev.fer.search.sampler.internal.UnitSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Splits the trials of a history into good and other ones and compares the densities of both (Bergstra et al.
 * 2011, section 4; jointly over all parameters as in Watanabe 2023, arXiv 2304.11127).
 *
 * <p>Keeps up with its history incrementally; all that it keeps is a function of the finished trials in their
 * order. One thread at a time.
 */
public final class TpeModel implements DensityModel {
    private final History history;
    private final UnitSpace space;
    private final TpeSettings settings;
    private final List<double[]> points = new ArrayList<>();
    private final Ranking ranking;
    private final int[] observations;
    private int[] fitted;
    private ParzenEstimator others;

    /** Creates the model of a history. */
    public TpeModel(History history, UnitSpace space, TpeSettings settings) {
        this.history = history;
        this.space = space;
        this.settings = settings;
        this.ranking = Ranking.of(history);
        this.observations = new int[space.size()];
        this.fitted = observations.clone();
        this.others = new ParzenEstimator(space, otherKernels(fitted), settings.priorWeight());
    }

    @Override
    public boolean isOf(History other) {
        return history == other;
    }

    @Override
    public UnitSpace space() {
        return space;
    }

    /** Takes in the trials that finished since the last time and returns how many did not fail, in all. */
    @Override
    public int update() {
        List<History.Finished> finished = history.finished();
        for (int index = points.size(); index < finished.size(); index++) {
            History.Finished trial = finished.get(index);
            double[] point = space.point(trial.codes());
            points.add(point);
            for (int position : space.searched()) {
                observations[position] += Double.isNaN(point[position]) ? 0 : 1;
            }
            ranking.add(index);
        }
        return ranking.size();
    }

    /** The two densities at one moment. */
    private final class Own implements Densities {
        private final ParzenEstimator good;
        private final List<Integer> best;

        private Own(ParzenEstimator good, List<Integer> best) {
            this.good = good;
            this.best = best;
        }

        @Override
        public int draws() {
            return settings.candidates();
        }

        /**
         * In three cases of four draws from the marginals, which is better unless parameters are dependent. With several
         * goals good trials lie at different ends of a front, whose parameters are not to be mixed.
         */
        @Override
        public double[] draw(UniformRandomProvider random, double[] point) {
            return history.goals().size() > 1 || random.nextInt(4) == 0
                    ? good.draw(random, point)
                    : good.recombine(random, point);
        }

        @Override
        public double[] scores(double[][] candidates) {
            double[] scores = good.logDensities(candidates);
            double[] otherScores = othersAt(candidates, best);
            for (int i = 0; i < scores.length; i++) {
                scores[i] -= otherScores[i];
            }
            return scores;
        }
    }

    @Override
    public Densities densities() {
        List<Integer> best = ranking.best(settings.good(ranking.size()));
        double[] weights = rankWeights(best.size());
        ParzenEstimator good = new ParzenEstimator(space, goodKernels(best, weights), settings.priorWeight());
        for (int i = 0; i < weights.length; i++) {
            good.add(points.get(best.get(i)), weights[i]);
        }
        return new Own(good, best);
    }

    /** The weights of CMA-ES's recombination (Hansen 2016, arXiv 1604.00772, eq. 49), with a mean of 1. */
    private static double[] rankWeights(int count) {
        double[] weights = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            weights[i] = Math.log(count + 1.0) - Math.log(i + 1.0);
            sum += weights[i];
        }
        for (int i = 0; i < count; i++) {
            weights[i] *= count / sum;
        }
        return weights;
    }

    private Kernel[] goodKernels(List<Integer> best, double[] weights) {
        Kernel[] kernels = new Kernel[space.size()];
        for (int position : space.searched()) {
            Spread spread = new Spread(space.axis(position));
            for (int i = 0; i < weights.length; i++) {
                spread.add(points.get(best.get(i))[position], weights[i]);
            }
            double sd = spread.bandwidth(settings.goodBandwidth(), space.searched().length);
            kernels[position] = Kernel.of(space.axis(position), sd, spread.count(), settings.priorWeight());
        }
        return kernels;
    }

    /** Evaluates the density of all trials but the good ones; failed and active trials count as others. */
    private double[] othersAt(double[][] candidates, List<Integer> best) {
        fitOthers();
        best.forEach(index -> others.weigh(index, 0));
        history.active().forEach(trial -> others.add(space.point(trial.codes()), 1));
        double[] logDensities = others.logDensities(candidates);
        others.truncate(points.size());
        best.forEach(index -> others.weigh(index, 1));
        return logDensities;
    }

    /** Adds new points, or begins anew where there are so many that bandwidths change. */
    private void fitOthers() {
        int[] counts = Arrays.stream(observations).map(TpeModel::rounded).toArray();
        if (!Arrays.equals(counts, fitted)) {
            fitted = counts;
            others = new ParzenEstimator(space, otherKernels(counts), settings.priorWeight());
        }
        while (others.size() < points.size()) {
            others.add(points.get(others.size()), 1);
        }
    }

    /** Rounds a count down to a fourth root of a power of two, so that bandwidths change rarely. */
    private static int rounded(int count) {
        return count < 16 ? count : (int) Math.pow(2, Math.floor(4 * Math.log(count) / Math.log(2)) / 4);
    }

    private Kernel[] otherKernels(int[] counts) {
        Kernel[] kernels = new Kernel[space.size()];
        double exponent = -1.0 / (space.searched().length + 4);
        for (int position : space.searched()) {
            int count = Math.max(1, counts[position]);
            double sd = Math.min(1, settings.otherBandwidth() * Math.pow(count, exponent));
            kernels[position] = Kernel.of(space.axis(position), sd, count, settings.priorWeight());
        }
        return kernels;
    }
}
