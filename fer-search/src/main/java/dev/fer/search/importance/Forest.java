package dev.fer.search.importance;

import dev.fer.common.Seeds;
import dev.fer.search.sampler.internal.UnitSpace;
import java.util.ArrayList;
import java.util.List;
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

    private final List<Tree> trees = new ArrayList<>();
    private final double quality;

    Forest(UnitSpace space, List<Evaluation> evaluations, long seed) {
        int n = evaluations.size();
        double[] values = evaluations.stream().mapToDouble(Evaluation::value).toArray();
        double[] sums = new double[n];
        int[] counts = new int[n];
        for (int t = 0; t < TREES; t++) {
            UniformRandomProvider random = Seeds.random(seed, "importance tree", t);
            double[][] points = points(space, evaluations, random);
            int[] drawn = random.ints(n, 0, n).toArray();
            Tree tree = Tree.grow(space, points, values, drawn, random);
            trees.add(tree);
            boolean[] seen = new boolean[n];
            for (int index : drawn) {
                seen[index] = true;
            }
            for (int i = 0; i < n; i++) {
                if (!seen[i]) {
                    sums[i] += tree.predict(points[i]);
                    counts[i]++;
                }
            }
        }
        quality = quality(values, sums, counts);
    }

    /** Returns the trees. */
    List<Tree> trees() {
        return trees;
    }

    /** Returns the coefficient of determination on trials that the trees in question have not seen. */
    double quality() {
        return quality;
    }

    private static double[][] points(UnitSpace space, List<Evaluation> evaluations, UniformRandomProvider random) {
        double[][] points = new double[evaluations.size()][];
        for (int i = 0; i < points.length; i++) {
            points[i] = space.point(evaluations.get(i).codes());
            for (int position = 0; position < space.size(); position++) {
                if (Double.isNaN(points[i][position])) {
                    points[i][position] = space.axis(position).atQuantile(random.nextDouble());
                }
            }
        }
        return points;
    }

    private static double quality(double[] values, double[] sums, int[] counts) {
        double mean = 0;
        int predicted = 0;
        for (int i = 0; i < values.length; i++) {
            if (counts[i] > 0) {
                mean += (values[i] - mean) / ++predicted;
            }
        }
        double error = 0;
        double spread = 0;
        for (int i = 0; i < values.length; i++) {
            if (counts[i] > 0) {
                error += square(values[i] - sums[i] / counts[i]);
                spread += square(values[i] - mean);
            }
        }
        return spread == 0 ? Double.NaN : 1 - error / spread;
    }

    private static double square(double value) {
        return value * value;
    }
}
