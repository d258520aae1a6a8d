package dev.fer.search.importance;

import dev.fer.search.sampler.internal.Axis;
import dev.fer.search.sampler.internal.UnitSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The variance of one tree's prediction under the space's priors, taken as independent and uniform in quantiles,
 * decomposed exactly (Hutter et al. 2014, algorithm 2): the tree is constant on boxes, so that its mean over all but
 * one or two parameters is constant on a grid of cells. Immutable.
 */
final class Decomposition {
    private final UnitSpace space;
    private final List<Box> boxes;
    private final double[][] measures;
    private final double[] volumes;
    private final double[][] edges;
    private final double mean;
    private final double variance;
    private final double[] singles;

    Decomposition(Tree tree) {
        space = tree.space();
        boxes = tree.boxes();
        measures = new double[boxes.size()][space.size()];
        volumes = new double[boxes.size()];
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < volumes.length; i++) {
            volumes[i] = 1;
            Arrays.fill(measures[i], 1);
            for (int position : space.searched()) {
                measures[i][position] = boxes.get(i).measure(space.axis(position), position);
                volumes[i] *= measures[i][position];
            }
            sum += volumes[i] * boxes.get(i).value();
            squares += volumes[i] * boxes.get(i).value() * boxes.get(i).value();
        }
        mean = sum;
        variance = Math.max(0, squares - sum * sum);
        edges = new double[space.size()][0];
        singles = new double[space.size()];
        for (int position = 0; position < space.size(); position++) {
            edges[position] = edges(position);
        }
        for (int position : space.searched()) {
            singles[position] = varianceOf(position, position);
        }
    }

    /** Returns the variance of the tree. */
    double variance() {
        return variance;
    }

    /** Returns the variance of the tree's mean given one parameter. */
    double single(int position) {
        return singles[position];
    }

    /** Returns the variance of the tree's mean given two parameters, less what each has alone. */
    double pair(int first, int second) {
        return Math.max(0, varianceOf(first, second) - singles[first] - singles[second]);
    }

    /** Returns the tree's mean given one parameter, at some of its coordinates, over a region of the others. */
    double[] means(int position, double[] coordinates, Region region) {
        return means(position, coordinates, position, new double[1], region);
    }

    /**
     * Returns the tree's mean given two parameters, at some of their coordinates, over a region of the others.
     *
     * @return one row for each coordinate of the first, one after the other
     */
    double[] means(int first, double[] rows, int second, double[] columns, Region region) {
        double[] marginal = differences(first, second, volumes(region));
        sumUp(marginal, first, second);
        int[] across = first == second ? new int[1] : cells(second, columns);
        int width = columns(first, second).length;
        double[] means = new double[rows.length * columns.length];
        int filled = 0;
        for (int row : cells(first, rows)) {
            for (int column : across) {
                means[filled++] = marginal[row * width + column];
            }
        }
        return means;
    }

    /** Returns the boxes' probabilities given that the other parameters lie in a region. */
    private double[] volumes(Region region) {
        double[] inside = volumes.clone();
        for (int position : region.restricted()) {
            for (int i = 0; i < inside.length; i++) {
                inside[i] *= region.share(boxes.get(i), position) / measures[i][position];
            }
        }
        return inside;
    }

    /** Returns the cells that coordinates lie in. */
    private int[] cells(int position, double[] coordinates) {
        Axis axis = space.axis(position);
        return Arrays.stream(coordinates)
                .mapToInt(coordinate -> {
                    if (axis.kind() == Axis.Kind.UNORDERED) {
                        return (int) coordinate;
                    }
                    int at = Arrays.binarySearch(edges[position], axis.middle(coordinate));
                    // A threshold belongs to what lies below it.
                    return Math.max(0, at >= 0 ? at - 1 : -at - 2);
                })
                .toArray();
    }

    /** Returns where the cells of a parameter begin and end: its choices, or what lies between thresholds. */
    private double[] edges(int position) {
        Axis axis = space.axis(position);
        if (axis.kind() == Axis.Kind.UNORDERED) {
            double[] all = new double[axis.cells() + 1];
            Arrays.setAll(all, axis::edge);
            return all;
        }
        double[] ends = new double[2 * boxes.size()];
        for (int i = 0; i < boxes.size(); i++) {
            ends[2 * i] = boxes.get(i).low()[position];
            ends[2 * i + 1] = boxes.get(i).high()[position];
        }
        return Arrays.stream(ends).sorted().distinct().toArray();
    }

    /** Returns the variance of the mean given two parameters, or one if both are the same. */
    private double varianceOf(int first, int second) {
        return sumUp(differences(first, second, volumes), first, second);
    }

    /** Returns where the columns of a marginal begin and end: one column if there is no second parameter. */
    private double[] columns(int first, int second) {
        return first == second ? new double[] {0, 1} : edges[second];
    }

    /** Returns by how much the mean given two parameters, or one, differs from cell to cell. */
    private double[] differences(int first, int second, double[] probabilities) {
        boolean one = first == second;
        int width = columns(first, second).length;
        double[] differences = new double[edges[first].length * width];
        for (int i = 0; i < probabilities.length; i++) {
            Box box = boxes.get(i);
            double free = measures[i][first] * (one ? 1 : measures[i][second]);
            double amount = box.value() * probabilities[i] / free;
            List<int[]> across = one ? List.of(new int[] {0, 1}) : runs(box, second);
            for (int[] down : runs(box, first)) {
                for (int[] run : across) {
                    differences[down[0] * width + run[0]] += amount;
                    differences[down[0] * width + run[1]] -= amount;
                    differences[down[1] * width + run[0]] -= amount;
                    differences[down[1] * width + run[1]] += amount;
                }
            }
        }
        return differences;
    }

    /** Sums differences up in place, along and down, and returns the variance of the means that come out. */
    private double sumUp(double[] marginal, int first, int second) {
        double[] columns = columns(first, second);
        double sum = 0;
        for (int row = 0; row < edges[first].length - 1; row++) {
            double along = 0;
            for (int column = 0; column < columns.length - 1; column++) {
                int at = row * columns.length + column;
                along += marginal[at];
                marginal[at] = along + (row == 0 ? 0 : marginal[at - columns.length]);
                double measure = (edges[first][row + 1] - edges[first][row]) * (columns[column + 1] - columns[column]);
                sum += measure * (marginal[at] - mean) * (marginal[at] - mean);
            }
        }
        return sum;
    }

    /** Returns the runs of consecutive cells that a box covers, each from inclusive to exclusive. */
    private List<int[]> runs(Box box, int position) {
        BitSet choices = box.choices()[position];
        if (choices.isEmpty()) {
            int from = Arrays.binarySearch(edges[position], box.low()[position]);
            int to = Arrays.binarySearch(edges[position], box.high()[position]);
            return List.of(new int[] {from, to});
        }
        List<int[]> runs = new ArrayList<>();
        for (int from = choices.nextSetBit(0); from >= 0; from = choices.nextSetBit(choices.nextClearBit(from))) {
            runs.add(new int[] {from, choices.nextClearBit(from)});
        }
        return runs;
    }
}
