package dev.fer.search.sampler.gp;

import dev.fer.search.sampler.internal.Axis;
import dev.fer.search.sampler.internal.UnitSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Turns the points of a search space into vectors whose distances the kernel measures.
 *
 * <p>A continuous axis becomes its coordinate; an ordered one the middle of its cell, stretched so that the first
 * cell is 0 and the last 1; an unordered one the index of its cell, of which only equality counts. A conditional
 * axis that is inactive stands in the middle and a second feature says that it is inactive: two points that both
 * lack the parameter are not apart in it; a point that lacks it is half the range away from the middle value, and a
 * little more from others. All of this is a Euclidean embedding, so that kernels stay positive definite. Immutable and
 * thread-safe.
 */
final class Features {
    /** The squared distance that is due to one of two points lacking a parameter. */
    private static final double ABSENCE = 0.25;

    private final UnitSpace space;
    private final Feature[] features;
    private final int[] first;

    /** What a feature is made of. */
    private enum Kind {
        VALUE,
        PRESENCE,
        CHOICE
    }

    /** One number of a vector: of which position of the space, and of which of the searched axes. */
    private record Feature(Kind kind, int position, int axis) {}

    Features(UnitSpace space) {
        this.space = space;
        List<Feature> all = new ArrayList<>();
        int[] searched = space.searched();
        first = new int[searched.length + 1];
        for (int i = 0; i < searched.length; i++) {
            boolean choice = space.axis(searched[i]).kind() == Axis.Kind.UNORDERED;
            all.add(new Feature(choice ? Kind.CHOICE : Kind.VALUE, searched[i], i));
            if (!choice && space.isConditional(searched[i])) {
                all.add(new Feature(Kind.PRESENCE, searched[i], i));
            }
            first[i + 1] = all.size();
        }
        this.features = all.toArray(Feature[]::new);
    }

    /** Returns the number of features. */
    int count() {
        return features.length;
    }

    /** Returns the number of searched axes, each of which has one length-scale. */
    int axes() {
        return first.length - 1;
    }

    /** Returns which axis a feature belongs to. */
    int axis(int feature) {
        return features[feature].axis();
    }

    /** Returns the first feature of an axis; its others follow. */
    int first(int axis) {
        return first[axis];
    }

    /** Tells whether only equality counts in a feature, as opposed to the difference. */
    boolean isChoice(int feature) {
        return features[feature].kind() == Kind.CHOICE;
    }

    /** Returns the position in the space whose coordinate a feature is, where it may be moved gradually, else -1. */
    int continuousPosition(int feature) {
        Feature of = features[feature];
        return of.kind() == Kind.VALUE && space.axis(of.position()).kind() == Axis.Kind.CONTINUOUS ? of.position() : -1;
    }

    /** Returns the features of a point. */
    double[] of(double[] point) {
        return Arrays.stream(features)
                .mapToDouble(feature -> value(feature, point[feature.position()]))
                .toArray();
    }

    /** Returns the features of the point that codes stand for. */
    double[] ofCodes(double[] codes) {
        return of(space.point(codes));
    }

    private double value(Feature feature, double coordinate) {
        boolean absent = Double.isNaN(coordinate);
        return switch (feature.kind()) {
            case VALUE -> absent ? 0.5 : place(space.axis(feature.position()), coordinate);
            case PRESENCE -> absent ? 0 : Math.sqrt(ABSENCE);
            case CHOICE -> absent ? -1 : coordinate;
        };
    }

    private static double place(Axis axis, double coordinate) {
        if (axis.kind() == Axis.Kind.CONTINUOUS) {
            return coordinate;
        }
        double first = axis.middle(0);
        double last = axis.middle(axis.cells() - 1);
        return (axis.middle(coordinate) - first) / (last - first);
    }
}
