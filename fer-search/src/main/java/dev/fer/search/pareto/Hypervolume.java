package dev.fer.search.pareto;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * How much of the space of losses some points dominate, up to a reference point: the one measure of a set that grows
 * whenever a point is added that none of the set dominates (Zitzler and Thiele 1998). Exact. Stateless.
 *
 * <p>Two goals are swept in O(n log n). More goals are taken apart point by point: each adds its own box less what the
 * others cover of it, which is a volume in one dimension less (While, Bradstreet and Barone 2012, the WFG algorithm
 * with slicing): O(n² log n) for three goals, and dearer by a factor of up to n with each further one.
 *
 * <p>Points that are not better than the reference in every goal cover nothing, nor do points with a NaN.
 */
public final class Hypervolume {
    private static final double MARGIN = 0.1;

    private Hypervolume() {}

    /**
     * Returns a reference point for some points: in each goal the worst finite loss and a tenth of their range beyond
     * it, so that the ends of a front count too. Where the range is 0, a tenth of the loss's size is taken, or of 1
     * if that is more. Volumes compare only for the same reference point.
     *
     * @param losses one array per point; points with a NaN or infinite loss are left out
     * @throws IllegalArgumentException if no point is finite
     */
    public static double[] reference(double[][] losses) {
        double[][] finite =
                Arrays.stream(losses).filter(NonDominatedSorting::isFinite).toArray(double[][]::new);
        if (finite.length == 0) {
            throw new IllegalArgumentException("a reference point needs at least one point of finite losses");
        }
        double[] reference = new double[finite[0].length];
        for (int goal = 0; goal < reference.length; goal++) {
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (double[] point : finite) {
                least = Math.min(least, point[goal]);
                most = Math.max(most, point[goal]);
            }
            double range = most > least ? most - least : Math.max(1, Math.abs(most));
            reference[goal] = most + MARGIN * range;
        }
        return reference;
    }

    /** Returns the volume that points dominate up to a reference point. */
    public static double of(double[][] losses, double[] reference) {
        return volume(inside(losses, reference), reference);
    }

    /** Returns what each point adds to the volume of the others: 0 for what another one dominates or equals. */
    public static double[] contributions(double[][] losses, double[] reference) {
        double[] contributions = new double[losses.length];
        for (int i = 0; i < losses.length; i++) {
            if (isInside(losses[i], reference)) {
                List<double[]> others = new ArrayList<>(Arrays.asList(losses));
                others.remove(i);
                contributions[i] = added(losses[i], others, reference);
            }
        }
        return contributions;
    }

    /** Returns the volume after each point, in the order of the points. */
    public static double[] progress(double[][] losses, double[] reference) {
        double[] volumes = new double[losses.length];
        List<double[]> front = new ArrayList<>();
        double volume = 0;
        for (int i = 0; i < losses.length; i++) {
            double[] point = losses[i];
            if (isInside(point, reference)) {
                volume += added(point, front, reference);
                if (front.stream().noneMatch(other -> NonDominatedSorting.dominates(other, point))) {
                    front.removeIf(other -> NonDominatedSorting.dominates(point, other));
                    front.add(point);
                }
            }
            volumes[i] = volume;
        }
        return volumes;
    }

    /**
     * Chooses points one by one, each the one that adds most to the volume of those chosen before (at least 63 % of what
     * the best choice covers; Guerreiro, Fonseca and Paquete 2016). Of points that add the same, the first is taken.
     *
     * @param count how many, at most as many as there are
     * @return the chosen points' indexes in the order of choice
     */
    public static int[] subset(double[][] losses, int count, double[] reference) {
        // What a point adds only falls while others are chosen, so that old figures are upper bounds.
        PriorityQueue<Candidate> queue = new PriorityQueue<>();
        for (int i = 0; i < losses.length; i++) {
            queue.add(new Candidate(i, Double.POSITIVE_INFINITY, -1));
        }
        List<double[]> chosen = new ArrayList<>();
        int[] subset = new int[count];
        while (chosen.size() < count) {
            Candidate top = queue.remove();
            double[] point = losses[top.index()];
            if (top.asOf() == chosen.size()) {
                subset[chosen.size()] = top.index();
                chosen.add(point);
            } else {
                double added = isInside(point, reference) ? added(point, chosen, reference) : 0;
                queue.add(new Candidate(top.index(), added, chosen.size()));
            }
        }
        return subset;
    }

    /** What a point adds to so many chosen ones. */
    private record Candidate(int index, double added, int asOf) implements Comparable<Candidate> {
        @Override
        public int compareTo(Candidate other) {
            int byAdded = Double.compare(other.added, added);
            return byAdded != 0 ? byAdded : Integer.compare(index, other.index);
        }
    }

    /** Returns what a point adds to the volume of others, not below 0. */
    static double added(double[] point, Collection<double[]> others, double[] reference) {
        double[][] covered =
                others.stream().map(other -> worse(point, other, point.length)).toArray(double[][]::new);
        return Math.max(0, box(point, reference, point.length) - of(covered, reference));
    }

    private static List<double[]> inside(double[][] losses, double[] reference) {
        return Arrays.stream(losses).filter(point -> isInside(point, reference)).toList();
    }

    private static boolean isInside(double[] point, double[] reference) {
        for (int i = 0; i < reference.length; i++) {
            if (!(point[i] < reference[i]) || Double.isInfinite(point[i])) {
                return false;
            }
        }
        return true;
    }

    private static double volume(List<double[]> points, double[] reference) {
        if (points.isEmpty()) {
            return 0;
        }
        return switch (reference.length) {
            case 1 ->
                reference[0] - points.stream().mapToDouble(p -> p[0]).min().orElseThrow();
            case 2 -> area(points, reference);
            default -> sumOfAdded(points, reference);
        };
    }

    private static double area(List<double[]> points, double[] reference) {
        List<double[]> sorted =
                points.stream().sorted(NonDominatedSorting.LEXICOGRAPHIC).toList();
        double area = 0;
        double lowest = reference[1];
        for (double[] point : sorted) {
            if (point[1] < lowest) {
                area += (reference[0] - point[0]) * (lowest - point[1]);
                lowest = point[1];
            }
        }
        return area;
    }

    /** Adds the points from the worst in the last goal on: what the later ones cover of one ends where it begins. */
    private static double sumOfAdded(List<double[]> points, double[] reference) {
        int last = reference.length - 1;
        double[] smaller = Arrays.copyOf(reference, last);
        List<double[]> front = new ArrayList<>(firstFront(points));
        front.sort(Comparator.comparingDouble((double[] point) -> point[last]).reversed());
        double volume = 0;
        for (int i = 0; i < front.size(); i++) {
            double[] point = front.get(i);
            List<double[]> covered = front.subList(i + 1, front.size()).stream()
                    .map(other -> worse(point, other, last))
                    .toList();
            volume += (reference[last] - point[last]) * (box(point, smaller, last) - volume(covered, smaller));
        }
        return volume;
    }

    private static List<double[]> firstFront(List<double[]> points) {
        int[] ranks = NonDominatedSorting.ranks(points.toArray(double[][]::new));
        List<double[]> front = new ArrayList<>();
        for (int i = 0; i < ranks.length; i++) {
            if (ranks[i] == 0) {
                front.add(points.get(i));
            }
        }
        return front;
    }

    private static double[] worse(double[] point, double[] other, int goals) {
        double[] worse = new double[goals];
        Arrays.setAll(worse, i -> Math.max(point[i], other[i]));
        return worse;
    }

    private static double box(double[] point, double[] reference, int goals) {
        double volume = 1;
        for (int i = 0; i < goals; i++) {
            volume *= reference[i] - point[i];
        }
        return volume;
    }
}
