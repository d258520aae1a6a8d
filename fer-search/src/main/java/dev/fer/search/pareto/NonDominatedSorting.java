package dev.fer.search.pareto;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Sorts points into fronts: the first holds those that no point dominates, the next those that only points of the
 * first dominate, and so on (Deb et al. 2002, section III.A). Stateless.
 */
public final class NonDominatedSorting {
    /** The rank of a point with a NaN or infinite loss. */
    public static final int UNRANKED = -1;

    /** Compares by the first loss, then by the second, and so on: nothing dominates what comes before it. */
    static final Comparator<double[]> LEXICOGRAPHIC = NonDominatedSorting::compare;

    private NonDominatedSorting() {}

    /** Tells whether one point is nowhere worse than another and somewhere better; both are finite. */
    public static boolean dominates(double[] point, double[] other) {
        boolean better = false;
        for (int i = 0; i < point.length; i++) {
            if (point[i] > other[i]) {
                return false;
            }
            better |= point[i] < other[i];
        }
        return better;
    }

    /**
     * Returns the number of each point's front, 0 for the first; equal points share a front. Takes O(n log n) for one
     * or two goals and at most O(n²) for more (efficient non-dominated sort with binary search, Zhang et al. 2015).
     *
     * @param losses one array per point, all of the same length
     * @return {@link #UNRANKED} where a loss is NaN or infinite
     */
    public static int[] ranks(double[][] losses) {
        int[] ranks = new int[losses.length];
        Arrays.fill(ranks, UNRANKED);
        int[] order = IntStream.range(0, losses.length)
                .filter(i -> isFinite(losses[i]))
                .boxed()
                .sorted(Comparator.comparing(i -> losses[i], LEXICOGRAPHIC))
                .mapToInt(Integer::intValue)
                .toArray();
        List<List<double[]>> fronts = new ArrayList<>();
        for (int at = 0; at < order.length; at++) {
            double[] point = losses[order[at]];
            if (at > 0 && compare(point, losses[order[at - 1]]) == 0) {
                ranks[order[at]] = ranks[order[at - 1]];
                continue;
            }
            int rank = firstThatDoesNotDominate(fronts, point);
            if (rank == fronts.size()) {
                fronts.add(new ArrayList<>());
            }
            fronts.get(rank).add(point);
            ranks[order[at]] = rank;
        }
        return ranks;
    }

    private static int compare(double[] point, double[] other) {
        int difference = 0;
        for (int i = 0; difference == 0 && i < point.length; i++) {
            // Adding 0.0 makes 0.0 of -0.0, which is not less.
            difference = Double.compare(point[i] + 0.0, other[i] + 0.0);
        }
        return difference;
    }

    /** Tells whether all losses of a point are numbers that can be compared. */
    static boolean isFinite(double[] point) {
        return Arrays.stream(point).allMatch(Double::isFinite);
    }

    private static int firstThatDoesNotDominate(List<List<double[]>> fronts, double[] point) {
        int low = 0;
        int high = fronts.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (isDominated(point, fronts.get(middle))) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static boolean isDominated(double[] point, List<double[]> front) {
        // Up to two goals, the member that came last has the least last loss of its front.
        int first = point.length <= 2 ? front.size() - 1 : 0;
        for (int i = front.size() - 1; i >= first; i--) {
            if (dominates(front.get(i), point)) {
                return true;
            }
        }
        return false;
    }
}
