package dev.fer.search.sampler.internal;

import dev.fer.search.space.Configuration;
import dev.fer.search.space.Parameter;
import dev.fer.search.space.SearchSpace;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A search space as one {@link Axis} per parameter, with conditions and forbidden combinations that are cheap to
 * evaluate. A <em>point</em> holds one coordinate per parameter, in the space's order, NaN where inactive.
 * Immutable and thread-safe.
 */
public final class UnitSpace {
    private final SearchSpace space;
    private final Axis[] axes;
    private final Rule[] conditions;
    private final Rule forbidden;
    private final int[] order;
    private final int[] searched;

    /** Compiles a space. */
    public UnitSpace(SearchSpace space) {
        this.space = space;
        List<Parameter> parameters = space.parameters();
        axes = parameters.stream().map(Axis::of).toArray(Axis[]::new);
        conditions = parameters.stream()
                .map(p -> p.when().map(c -> Rule.of(c, space)).orElse(Rule.ALWAYS))
                .toArray(Rule[]::new);
        forbidden = Rule.of(space.forbidden(), space);
        order = space.dependencyOrder().stream()
                .mapToInt(p -> space.indexOf(p.name()).orElseThrow())
                .toArray();
        searched = IntStream.range(0, axes.length)
                .filter(position -> axes[position].cardinality() > 1)
                .toArray();
    }

    /** Gives the coordinate of a parameter that turned out to be active. */
    @FunctionalInterface
    public interface Draw {
        /** Returns the coordinate of the parameter at this position. */
        double coordinate(int position);
    }

    /** Returns the number of parameters, constants included. */
    public int size() {
        return axes.length;
    }

    /** Returns the axis of the parameter at a position. */
    public Axis axis(int position) {
        return axes[position];
    }

    /** Returns the positions of the parameters that have more than one value; not to be changed. */
    public int[] searched() {
        return searched;
    }

    /** Tells whether some configurations lack the parameter at a position. */
    public boolean isConditional(int position) {
        return conditions[position] != Rule.ALWAYS;
    }

    /** Tells whether only finitely many configurations share the active parameters of a point. */
    public boolean isFinite(double[] point) {
        for (int position : searched) {
            if (!Double.isNaN(point[position]) && axes[position].cardinality() == Long.MAX_VALUE) {
                return false;
            }
        }
        return true;
    }

    /** Returns the positions, each after those that its condition looks at. */
    int[] order() {
        return order;
    }

    /** Tells whether a parameter exists, given the codes of those its condition looks at. */
    boolean isActive(int position, double[] codes) {
        return conditions[position].holds(codes);
    }

    /** Tells whether codes, NaN where inactive or not yet given, hold a forbidden combination. */
    public boolean isForbidden(double[] codes) {
        return forbidden.holds(codes);
    }

    /**
     * Walks down the tree of conditions and asks for the coordinate of each active parameter.
     *
     * @param point receives the coordinates
     * @return the codes, NaN where inactive
     */
    public double[] walk(Draw draw, double[] point) {
        double[] codes = new double[axes.length];
        Arrays.fill(codes, Double.NaN);
        Arrays.fill(point, Double.NaN);
        for (int position : order) {
            if (isActive(position, codes)) {
                codes[position] = axes[position].code(draw.coordinate(position));
                point[position] = axes[position].coordinate(codes[position]);
            }
        }
        return codes;
    }

    /** Draws codes from the prior, without regard to forbidden combinations. */
    public double[] draw(UniformRandomProvider random) {
        return walk(position -> axes[position].atQuantile(random.nextDouble()), new double[axes.length]);
    }

    /** Returns the point of codes. */
    public double[] point(double[] codes) {
        double[] point = new double[codes.length];
        for (int i = 0; i < point.length; i++) {
            point[i] = Double.isNaN(codes[i]) ? Double.NaN : axes[i].coordinate(codes[i]);
        }
        return point;
    }

    /** Returns the codes of a point. */
    public double[] codes(double[] point) {
        double[] codes = new double[point.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = Double.isNaN(point[i]) ? Double.NaN : axes[i].code(point[i]);
        }
        return codes;
    }

    /** Returns the configuration of codes. */
    public Configuration configuration(double[] codes) {
        return space.decode(codes);
    }
}
