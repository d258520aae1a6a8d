package dev.fer.search.importance;

import dev.fer.search.sampler.internal.Axis;
import dev.fer.search.sampler.internal.UnitSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.jspecify.annotations.Nullable;

/**
 * A regression tree (Breiman et al. 1984) over the coordinates of a space. It splits ranges at a threshold, and
 * choices into those with the lower and those with the higher mean. Immutable once grown.
 */
final class Tree {
    /** A leaf holds at least so many trials, which keeps noise from being explained. */
    private static final int LEAST_IN_LEAF = 3;

    /** Of each split so many of the parameters are looked at, at most. */
    private static final int MOST_LOOKED_AT = 32;

    private static final double SHARE_LOOKED_AT = 5 / 6.0;

    private final UnitSpace space;
    private final Node root;

    private Tree(UnitSpace space, Node root) {
        this.space = space;
        this.root = root;
    }

    /** A split or a leaf. */
    sealed interface Node permits Split, Leaf {}

    /**
     * Sends coordinates up to a threshold, or choices of a set, to the left.
     *
     * @param choices empty where the axis is not unordered
     */
    record Split(int position, double threshold, BitSet choices, Node left, Node right) implements Node {
        boolean goesLeft(double coordinate) {
            return choices.isEmpty() ? coordinate <= threshold : choices.get((int) coordinate);
        }
    }

    /** A region of one predicted value. */
    record Leaf(double value) implements Node {}

    UnitSpace space() {
        return space;
    }

    Node root() {
        return root;
    }

    double predict(double[] point) {
        Node node = root;
        while (node instanceof Split split) {
            node = split.goesLeft(point[split.position()]) ? split.left() : split.right();
        }
        return ((Leaf) node).value();
    }

    /**
     * Grows a tree.
     *
     * @param points of all trials, without NaN
     * @param drawn the indices of those to grow from, repetitions allowed
     */
    static Tree grow(
            UnitSpace space, double[][] points, double[] values, int[] drawn, UniformRandomProvider random) {
        return new Tree(space, new Grower(space, points, values, random).node(drawn));
    }

    /** A split that is considered. */
    private record Candidate(int position, double threshold, BitSet choices, double gain) {}

    private static final class Grower {
        private final UnitSpace space;
        private final double[][] points;
        private final double[] values;
        private final UniformRandomProvider random;
        private final int lookedAt;

        Grower(UnitSpace space, double[][] points, double[] values, UniformRandomProvider random) {
            this.space = space;
            this.points = points;
            this.values = values;
            this.random = random;
            this.lookedAt =
                    Math.min(MOST_LOOKED_AT, (int) Math.ceil(SHARE_LOOKED_AT * space.searched().length));
        }

        Node node(int[] members) {
            Candidate best = best(members);
            if (best == null) {
                return new Leaf(Arrays.stream(members).mapToDouble(i -> values[i]).average().orElseThrow());
            }
            Split test = new Split(best.position(), best.threshold(), best.choices(), new Leaf(0), new Leaf(0));
            int[] left = Arrays.stream(members)
                    .filter(i -> test.goesLeft(points[i][test.position()]))
                    .toArray();
            int[] right = Arrays.stream(members)
                    .filter(i -> !test.goesLeft(points[i][test.position()]))
                    .toArray();
            return new Split(test.position(), test.threshold(), test.choices(), node(left), node(right));
        }

        private @Nullable Candidate best(int[] members) {
            Candidate best = null;
            if (lookedAt > 0 && members.length >= 2 * LEAST_IN_LEAF) {
                for (int index : new PermutationSampler(random, space.searched().length, lookedAt).sample()) {
                    int position = space.searched()[index];
                    Candidate candidate = space.axis(position).kind() == Axis.Kind.UNORDERED
                            ? amongChoices(position, members)
                            : amongThresholds(position, members);
                    if (candidate.gain() > (best == null ? 0 : best.gain())) {
                        best = candidate;
                    }
                }
            }
            return best;
        }

        private Candidate amongThresholds(int position, int[] members) {
            double[][] ordered = new double[members.length][];
            for (int i = 0; i < members.length; i++) {
                ordered[i] = new double[] {points[members[i]][position], values[members[i]]};
            }
            Arrays.sort(ordered, (a, b) -> Double.compare(a[0], b[0]));
            int at = bestCut(ordered);
            if (at == 0) {
                return new Candidate(position, 0, new BitSet(), 0);
            }
            double middle = (ordered[at - 1][0] + ordered[at][0]) / 2;
            double threshold = middle < ordered[at][0] ? middle : ordered[at - 1][0];
            return new Candidate(position, threshold, new BitSet(), gain(ordered, at));
        }

        /** Sorts choices by their mean: the best split into two sets is one of neighbours then (Fisher 1958). */
        private Candidate amongChoices(int position, int[] members) {
            int cells = space.axis(position).cells();
            double[] sums = new double[cells];
            int[] counts = new int[cells];
            for (int i : members) {
                sums[(int) points[i][position]] += values[i];
                counts[(int) points[i][position]]++;
            }
            Integer[] cellsByMean = new Integer[cells];
            Arrays.setAll(cellsByMean, cell -> cell);
            Arrays.sort(
                    cellsByMean,
                    (a, b) -> Double.compare(sums[a] / Math.max(1, counts[a]), sums[b] / Math.max(1, counts[b])));
            int[] rank = new int[cells];
            for (int i = 0; i < cells; i++) {
                rank[cellsByMean[i]] = i;
            }
            double[][] ordered = new double[members.length][];
            for (int i = 0; i < members.length; i++) {
                ordered[i] = new double[] {rank[(int) points[members[i]][position]], values[members[i]]};
            }
            Arrays.sort(ordered, (a, b) -> Double.compare(a[0], b[0]));
            int at = bestCut(ordered);
            if (at == 0) {
                return new Candidate(position, 0, new BitSet(), 0);
            }
            BitSet left = new BitSet(cells);
            for (int cell = 0; cell < cells; cell++) {
                // A choice that none of these trials has goes where most of them go.
                left.set(cell, counts[cell] == 0 ? 2 * at > ordered.length : rank[cell] <= ordered[at - 1][0]);
            }
            return new Candidate(position, 0, left, gain(ordered, at));
        }

        /** Returns before which element the cut between different keys gains most, 0 if there is none. */
        private static int bestCut(double[][] ordered) {
            double total = Arrays.stream(ordered).mapToDouble(pair -> pair[1]).sum();
            double sum = 0;
            double most = Double.NEGATIVE_INFINITY;
            int best = 0;
            for (int i = 1; i < ordered.length; i++) {
                sum += ordered[i - 1][1];
                boolean allowed = i >= LEAST_IN_LEAF && ordered.length - i >= LEAST_IN_LEAF;
                if (allowed && ordered[i][0] > ordered[i - 1][0]) {
                    double squares = sum * sum / i + (total - sum) * (total - sum) / (ordered.length - i);
                    if (squares > most) {
                        most = squares;
                        best = i;
                    }
                }
            }
            return best;
        }

        /** Returns by how much a cut lessens the sum of squared errors; 0 where that is only rounding. */
        private static double gain(double[][] ordered, int at) {
            double left = 0;
            double right = 0;
            double squares = 0;
            for (int i = 0; i < ordered.length; i++) {
                left += i < at ? ordered[i][1] : 0;
                right += i < at ? 0 : ordered[i][1];
                squares += ordered[i][1] * ordered[i][1];
            }
            int after = ordered.length - at;
            double difference = left / at - right / after;
            double gain = difference * difference * at * after / ordered.length;
            return gain > 1e-14 * squares ? gain : 0;
        }
    }

    /** Returns the leaves as boxes. */
    List<Box> boxes() {
        List<Box> boxes = new ArrayList<>();
        Box.collect(this, boxes);
        return boxes;
    }
}
