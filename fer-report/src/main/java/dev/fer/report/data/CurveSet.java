package dev.fer.report.data;

import dev.fer.search.Goal;
import dev.fer.search.Report;
import dev.fer.search.Trial;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * One metric step by step, for the trials that reported it.
 *
 * @param metric its name
 * @param curves by trial number; of large studies a selection
 * @param left how many trials with reports of it are not among them, to keep the report small
 */
public record CurveSet(String metric, List<Curve> curves, int left) {
    /** A curve keeps at most this many points; see {@link Downsampling}. */
    static final int MOST_POINTS = 200;
    /** A set keeps about as many points in all. */
    static final int MOST_POINTS_IN_ALL = 250_000;
    /** Metrics other than the goal's are kept for as many of the best trials. */
    static final int BEST_TRIALS = 20;

    /**
     * The curve of one trial.
     *
     * @param trial its number
     * @param steps rising
     * @param values one for each step, finite or not
     */
    public record Curve(int trial, int[] steps, double[] values) {}

    /** Copies the curves. */
    public CurveSet {
        curves = List.copyOf(curves);
    }

    static List<CurveSet> of(Goal goal, List<Trial> trials, ValueHistory history, Map<Integer, List<Report>> reports) {
        Set<String> metrics = new HashSet<>();
        reports.values()
                .forEach(all ->
                        all.forEach(report -> metrics.addAll(report.metrics().keySet())));
        List<Integer> order = order(trials, history);
        List<CurveSet> sets = new ArrayList<>();
        if (metrics.remove(goal.metric())) {
            sets.add(set(goal.metric(), order, reports, Integer.MAX_VALUE));
        }
        new TreeSet<>(metrics).forEach(metric -> sets.add(set(metric, order, reports, BEST_TRIALS)));
        return sets.stream().filter(set -> !set.curves.isEmpty()).toList();
    }

    /** Trial numbers by their claim to be shown: the best complete ones, then the others from the newest on. */
    private static List<Integer> order(List<Trial> trials, ValueHistory history) {
        List<Integer> order = new ArrayList<>();
        history.ranking().forEach(position -> order.add(trials.get(position).number()));
        Set<Integer> ranked = new HashSet<>(order);
        List<Integer> others = new ArrayList<>(trials.stream()
                .map(Trial::number)
                .filter(number -> !ranked.contains(number))
                .toList());
        Collections.reverse(others);
        order.addAll(Math.min(order.size(), BEST_TRIALS), others);
        return order;
    }

    private static CurveSet set(String metric, List<Integer> order, Map<Integer, List<Report>> reports, int most) {
        List<Curve> curves = new ArrayList<>();
        int points = 0;
        int left = 0;
        for (int number : order) {
            List<Report> telling = telling(metric, reports.getOrDefault(number, List.of()));
            int kept = Math.min(MOST_POINTS, telling.size());
            if (telling.isEmpty()) {
                continue;
            }
            if (curves.size() < most && points + kept <= MOST_POINTS_IN_ALL) {
                curves.add(curve(metric, number, telling));
                points += kept;
            } else {
                left++;
            }
        }
        curves.sort(Comparator.comparingInt(Curve::trial));
        return new CurveSet(metric, curves, left);
    }

    private static List<Report> telling(String metric, List<Report> reports) {
        List<Report> telling = new ArrayList<>(reports.size());
        for (Report report : reports) {
            if (report.metrics().containsKey(metric)) {
                telling.add(report);
            }
        }
        return telling;
    }

    private static Curve curve(String metric, int number, List<Report> reports) {
        reports.sort(Comparator.comparingInt(Report::step));
        int[] steps = new int[reports.size()];
        double[] values = new double[reports.size()];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = reports.get(i).step();
            values[i] = reports.get(i).metrics().getOrDefault(metric, Double.NaN);
        }
        if (steps.length <= MOST_POINTS) {
            return new Curve(number, steps, values);
        }
        int[] kept = Downsampling.largestTriangles(steps, values, MOST_POINTS);
        return new Curve(
                number,
                IntStream.of(kept).map(i -> steps[i]).toArray(),
                IntStream.of(kept).mapToDouble(i -> values[i]).toArray());
    }
}
