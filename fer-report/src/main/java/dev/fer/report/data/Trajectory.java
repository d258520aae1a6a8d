package dev.fer.report.data;

import dev.fer.search.Goal;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What a study had reached after how much effort: its complete trials in the order in which they ended, each at what
 * all trials that had ended by then had cost. Values are losses here, less is better.
 *
 * <p>An unfinished trial counts at the end of the work that was spent on it.
 *
 * @param at the effort spent when each complete trial ended, rising
 * @param losses of these trials
 * @param best the smallest loss up to each of them
 * @param end the effort spent in all
 */
record Trajectory(double[] at, double[] losses, double[] best, double end) {
    private static final double ROUNDING = 1e-9;

    static Trajectory of(StudyData study, Effort unit) {
        Goal goal = study.goal();
        List<Trial> trials = study.trials().stream()
                .sorted(Comparator.comparing(Trajectory::ended).thenComparingInt(Trial::number))
                .toList();
        List<double[]> points = new ArrayList<>();
        double spent = 0;
        double best = Double.POSITIVE_INFINITY;
        for (Trial trial : trials) {
            spent += unit.of(trial);
            double loss = goal.direction()
                    .loss(trial.metric(goal.metric()).filter(Double::isFinite).orElse(Double.NaN));
            if (trial.state() == TrialState.COMPLETE && !Double.isNaN(loss)) {
                best = Math.min(best, loss);
                points.add(new double[] {spent, loss, best});
            }
        }
        return new Trajectory(column(points, 0), column(points, 1), column(points, 2), spent);
    }

    private static Instant ended(Trial trial) {
        return trial.finished()
                .or(() -> trial.started().map(start -> start.plus(trial.computeTime())))
                .orElse(Instant.MAX);
    }

    private static double[] column(List<double[]> points, int column) {
        return points.stream().mapToDouble(point -> point[column]).toArray();
    }

    /** Returns the best loss within some effort; infinite where there is none yet. */
    double bestWithin(double effort) {
        int known = within(effort);
        return known == 0 ? Double.POSITIVE_INFINITY : best[known - 1];
    }

    /** Returns the losses within some effort. */
    double[] lossesWithin(double effort) {
        return Arrays.copyOf(losses, within(effort));
    }

    private int within(double effort) {
        int low = 0;
        int high = at.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (at[middle] <= effort * (1 + ROUNDING)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Returns the efforts at which the best loss became smaller. */
    double[] improvements() {
        List<Double> improvements = new ArrayList<>();
        for (int i = 0; i < at.length; i++) {
            if (i == 0 || best[i] < best[i - 1]) {
                improvements.add(at[i]);
            }
        }
        return improvements.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /**
     * Returns the mean, over an effort, of how near the best loss so far is to the best of all: 1 is there from the
     * start, 0 is no nearer than a reference.
     *
     * @param effort positive
     * @param least the best loss of all
     * @param reference the loss that counts as nothing, not below {@code least}
     */
    double area(double effort, double least, double reference) {
        double area = 0;
        double[] steps = improvements();
        for (int i = 0; i < steps.length && steps[i] < effort; i++) {
            double until = i + 1 < steps.length ? Math.min(effort, steps[i + 1]) : effort;
            double gap = bestWithin(steps[i]) - least;
            double nearness = reference > least ? Math.max(0, 1 - gap / (reference - least)) : gap <= 0 ? 1 : 0;
            area += nearness * (until - steps[i]);
        }
        return area / effort;
    }
}
