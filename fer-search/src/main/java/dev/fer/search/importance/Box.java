package dev.fer.search.importance;

import dev.fer.search.sampler.internal.Axis;
import dev.fer.search.sampler.internal.UnitSpace;
import java.util.BitSet;
import java.util.List;

/**
 * The region of a leaf: of each range, an interval of the prior's quantiles; of each unordered parameter, a set of
 * choices.
 *
 * @param low where intervals begin, by the position of the parameter
 * @param high where they end
 * @param choices the sets; empty where the parameter is not unordered
 */
record Box(double[] low, double[] high, BitSet[] choices, double value) {

    /** Adds the leaves of a tree. */
    static void collect(Tree tree, List<Box> boxes) {
        UnitSpace space = tree.space();
        double[] low = new double[space.size()];
        double[] high = new double[space.size()];
        BitSet[] choices = new BitSet[space.size()];
        for (int position = 0; position < space.size(); position++) {
            high[position] = 1;
            choices[position] = new BitSet();
            if (space.axis(position).kind() == Axis.Kind.UNORDERED) {
                choices[position].set(0, space.axis(position).cells());
            }
        }
        collect(space, tree.root(), new Box(low, high, choices, 0), boxes);
    }

    private static void collect(UnitSpace space, Tree.Node node, Box box, List<Box> boxes) {
        if (node instanceof Tree.Leaf leaf) {
            boxes.add(new Box(box.low(), box.high(), box.choices(), leaf.value()));
        } else if (node instanceof Tree.Split split) {
            collect(space, split.left(), box.half(space, split, true), boxes);
            collect(space, split.right(), box.half(space, split, false), boxes);
        }
    }

    private Box half(UnitSpace space, Tree.Split split, boolean left) {
        int position = split.position();
        if (!split.choices().isEmpty()) {
            BitSet[] halved = choices.clone();
            halved[position] = (BitSet) choices[position].clone();
            if (left) {
                halved[position].and(split.choices());
            } else {
                halved[position].andNot(split.choices());
            }
            return new Box(low, high, halved, 0);
        }
        double[] bounds = left ? high.clone() : low.clone();
        bounds[position] = quantile(space.axis(position), split.threshold());
        return left ? new Box(low, bounds, choices, 0) : new Box(bounds, high, choices, 0);
    }

    /** Returns the quantile at a threshold between two coordinates. */
    static double quantile(Axis axis, double threshold) {
        return axis.kind() == Axis.Kind.CONTINUOUS ? threshold : axis.edge((int) Math.floor(threshold) + 1);
    }

    /** Returns the prior probability of this box's part of one parameter. */
    double measure(Axis axis, int position) {
        if (axis.kind() != Axis.Kind.UNORDERED) {
            return high[position] - low[position];
        }
        return choices[position].stream()
                .mapToDouble(cell -> axis.edge(cell + 1) - axis.edge(cell))
                .sum();
    }

    /** Tells whether this box holds a value of a discrete parameter. */
    boolean covers(Axis axis, int position, int cell) {
        if (axis.kind() == Axis.Kind.UNORDERED) {
            return choices[position].get(cell);
        }
        double quantile = axis.middle(cell);
        return low[position] < quantile && quantile < high[position];
    }
}
