package dev.fer.search.importance;

import dev.fer.search.sampler.internal.UnitSpace;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The trials' coordinates, a column per parameter, and the trials in the order of each column, so that a forest
 * sorts once what all of its trees see alike. Immutable.
 */
final class Points {
    private final UnitSpace space;
    private final double[][] columns;
    private final int[][] orders;
    private final int size;

    private Points(UnitSpace space, double[][] columns, int[][] orders, int size) {
        this.space = space;
        this.columns = columns;
        this.orders = orders;
        this.size = size;
    }

    /**
     * Lays points out.
     *
     * @param points one coordinate per parameter, NaN where inactive
     */
    static Points of(UnitSpace space, List<double[]> points) {
        double[][] columns = new double[space.size()][];
        int[][] orders = new int[space.size()][];
        for (int position = 0; position < columns.length; position++) {
            int at = position;
            columns[position] = points.stream().mapToDouble(point -> point[at]).toArray();
            orders[position] = order(columns[position]);
        }
        return new Points(space, columns, orders, points.size());
    }

    private static int[] order(double[] column) {
        return IntStream.range(0, column.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> column[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Returns these points with a draw from the prior wherever a parameter is inactive. */
    Points filled(UniformRandomProvider random) {
        double[][] filled = columns.clone();
        int[][] sorted = orders.clone();
        for (int position = 0; position < columns.length; position++) {
            double[] column = columns[position];
            if (Arrays.stream(column).anyMatch(Double::isNaN)) {
                int at = position;
                filled[position] = Arrays.stream(column)
                        .map(x -> Double.isNaN(x) ? space.axis(at).atQuantile(random.nextDouble()) : x)
                        .toArray();
                sorted[position] = order(filled[position]);
            }
        }
        return new Points(space, filled, sorted, size);
    }

    int size() {
        return size;
    }

    /** Returns the coordinates of all points along one parameter. */
    double[] column(int position) {
        return columns[position];
    }

    /** Returns the points, the lowest along one parameter first. */
    int[] order(int position) {
        return orders[position];
    }
}
