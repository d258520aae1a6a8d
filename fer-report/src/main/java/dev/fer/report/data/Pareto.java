package dev.fer.report.data;

import dev.fer.search.Goal;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.pareto.Hypervolume;
import dev.fer.search.pareto.NonDominatedSorting;
import dev.fer.search.pareto.ParetoFront;
import dev.fer.search.run.Averages;
import dev.fer.search.run.Standings;
import dev.fer.search.space.Configuration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The trade-offs that a study of several goals has found: no trial of the front is beaten in all goals by another one. A
 * configuration that was run several times counts once, with the means of its runs.
 *
 * @param goals two or more
 * @param compared how many configurations are complete with a finite value of each goal
 * @param front positions of the trials on the front, by the first goal, the best first; trials of equal values are
 *     all there
 * @param values those of the goals of each trial on the front
 * @param means the configurations that were run several times, be they on the front or not
 * @param growth how the front came about; empty where computing it would take too long
 */
public record Pareto(
        List<Goal> goals,
        int compared,
        List<Integer> front,
        List<List<Double>> values,
        List<Mean> means,
        Optional<Growth> growth) {
    /** Volumes in more dimensions grow dear: beyond three goals they are told of short studies only. */
    private static final int GOALS_OF_LONG_STUDIES = 3;

    private static final int LONG_STUDY = 500;

    /**
     * What stands for all trials of one configuration.
     *
     * @param positions of its complete trials, first that of the trial that it goes by
     * @param values the means of its runs, one for each goal; NaN where a run has none
     */
    public record Mean(List<Integer> positions, List<Double> values) {
        /** Copies the lists. */
        public Mean {
            positions = List.copyOf(positions);
            values = List.copyOf(values);
        }
    }

    /**
     * The hypervolume that trials dominate (see {@link Hypervolume}), as trials came by number.
     *
     * @param reference the point up to which it counts, as values of the goals: the worst ones and a tenth of their
     *     range beyond
     * @param trials the numbers of those that added to it, rising
     * @param shares of the final volume that were dominated from each of these trials on, rising to 1
     */
    public record Growth(double[] reference, int[] trials, double[] shares) {}

    /** Copies the lists. */
    public Pareto {
        goals = List.copyOf(goals);
        front = List.copyOf(front);
        values = List.copyOf(values);
        means = List.copyOf(means);
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
        Optional<Growth> growth =
                compared > 1 && cheap ? Optional.of(growth(goals, losses, configurations)) : Optional.empty();
        List<List<Double>> values =
                front.stream().map(trial -> values(trial, goals)).toList();
        List<Integer> positions =
                front.stream().map(trial -> position(trial, trials)).toList();
        List<Mean> means = means(configurations, Standings.of(definition, trials), trials, goals);
        return Optional.of(new Pareto(goals, compared, positions, values, means, growth));
    }

    /** The configurations that have several runs, with their copies, which are drawn where the runs are. */
    private static List<Mean> means(
            List<Trial> configurations, Standings standings, List<Trial> trials, List<Goal> goals) {
        Map<Optional<Configuration>, List<Integer>> complete = IntStream.range(0, trials.size())
                .filter(i -> trials.get(i).state() == TrialState.COMPLETE)
                .boxed()
                .collect(Collectors.groupingBy(i -> trials.get(i).configuration()));
        return configurations.stream()
                .filter(trial -> standings.runs(trial.number()).size() > 1)
                .map(trial -> {
                    int first = position(trial, trials);
                    Stream<Integer> others = complete.getOrDefault(trial.configuration(), List.of()).stream()
                            .filter(other -> other != first);
                    return new Mean(Stream.concat(Stream.of(first), others).toList(), values(trial, goals));
                })
                .toList();
    }

    /** Tells whether configurations were run several times, so that what is compared are means. */
    public boolean isRepeated() {
        return !means.isEmpty();
    }

    /** Returns the same with the positions that trials have in a sample; what is not shown of it is left out. */
    Pareto shown(Sample sample) {
        List<Integer> kept = IntStream.range(0, front.size())
                .filter(i -> sample.at(front.get(i)) >= 0)
                .boxed()
                .toList();
        List<Mean> shownMeans = means.stream()
                .map(mean -> new Mean(sample.shown(mean.positions), mean.values))
                .filter(mean -> !mean.positions.isEmpty())
                .toList();
        return new Pareto(
                goals,
                compared,
                sample.shown(front),
                kept.stream().map(values::get).toList(),
                shownMeans,
                growth);
    }

    private static List<Double> values(Trial trial, List<Goal> goals) {
        return goals.stream()
                .map(goal -> trial.metric(goal.metric()).orElse(Double.NaN))
                .toList();
    }

    private static int position(Trial trial, List<Trial> trials) {
        return Positions.of(trials, trial.number());
    }

    private static boolean isFinite(double[] losses) {
        return Arrays.stream(losses).allMatch(Double::isFinite);
    }

    private static Growth growth(List<Goal> goals, double[][] losses, List<Trial> trials) {
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
                added.stream().mapToInt(i -> trials.get(i).number()).toArray(),
                Arrays.stream(volumes).map(volume -> volume / all).toArray());
    }
}
