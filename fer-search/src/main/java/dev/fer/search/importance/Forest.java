package dev.fer.search.importance;

import dev.fer.common.Seeds;
import dev.fer.search.sampler.internal.UnitSpace;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A random forest of regression trees (Breiman 2001), each grown from as many trials as there are, drawn with
 * repetition. Immutable.
 *
 * <p>Where a trial lacks a parameter, each tree sees another draw from the parameter's prior: it cannot have
 * mattered there, so that no value of it may look better than another.
 */
final class Forest {
    private static final int TREES = 64;

    private final List<Tree> trees;
    private final double quality;

    Forest(UnitSpace space, List<Evaluation> evaluations, long seed) {
        Points points = Points.of(
                space,
                evaluations.stream()
                        .map(evaluation -> space.point(evaluation.codes()))
                        .toList());
        double[] values = evaluations.stream().mapToDouble(Evaluation::value).toArray();
        List<Grown> grown = IntStream.range(0, TREES)
                .parallel()
                .mapToObj(t -> grow(space, points, values, Seeds.random(seed, "importance tree", t)))
                .toList();
        trees = grown.stream().map(Grown::tree).toList();
        quality = quality(values, grown);
    }

    /**
     * A tree and what it says of the trials that it has not seen.
     *
     * @param unseen one per trial, NaN where the tree was grown from it
     */
    private record Grown(Tree tree, double[] unseen) {}

    private static Grown grow(UnitSpace space, Points points, double[] values, UniformRandomProvider random) {
        int n = values.length;
        Points filled = points.filled(random);
        int[] drawn = random.ints(n, 0, n).toArray();
        Tree tree = Tree.grow(space, filled, values, drawn, random);
        double[] unseen = new double[n];
        Arrays.stream(drawn).forEach(index -> unseen[index] = Double.NaN);
        for (int i = 0; i < n; i++) {
            int index = i;
            unseen[i] = Double.isNaN(unseen[i]) ? Double.NaN : tree.predict(position -> filled.column(position)[index]);
        }
        return new Grown(tree, unseen);
    }

    /** Returns the trees. */
    List<Tree> trees() {
        return trees;
    }

    /** Returns the coefficient of determination on trials that the trees in question have not seen. */
    double quality() {
        return quality;
    }

    private static double quality(double[] values, List<Grown> grown) {
        double[] predictions = IntStream.range(0, values.length)
                .mapToDouble(i -> grown.stream()
                        .mapToDouble(tree -> tree.unseen()[i])
                        .filter(prediction -> !Double.isNaN(prediction))
                        .average()
                        .orElse(Double.NaN))
                .toArray();
        int[] predicted = IntStream.range(0, values.length)
                .filter(i -> !Double.isNaN(predictions[i]))
                .toArray();
        double mean =
                Arrays.stream(predicted).mapToDouble(i -> values[i]).average().orElse(0);
        double error = Arrays.stream(predicted)
                .mapToDouble(i -> square(values[i] - predictions[i]))
                .sum();
        double spread = Arrays.stream(predicted)
                .mapToDouble(i -> square(values[i] - mean))
                .sum();
        return spread == 0 ? Double.NaN : 1 - error / spread;
    }

    private static double square(double value) {
        return value * value;
    }
}
