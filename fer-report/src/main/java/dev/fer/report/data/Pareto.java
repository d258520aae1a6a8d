package dev.fer.report.data;

import dev.fer.search.Goal;
import dev.fer.search.Trial;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.pareto.Hypervolume;
import dev.fer.search.pareto.NonDominatedSorting;
import dev.fer.search.pareto.ParetoFront;
import dev.fer.search.run.Averages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The trade-offs that a study of several goals has found: no trial of the front is beaten in all goals by another one. A
 * configuration that was run several times counts once, with the means of its runs.
 *
 * @param goals two or more
 * @param compared how many trials are complete with a finite value of each goal
 * @param front positions of the trials on the front, by the first goal, the best first; trials of equal values are
 *     all there
 * @param values those of the goals of each trial on the front
 * @param growth how the front came about; empty where computing it would take too long
 */
public record Pareto(
        List<Goal> goals, int compared, List<Integer> front, List<List<Double>> values, Optional<Growth> growth) {
    /** Volumes in more dimensions grow dear: beyond three goals they are told of short studies only. */
    private static final int GOALS_OF_LONG_STUDIES = 3;

    private static final int LONG_STUDY = 500;

    /**
     * The hypervolume that trials dominate (see {@link Hypervolume}), as trials came by number.
     *
     * @param reference the point up to which it counts, as values of the goals: the worst ones and a tenth of their
     *     range beyond
     * @param positions of the trials that added to it, rising
     * @param shares of the final volume that were dominated from each of these trials on, rising to 1
     */
    public record Growth(double[] reference, int[] positions, double[] shares) {}

    /** Copies the lists. */
    public Pareto {
        goals = List.copyOf(goals);
        front = List.copyOf(front);
        values = List.copyOf(values);
    }

    /** Returns the front of a study with several goals; empty with one goal. */
    static Optional<Pareto> of(SearchDefinition definition, List<Trial> trials) {
        List<Goal> goals = definition.goals();
        if (goals.size() < 2) {
            return Optional.empty();
        }
        List<Trial> configurations = Averages.of(definition, trials);
        List<Trial> front = ParetoFront.of(configurations, goals).trials();
        double[][] losses = ParetoFront.losses(configurations, goals);
        int compared = (int) Arrays.stream(losses).filter(Pareto::isFinite).count();
        boolean cheap = goals.size() <= GOALS_OF_LONG_STUDIES || compared <= LONG_STUDY;
        Optional<Growth> growth = compared > 1 && cheap
                ? Optional.of(growth(goals, losses, positions(configurations, trials)))
                : Optional.empty();
        List<List<Double>> values =
                front.stream().map(trial -> values(trial, goals)).toList();
        return Optional.of(new Pareto(goals, compared, positions(front, trials), values, growth));
    }

    private static List<Double> values(Trial trial, List<Goal> goals) {
        return goals.stream()
                .map(goal -> trial.metric(goal.metric()).orElseThrow())
                .toList();
    }

    private static List<Integer> positions(List<Trial> some, List<Trial> trials) {
        return some.stream().map(trial -> Positions.of(trials, trial.number())).toList();
    }

    private static boolean isFinite(double[] losses) {
        return Arrays.stream(losses).allMatch(Double::isFinite);
    }

    private static Growth growth(List<Goal> goals, double[][] losses, List<Integer> positions) {
        double[] reference = Hypervolume.reference(losses);
        List<Integer> added = new ArrayList<>();
        List<double[]> front = new ArrayList<>();
        for (int i = 0; i < losses.length; i++) {
            double[] point = losses[i];
            boolean isNew = isFinite(point)
                    && front.stream()
                            .noneMatch(other ->
                                    NonDominatedSorting.dominates(other, point) || Arrays.equals(other, point));
            if (isNew) {
                front.removeIf(other -> NonDominatedSorting.dominates(point, other));
                front.add(point);
                added.add(i);
            }
        }
        double[] volumes =
                Hypervolume.progress(added.stream().map(i -> losses[i]).toArray(double[][]::new), reference);
        double all = volumes[volumes.length - 1];
        double[] values = new double[reference.length];
        Arrays.setAll(values, i -> goals.get(i).direction().loss(reference[i]));
        return new Growth(
                values,
                added.stream().mapToInt(positions::get).toArray(),
                Arrays.stream(volumes).map(volume -> volume / all).toArray());
    }
}
