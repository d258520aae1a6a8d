package dev.fer.search.importance;

import dev.fer.search.sampler.internal.UnitSpace;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A regression tree (Breiman et al. 1984) over the coordinates of a space. It splits ranges at a threshold, and
 * choices into those with the lower and those with the higher mean. Immutable once grown.
 */
final class Tree {
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
        return predict(position -> point[position]);
    }

    /** Predicts the value of the point whose coordinates are asked for by position. */
    double predict(IntToDoubleFunction point) {
        Node node = root;
        while (node instanceof Split split) {
            node = split.goesLeft(point.applyAsDouble(split.position())) ? split.left() : split.right();
        }
        return ((Leaf) node).value();
    }

    /**
     * Grows a tree.
     *
     * @param points of all trials, without NaN
     * @param drawn the indices of those to grow from, repetitions allowed
     */
    static Tree grow(UnitSpace space, Points points, double[] values, int[] drawn, UniformRandomProvider random) {
        return new Tree(space, new Grower(space, points, values, drawn, random).grow());
    }

    /** Returns the leaves as boxes. */
    List<Box> boxes() {
        List<Box> boxes = new ArrayList<>();
        Box.collect(this, boxes);
        return boxes;
    }
}
