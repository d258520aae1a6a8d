package dev.fer.search.importance;

import dev.fer.common.Seeds;
import dev.fer.search.History;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.run.Standings;
import dev.fer.search.sampler.internal.Axis;
import dev.fer.search.sampler.internal.UnitSpace;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.ListSampler;

/**
 * A model of a metric over a search space, fitted once to finished trials, from which the {@link Importance} of
 * parameters comes as well as what each of them, or two together, do to the metric: {@link Marginal}, {@link Surface}.
 *
 * <p>It is a random forest, whose trees are constant on boxes; so all averages over the priors are exact, tree by
 * tree. Only complete trials with a finite metric count, and of them those whose values the space still holds. All runs of
 * a configuration are one trial here, with their mean: a tree that has seen one of them knows the others, which would pass
 * for skill. Of very many a random sample is taken.
 *
 * <p>The same trials and seed give the same predictions. Immutable and thread-safe.
 */
public final class Surrogate {
    private final SearchSpace space;
    private final UnitSpace axes;
    private final int trials;
    private final int available;
    private final List<Decomposition> trees;
    private final double quality;
    private final double centre;

    private Surrogate(SearchSpace space, List<Evaluation> sample, int available, long seed) {
        this.space = space;
        this.available = available;
        axes = new UnitSpace(space);
        trials = sample.size();
        // Squares of values far from zero have no digits left for their differences.
        centre = sample.stream().mapToDouble(Evaluation::value).average().orElse(0);
        boolean varies =
                sample.stream().mapToDouble(Evaluation::value).distinct().count() > 1;
        if (varies) {
            Forest forest = new Forest(axes, centred(sample), seed);
            quality = forest.quality();
            trees = forest.trees().parallelStream().map(Decomposition::new).toList();
        } else {
            quality = Double.NaN;
            trees = List.of();
        }
    }

    /**
     * Fits a model of the final metric of a space's trials, each configuration one.
     *
     * @param most how many trials to fit it to at most: the time grows with them, what is learned only slowly
     */
    public static Surrogate of(SearchSpace space, List<Trial> trials, String metric, long seed, int most) {
        Map<Configuration, Double> means = trials.stream()
                .filter(trial -> trial.state() == TrialState.COMPLETE)
                .filter(trial -> !trial.attributes().containsKey(Standings.DUPLICATE_OF))
                .filter(trial -> trial.metric(metric).filter(Double::isFinite).isPresent())
                .filter(trial -> trial.configuration()
                        .filter(found -> holds(space, found))
                        .isPresent())
                .collect(means(
                        trial -> trial.configuration().orElseThrow(),
                        trial -> trial.metric(metric).orElseThrow()));
        return of(space, means, seed, most);
    }

    /** Fits a model of one of the losses of a history's trials. */
    static Surrogate of(History history, int goal, long seed, int most) {
        Map<Configuration, Double> means = history.finished().stream()
                .filter(trial -> trial.state() == TrialState.COMPLETE)
                .filter(trial -> Double.isFinite(trial.losses().get(goal)))
                .collect(means(
                        History.Finished::configuration, trial -> trial.losses().get(goal)));
        return of(history.space(), means, seed, most);
    }

    private static Surrogate of(SearchSpace space, Map<Configuration, Double> means, long seed, int most) {
        List<Evaluation> sample = sample(List.copyOf(means.entrySet()), seed, most).stream()
                .map(mean -> new Evaluation(space.encode(mean.getKey()), mean.getValue()))
                .toList();
        return new Surrogate(space, sample, means.size(), seed);
    }

    private List<Evaluation> centred(List<Evaluation> sample) {
        return sample.stream()
                .map(evaluation -> new Evaluation(evaluation.codes(), evaluation.value() - centre))
                .toList();
    }

    /** Gathers the mean of each configuration, in the order in which they come. */
    private static <T> Collector<T, ?, Map<Configuration, Double>> means(
            Function<T, Configuration> configuration, ToDoubleFunction<T> value) {
        return Collectors.groupingBy(configuration, LinkedHashMap::new, Collectors.averagingDouble(value));
    }

    /** Tells whether a space holds the values of a configuration; an older definition of it may have held others. */
    private static boolean holds(SearchSpace space, Configuration configuration) {
        return space.parameters().stream()
                .allMatch(parameter -> configuration
                        .find(parameter.name())
                        .map(parameter::contains)
                        .orElse(true));
    }

    private static <T> List<T> sample(List<T> usable, long seed, int most) {
        if (usable.size() <= most) {
            return usable;
        }
        List<T> shuffled = new ArrayList<>(usable);
        ListSampler.shuffle(Seeds.random(seed, "importance sample"), shuffled);
        return List.copyOf(shuffled.subList(0, most));
    }

    /** Tells whether there is a model: without two trials of different values there is nothing to predict. */
    public boolean isFitted() {
        return !trees.isEmpty();
    }

    /** Computes what share of the metric's variation each parameter and each pair of them explains. */
    public Importance importance() {
        return Analysis.of(this);
    }

    /**
     * Returns values of a parameter at which to look at it: all of a choice or a short grid, else as many as asked
     * for, evenly over its range (on a log scale where it has one) and from bound to bound; of a normal parameter,
     * the middles of equally likely parts.
     *
     * @param points at least 2
     * @return codes, ascending
     * @throws IllegalArgumentException if the space has no such parameter
     */
    public double[] grid(String parameter, int points) {
        Axis axis = axes.axis(position(parameter));
        return axis.kind() == Axis.Kind.CONTINUOUS
                ? IntStream.range(0, points)
                        .mapToDouble(index -> axis.level(index, points))
                        .distinct()
                        .toArray()
                : IntStream.range(0, axis.cells()).mapToDouble(axis::code).toArray();
    }

    /**
     * Predicts the metric over one parameter, averaged over the priors of all others. A conditional parameter is
     * looked at where it exists, as far as its condition names choices or values of a short grid without alternatives.
     *
     * @param codes where to look, for instance the {@link #grid}
     * @throws IllegalArgumentException if the space has no such parameter
     * @throws IllegalStateException if there is no {@linkplain #isFitted model}
     */
    public Marginal marginal(String parameter, double[] codes) {
        int position = position(parameter);
        double[] coordinates = coordinates(position, codes);
        Region region = Region.of(space, axes, space.parameter(parameter));
        double[][] moments = moments(codes.length, tree -> tree.means(position, coordinates, region));
        return new Marginal(parameter, codes, moments[0], moments[1]);
    }

    /**
     * Predicts the metric over two different parameters, as {@link #marginal} does over one.
     *
     * @throws IllegalArgumentException if the space has no such parameters, or they are the same
     * @throws IllegalStateException if there is no {@linkplain #isFitted model}
     */
    public Surface surface(String first, double[] firstCodes, String second, double[] secondCodes) {
        if (first.equals(second)) {
            throw new IllegalArgumentException("a surface needs two parameters, found '" + first + "' twice");
        }
        int down = position(first);
        int across = position(second);
        double[] rows = coordinates(down, firstCodes);
        double[] columns = coordinates(across, secondCodes);
        Region region = Region.of(space, axes, space.parameter(first), space.parameter(second));
        double[][] moments =
                moments(rows.length * columns.length, tree -> tree.means(down, rows, across, columns, region));
        return new Surface(first, second, firstCodes, secondCodes, moments[0], moments[1]);
    }

    /** Returns the position of a parameter, or fails with a suggestion. */
    private int position(String parameter) {
        return space.indexOf(space.parameter(parameter).name()).orElseThrow();
    }

    private double[] coordinates(int position, double[] codes) {
        return Arrays.stream(codes).map(axes.axis(position)::coordinate).toArray();
    }

    /** Returns the mean and the standard deviation over the trees of what each of them says. */
    private double[][] moments(int size, Function<Decomposition, double[]> prediction) {
        if (!isFitted()) {
            throw new IllegalStateException("no model: at least 2 complete trials of different values are needed");
        }
        List<double[]> predictions = trees.parallelStream().map(prediction).toList();
        double[] means = new double[size];
        for (double[] each : predictions) {
            for (int i = 0; i < size; i++) {
                means[i] += each[i] / predictions.size();
            }
        }
        double[] variances = new double[size];
        for (double[] each : predictions) {
            for (int i = 0; i < size; i++) {
                variances[i] += (each[i] - means[i]) * (each[i] - means[i]) / predictions.size();
            }
        }
        double[] sds = Arrays.stream(variances).map(Math::sqrt).toArray();
        return new double[][] {Arrays.stream(means).map(mean -> centre + mean).toArray(), sds};
    }

    SearchSpace space() {
        return space;
    }

    /** Returns the positions of the parameters that have more than one value. */
    int[] searched() {
        return axes.searched();
    }

    List<Decomposition> trees() {
        return trees;
    }

    /** Returns how many trials the forest was fitted to, all runs of a configuration being one. */
    int trials() {
        return trials;
    }

    /** Returns how many there were. */
    int available() {
        return available;
    }

    /** Returns the forest's coefficient of determination, NaN without a forest. */
    double quality() {
        return quality;
    }
}
