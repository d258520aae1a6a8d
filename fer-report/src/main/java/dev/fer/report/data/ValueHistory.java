package dev.fer.report.data;

import dev.fer.search.Goal;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What value each trial reached and when, as columns aligned with the trials by number.
 *
 * @param values the goal's value: final of a complete trial, last reported of a pruned or unfinished one; NaN
 *     where there is none and for failed trials
 * @param elapsed seconds from the study's beginning to the trial's end, 0 for what it knew from elsewhere then; NaN
 *     while it has not ended
 * @param compute seconds of work spent on this and all trials of lower numbers
 * @param improvements positions of the complete trials that were better than all complete ones before them
 * @param ranking positions of the complete trials with a value, the best first; of equals the earlier first
 */
public record ValueHistory(
        double[] values, double[] elapsed, double[] compute, List<Integer> improvements, List<Integer> ranking) {

    /** Copies the lists; the arrays are shared and not to be changed. */
    public ValueHistory {
        improvements = List.copyOf(improvements);
        ranking = List.copyOf(ranking);
    }

    static ValueHistory of(Goal goal, List<Trial> trials, Instant start) {
        double[] values =
                trials.stream().mapToDouble(trial -> value(trial, goal)).toArray();
        double[] elapsed = trials.stream()
                .mapToDouble(trial -> trial.finished()
                        .map(end -> Math.max(0, seconds(Duration.between(start, end))))
                        .orElse(Double.NaN))
                .toArray();
        double[] compute = new double[values.length];
        double spent = 0;
        for (int i = 0; i < compute.length; i++) {
            spent += seconds(trials.get(i).computeTime());
            compute[i] = spent;
        }
        return new ValueHistory(
                values, elapsed, compute, improvements(goal, trials, values), ranking(goal, trials, values));
    }

    private static double value(Trial trial, Goal goal) {
        return trial.state() == TrialState.FAILED
                ? Double.NaN
                : trial.metric(goal.metric()).filter(Double::isFinite).orElse(Double.NaN);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static List<Integer> improvements(Goal goal, List<Trial> trials, double[] values) {
        List<Integer> improvements = new ArrayList<>();
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < values.length; i++) {
            double loss = goal.direction().loss(values[i]);
            if (trials.get(i).state() == TrialState.COMPLETE && loss < best) {
                best = loss;
                improvements.add(i);
            }
        }
        return improvements;
    }

    private static List<Integer> ranking(Goal goal, List<Trial> trials, double[] values) {
        return IntStream.range(0, values.length)
                .filter(i -> trials.get(i).state() == TrialState.COMPLETE && Double.isFinite(values[i]))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> goal.direction().loss(values[i])))
                .toList();
    }

    /** Returns the history of the shown trials; its positions are theirs. */
    ValueHistory shown(Sample sample) {
        int[] shownAt = new int[values.length];
        Arrays.fill(shownAt, -1);
        for (int i = 0; i < sample.size(); i++) {
            shownAt[sample.positions().get(i)] = i;
        }
        return new ValueHistory(
                sample.of(values),
                sample.of(elapsed),
                sample.of(compute),
                shown(improvements, shownAt),
                shown(ranking, shownAt));
    }

    private static List<Integer> shown(List<Integer> positions, int[] shownAt) {
        return positions.stream().map(i -> shownAt[i]).filter(i -> i >= 0).toList();
    }

    /** Returns the position of the best complete trial, the earliest of equals; empty if there is none. */
    public Optional<Integer> best() {
        return ranking.stream().findFirst();
    }
}
