package dev.fer.search.importance;

import dev.fer.search.importance.Tree.Leaf;
import dev.fer.search.importance.Tree.Node;
import dev.fer.search.importance.Tree.Split;
import dev.fer.search.sampler.internal.Axis;
import dev.fer.search.sampler.internal.UnitSpace;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.jspecify.annotations.Nullable;

/**
 * Grows one tree. The members are sorted once along every parameter; a node is the same section of each of these
 * orders, which a split divides without disturbing it, so that a level costs time linear in the members.
 */
final class Grower {
    /** A leaf holds at least so many trials, which keeps noise from being explained. */
    private static final int LEAST_IN_LEAF = 3;

    /** Of each split so many of the parameters are looked at, at most. */
    private static final int MOST_LOOKED_AT = 32;

    private static final double SHARE_LOOKED_AT = 5 / 6.0;

    /** A gain below this share of a node's squares is rounding. */
    private static final double NOTHING = 1e-13;

    private final UnitSpace space;
    private final UniformRandomProvider random;
    private final int lookedAt;
    private final double[] values;
    private final double[][] coordinates;
    private final int[][] orders;
    private final boolean[] goesLeft;
    private final int[] buffer;

    /**
     * Lays the members out.
     *
     * @param points of all trials, without NaN
     * @param drawn the indices of those to grow from, repetitions allowed
     */
    Grower(UnitSpace space, Points points, double[] values, int[] drawn, UniformRandomProvider random) {
        this.space = space;
        this.random = random;
        this.lookedAt = Math.min(MOST_LOOKED_AT, (int) Math.ceil(SHARE_LOOKED_AT * space.searched().length));
        int[] copies = new int[points.size()];
        Arrays.stream(drawn).forEach(index -> copies[index]++);
        int[] members = IntStream.range(0, copies.length)
                .flatMap(index -> IntStream.generate(() -> index).limit(copies[index]))
                .toArray();
        this.values = Arrays.stream(members).mapToDouble(index -> values[index]).toArray();
        this.coordinates = new double[space.size()][];
        this.orders = new int[space.size()][];
        for (int position : space.searched()) {
            double[] along = points.column(position);
            coordinates[position] =
                    Arrays.stream(members).mapToDouble(index -> along[index]).toArray();
            orders[position] = order(points.order(position), copies);
        }
        this.goesLeft = new boolean[values.length];
        this.buffer = new int[values.length];
    }

    /** Turns an order of the trials into one of the members, of which a trial's copies are consecutive ones. */
    private static int[] order(int[] trials, int[] copies) {
        int[] first = new int[copies.length + 1];
        for (int index = 0; index < copies.length; index++) {
            first[index + 1] = first[index] + copies[index];
        }
        int[] order = new int[first[copies.length]];
        int filled = 0;
        for (int index : trials) {
            for (int member = first[index]; member < first[index + 1]; member++) {
                order[filled++] = member;
            }
        }
        return order;
    }

    Node grow() {
        double mean = Arrays.stream(values).average().orElseThrow();
        return lookedAt == 0 ? new Leaf(mean) : node(0, values.length);
    }

    /** A split that is considered: the members that go left and what that gains. */
    private record Candidate(int position, double threshold, BitSet choices, double gain) {}

    private Node node(int from, int to) {
        int[] members = orders[space.searched()[0]];
        double sum = 0;
        double squares = 0;
        for (int i = from; i < to; i++) {
            sum += values[members[i]];
            squares += values[members[i]] * values[members[i]];
        }
        Candidate best = to - from < 2 * LEAST_IN_LEAF ? null : best(from, to, sum);
        if (best == null || best.gain() <= NOTHING * squares) {
            return new Leaf(sum / (to - from));
        }
        int middle = divide(best, from, to);
        return new Split(best.position(), best.threshold(), best.choices(), node(from, middle), node(middle, to));
    }

    private @Nullable Candidate best(int from, int to, double sum) {
        Candidate best = null;
        for (int index : new PermutationSampler(random, space.searched().length, lookedAt).sample()) {
            int position = space.searched()[index];
            Candidate candidate = space.axis(position).kind() == Axis.Kind.UNORDERED
                    ? amongChoices(position, from, to, sum)
                    : amongThresholds(position, from, to, sum);
            if (candidate != null && (best == null || candidate.gain() > best.gain())) {
                best = candidate;
            }
        }
        return best;
    }

    private @Nullable Candidate amongThresholds(int position, int from, int to, double sum) {
        int[] order = orders[position];
        double[] along = coordinates[position];
        double left = 0;
        double most = 0;
        int best = -1;
        for (int i = from + 1; i < to; i++) {
            left += values[order[i - 1]];
            if (i - from >= LEAST_IN_LEAF && to - i >= LEAST_IN_LEAF && along[order[i]] > along[order[i - 1]]) {
                double gain = gain(left, i - from, sum, to - from);
                if (gain > most) {
                    most = gain;
                    best = i;
                }
            }
        }
        if (best < 0) {
            return null;
        }
        double below = along[order[best - 1]];
        double above = along[order[best]];
        double middle = (below + above) / 2;
        return new Candidate(position, middle < above ? middle : below, new BitSet(), most);
    }

    /** Sorts choices by their mean: the best split into two sets is one of neighbours then (Fisher 1958). */
    private @Nullable Candidate amongChoices(int position, int from, int to, double sum) {
        int cells = space.axis(position).cells();
        double[] sums = new double[cells];
        int[] counts = new int[cells];
        for (int i = from; i < to; i++) {
            int member = orders[position][i];
            sums[(int) coordinates[position][member]] += values[member];
            counts[(int) coordinates[position][member]]++;
        }
        int[] present = IntStream.range(0, cells)
                .filter(cell -> counts[cell] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(cell -> sums[cell] / counts[cell]))
                .mapToInt(Integer::intValue)
                .toArray();
        double left = 0;
        int count = 0;
        double most = 0;
        BitSet best = new BitSet();
        BitSet choices = new BitSet();
        for (int i = 0; i < present.length - 1; i++) {
            left += sums[present[i]];
            count += counts[present[i]];
            choices.set(present[i]);
            double gain = gain(left, count, sum, to - from);
            if (count >= LEAST_IN_LEAF && to - from - count >= LEAST_IN_LEAF && gain > most) {
                most = gain;
                best = withAbsent(choices, counts, 2 * count > to - from);
            }
        }
        return most == 0 ? null : new Candidate(position, 0, best, most);
    }

    /** A choice that none of a node's members has goes where most of them go. */
    private static BitSet withAbsent(BitSet choices, int[] counts, boolean mostGoLeft) {
        BitSet all = (BitSet) choices.clone();
        for (int cell = 0; mostGoLeft && cell < counts.length; cell++) {
            if (counts[cell] == 0) {
                all.set(cell);
            }
        }
        return all;
    }

    /** Returns by how much a split lessens the sum of squared errors. */
    private static double gain(double left, int count, double sum, int all) {
        double surplus = left * all - sum * count;
        return surplus * surplus / ((double) all * count * (all - count));
    }

    /** Divides every order into those that go left and right, and returns where the right ones begin. */
    private int divide(Candidate split, int from, int to) {
        double[] along = coordinates[split.position()];
        int middle = from;
        for (int i = from; i < to; i++) {
            int member = orders[split.position()][i];
            goesLeft[member] = split.choices().isEmpty()
                    ? along[member] <= split.threshold()
                    : split.choices().get((int) along[member]);
            middle += goesLeft[member] ? 1 : 0;
        }
        for (int position : space.searched()) {
            int[] order = orders[position];
            int left = from;
            int right = 0;
            for (int i = from; i < to; i++) {
                int member = order[i];
                if (goesLeft[member]) {
                    order[left++] = member;
                } else {
                    buffer[right++] = member;
                }
            }
            System.arraycopy(buffer, 0, order, left, right);
        }
        return middle;
    }
}
