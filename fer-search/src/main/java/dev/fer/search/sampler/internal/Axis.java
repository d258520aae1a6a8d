package dev.fer.search.sampler.internal;

import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.ConstantParameter;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.IntParameter;
import dev.fer.search.space.NormalParameter;
import dev.fer.search.space.OrdinalParameter;
import dev.fer.search.space.Parameter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/**
 * One parameter in the coordinate that samplers work in. The coordinate of a {@link Kind#CONTINUOUS} axis is the
 * quantile of the parameter's prior, so that the prior is uniform on [0, 1] whatever it was (log, normal); that of
 * the discrete kinds is the index of a cell of [0, 1] that is as wide as the prior probability of its value.
 * Immutable and thread-safe.
 */
public final class Axis {
    /** A finer grid is treated as continuous and rounded: tables of all pairs of cells would cost more than they gain. */
    private static final long MOST_CELLS = 32;

    /** What the neighbourhood of a value means. */
    public enum Kind {
        /** Values are real, or on a grid so fine that it does not matter. */
        CONTINUOUS,
        /** Few values, of which neighbours are alike. */
        ORDERED,
        /** Choices without an order. */
        UNORDERED
    }

    private final Parameter parameter;
    private final Kind kind;
    private final Warp warp;
    private final double first;
    private final double step;
    private final double[] edges;

    private Axis(Parameter parameter, Kind kind, Warp warp, double first, double step, double[] edges) {
        this.parameter = parameter;
        this.kind = kind;
        this.warp = warp;
        this.first = first;
        this.step = step;
        this.edges = edges;
    }

    /** Creates the axis of a parameter. */
    public static Axis of(Parameter parameter) {
        if (parameter instanceof CategoricalParameter choice) {
            return unordered(choice);
        }
        if (parameter instanceof NormalParameter normal) {
            return new Axis(normal, Kind.CONTINUOUS, Warp.normal(normal), 0, 0, new double[0]);
        }
        if (parameter instanceof FloatParameter real && real.step().isEmpty()) {
            Warp warp = real.low() == real.high() ? Warp.POINT : Warp.between(real.low(), real.high(), real.log());
            return new Axis(real, Kind.CONTINUOUS, warp, real.low(), 0, new double[0]);
        }
        if (parameter instanceof FloatParameter real) {
            return grid(real, real.low(), real.step().orElseThrow(), false);
        }
        if (parameter instanceof IntParameter whole) {
            return grid(whole, (double) whole.low(), (double) whole.step(), whole.log());
        }
        if (parameter instanceof OrdinalParameter || parameter instanceof ConstantParameter) {
            return grid(parameter, 0, 1, false);
        }
        throw new IllegalArgumentException("no axis for " + parameter);
    }

    private static Axis unordered(CategoricalParameter choice) {
        double[] edges = new double[choice.choices().size() + 1];
        for (int i = 1; i < edges.length; i++) {
            edges[i] = edges[i - 1] + choice.weight(i - 1);
        }
        edges[edges.length - 1] = 1;
        return new Axis(choice, Kind.UNORDERED, Warp.POINT, 0, 1, edges);
    }

    private static Axis grid(Parameter parameter, double first, double step, boolean log) {
        long cells = parameter.cardinality();
        Warp warp = Warp.between(first - step / 2, first + (cells - 0.5) * step, log);
        if (cells > MOST_CELLS) {
            return new Axis(parameter, Kind.CONTINUOUS, warp, first, step, new double[0]);
        }
        double[] edges = new double[(int) cells + 1];
        for (int i = 1; i < edges.length; i++) {
            edges[i] = warp.unit(first + (i - 0.5) * step);
        }
        edges[edges.length - 1] = 1;
        return new Axis(parameter, Kind.ORDERED, warp, first, step, edges);
    }

    /** Returns the kind. */
    public Kind kind() {
        return kind;
    }

    /** Returns the number of cells of a discrete axis, 0 for a continuous one. */
    public int cells() {
        return Math.max(0, edges.length - 1);
    }

    /** Returns where a cell begins in [0, 1]; the one after the last cell begins at 1. */
    public double edge(int cell) {
        return edges[cell];
    }

    /** Returns the coordinate of a code that the parameter's values have. */
    public double coordinate(double code) {
        return kind == Kind.CONTINUOUS ? warp.unit(code) : Math.rint((code - first) / step);
    }

    /** Returns the quantile of the prior that a coordinate stands for: itself, or the middle of its cell. */
    public double middle(double coordinate) {
        if (kind == Kind.CONTINUOUS) {
            return coordinate;
        }
        int cell = (int) coordinate;
        return (edges[cell] + edges[cell + 1]) / 2;
    }

    /** Returns the code of a coordinate; it is the code of a value that the parameter contains. */
    public double code(double coordinate) {
        double code = kind == Kind.CONTINUOUS ? warp.code(coordinate) : first + coordinate * step;
        return parameter.encode(parameter.decode(code));
    }

    /** Returns the width of the grid of codes, 0 for none. */
    public double step() {
        return step;
    }

    /** Returns the quantile of the prior at a code, or between two codes, of an axis that is not unordered. */
    public double quantile(double code) {
        return warp.unit(code);
    }

    /** Returns the coordinate at a quantile in [0, 1) of the prior: a uniform quantile gives a draw from the prior. */
    public double atQuantile(double quantile) {
        if (kind == Kind.CONTINUOUS) {
            return quantile;
        }
        int at = Arrays.binarySearch(edges, quantile);
        return Math.min(at >= 0 ? at : -at - 2, cells() - 1);
    }

    /**
     * Returns the code of one of some levels that are evenly spread over a continuous axis: from bound to bound, or
     * over the middles of equally likely parts where the prior is normal and bounds may be infinite.
     */
    public double level(int index, int levels) {
        if (parameter instanceof NormalParameter) {
            return rounded(code((index + 0.5) / levels));
        }
        if (index == 0 || index == levels - 1) {
            return parameter.encode(parameter.decode(index == 0 ? -Double.MAX_VALUE : Double.MAX_VALUE));
        }
        double low = warp.unit(first);
        double high = step > 0 ? warp.unit(first + (parameter.cardinality() - 1) * step) : 1;
        return rounded(code(low + index / (levels - 1.0) * (high - low)));
    }

    /** Takes away what a logarithm and back leaves behind: 1e-3, not 9.999999999999998e-4. */
    private double rounded(double code) {
        double tidy = new BigDecimal(code).round(new MathContext(12)).doubleValue();
        return parameter.encode(parameter.decode(tidy));
    }

    /** Returns the number of distinct values, {@link Long#MAX_VALUE} for a continuous range. */
    long cardinality() {
        return parameter.cardinality();
    }

    /** Returns the code of the value with this index, of a parameter of finite cardinality. */
    double codeOfIndex(long index) {
        return parameter.encode(parameter.decode(first + index * step));
    }
}
