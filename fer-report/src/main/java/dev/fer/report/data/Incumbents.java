package dev.fer.report.data;

import dev.fer.search.Direction;
import java.util.Arrays;
import java.util.List;

/**
 * The best value that a contender's runs had found by then: the middle one of the runs, in a band. It begins where half
 * of the runs have a value and ends with the shortest run.
 *
 * @param at the effort spent, rising; between two the values stay as they were
 * @param median of the runs' best values
 * @param low the band's lower edge; not finite while a run has no value
 * @param high the band's upper edge; not finite while a run has no value
 */
public record Incumbents(double[] at, double[] median, double[] low, double[] high) {
    /** From so many runs on the band holds the middle half of them; below, all. */
    public static final int RUNS_FOR_QUARTILES = 8;

    static Incumbents of(List<Trajectory> runs, Direction direction) {
        double end = runs.stream().mapToDouble(Trajectory::end).min().orElseThrow();
        double edge = runs.size() < RUNS_FOR_QUARTILES ? 0 : 0.25;
        double[] at = runs.stream()
                .flatMapToDouble(run -> Arrays.stream(run.improvements()))
                .filter(effort -> effort < end)
                .sorted()
                .distinct()
                .filter(effort -> Double.isFinite(Spread.quantile(values(runs, effort, direction), 0.5)))
                .toArray();
        double[] all = Arrays.copyOf(at, at.length + 1);
        all[at.length] = end;
        return new Incumbents(
                all,
                column(runs, all, direction, 0.5),
                column(runs, all, direction, edge),
                column(runs, all, direction, 1 - edge));
    }

    private static double[] column(List<Trajectory> runs, double[] at, Direction direction, double share) {
        return Arrays.stream(at)
                .map(effort -> Spread.quantile(values(runs, effort, direction), share))
                .toArray();
    }

    private static double[] values(List<Trajectory> runs, double effort, Direction direction) {
        return runs.stream()
                .mapToDouble(run -> direction.loss(run.bestWithin(effort)))
                .toArray();
    }

    /** Returns the middle value after some effort; NaN before the first. */
    public double median(double effort) {
        double value = Double.NaN;
        for (int i = 0; i < at.length && at[i] <= effort; i++) {
            value = median[i];
        }
        return value;
    }
}
