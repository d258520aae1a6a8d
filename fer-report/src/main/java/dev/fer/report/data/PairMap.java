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
        double[][] trials = IntStream.range(0, values.length)
                .filter(i -> Double.isFinite(values[i]))
                .mapToObj(i -> new double[] {first.position(first.codes()[i]), second.position(second.codes()[i])})
                .filter(trial -> Double.isFinite(trial[0]) && Double.isFinite(trial[1]))
                .toArray(double[][]::new);
        double[] rows =
                Arrays.stream(surface.firstCodes()).map(first::position).toArray();
        double[] columns =
                Arrays.stream(surface.secondCodes()).map(second::position).toArray();
        boolean[] supported = new boolean[rows.length * columns.length];
        for (int cell = 0; cell < supported.length; cell++) {
            double row = rows[cell / columns.length];
            double column = columns[cell % columns.length];
            supported[cell] = Arrays.stream(trials)
                    .anyMatch(trial -> Math.hypot(trial[0] - row, trial[1] - column) <= NEAR);
        }
        OptionalInt best = IntStream.range(0, supported.length)
                .filter(cell -> supported[cell])
                .boxed()
                .min(Comparator.comparingDouble(cell -> direction.loss(surface.mean()[cell])))
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
        return new PairMap(surface, share, supported, best);
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
