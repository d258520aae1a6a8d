package dev.fer.report.data;

import dev.fer.search.Direction;
import dev.fer.search.importance.Surface;
import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * What is predicted over two parameters, and where trials bear it out.
 *
 * @param surface the predictions, laid out on a grid
 * @param share what the two explain together beyond what each explains alone, from 0 to 1
 * @param supported aligned with the surface's predictions: whether a complete trial lies within {@link #NEAR} of the
 *     range of both parameters; of choices, whether one has the same
 * @param best where among those the best prediction lies; empty if none is supported
 */
public record PairMap(Surface surface, double share, boolean[] supported, OptionalInt best) {
    /** How far from a trial a prediction is still believed, as a share of a parameter's range. */
    public static final double NEAR = 0.1;

    /**
     * Looks where a surface is supported.
     *
     * @param values of complete trials, NaN for others; aligned with the columns
     */
    static PairMap of(
            Surface surface,
            double share,
            ParameterColumn first,
            ParameterColumn second,
            double[] values,
            Direction direction) {
        double[] rows = positions(first, surface.firstCodes());
        double[] columns = positions(second, surface.secondCodes());
        double[] x = positions(first, first.codes());
        double[] y = positions(second, second.codes());
        boolean[] supported = new boolean[rows.length * columns.length];
        for (int trial = 0; trial < values.length; trial++) {
            if (Double.isFinite(values[trial])) {
                support(supported, rows, columns, x[trial], y[trial]);
            }
        }
        OptionalInt best = IntStream.range(0, supported.length)
                .filter(cell -> supported[cell])
                .boxed()
                .min(Comparator.comparingDouble(cell -> direction.loss(surface.mean()[cell])))
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
        return new PairMap(surface, share, supported, best);
    }

    private static double[] positions(ParameterColumn column, double[] codes) {
        return Arrays.stream(codes).map(column::position).toArray();
    }

    private static void support(boolean[] supported, double[] rows, double[] columns, double x, double y) {
        for (int row = 0; row < rows.length; row++) {
            double free = NEAR * NEAR - (rows[row] - x) * (rows[row] - x);
            for (int column = 0; free >= 0 && column < columns.length; column++) {
                if ((columns[column] - y) * (columns[column] - y) <= free) {
                    supported[row * columns.length + column] = true;
                }
            }
        }
    }

    /** Returns the first parameter's code of a cell. */
    public double firstCode(int cell) {
        return surface.firstCodes()[cell / surface.secondCodes().length];
    }

    /** Returns the second parameter's code of a cell. */
    public double secondCode(int cell) {
        return surface.secondCodes()[cell % surface.secondCodes().length];
    }
}
