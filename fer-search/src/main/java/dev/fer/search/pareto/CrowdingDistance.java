package dev.fer.search.pareto;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How far a point's neighbours on its front are: the sum over the goals of the distance between the next smaller and
 * the next greater loss, in units of the front's range (Deb et al. 2002, section III.B). Stateless.
 */
public final class CrowdingDistance {
    private CrowdingDistance() {}

    /**
     * Returns the distance of each point of a front, infinite for those at the ends of a goal. A goal in which the
     * front has no range adds nothing. Of equal points the first ones may count as an end.
     *
     * @param front finite losses, one array per point
     */
    public static double[] of(double[][] front) {
        double[] distances = new double[front.length];
        int goals = front.length == 0 ? 0 : front[0].length;
        for (int goal = 0; goal < goals; goal++) {
            int each = goal;
            int[] order = IntStream.range(0, front.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> front[i][each]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            add(Arrays.stream(order).mapToDouble(i -> front[i][each]).toArray(), order, distances);
        }
        return distances;
    }

    private static void add(double[] sorted, int[] order, double[] distances) {
        int last = sorted.length - 1;
        double range = sorted[last] - sorted[0];
        if (range > 0) {
            distances[order[0]] = Double.POSITIVE_INFINITY;
            distances[order[last]] = Double.POSITIVE_INFINITY;
            for (int i = 1; i < last; i++) {
                distances[order[i]] += (sorted[i + 1] - sorted[i - 1]) / range;
            }
        }
    }
}
