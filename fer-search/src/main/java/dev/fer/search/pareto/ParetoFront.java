package dev.fer.search.pareto;

import dev.fer.search.Goal;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The complete trials that no other one beats: to be better than one of them in some goal, a trial must be worse in
 * another. Immutable and thread-safe.
 *
 * @param goals what the trials are compared by
 * @param trials by the first goal, the best one first, then by the next goals and by number; trials of equal values
 *     are all there
 */
public record ParetoFront(List<Goal> goals, List<Trial> trials) {
    /** Copies the lists. */
    public ParetoFront {
        goals = List.copyOf(goals);
        trials = List.copyOf(trials);
    }

    /** Returns the front of some trials, of which those count that are complete with a finite value of each goal. */
    public static ParetoFront of(Collection<Trial> trials, List<Goal> goals) {
        List<Trial> known = List.copyOf(trials);
        double[][] losses = losses(known, goals);
        int[] ranks = NonDominatedSorting.ranks(losses);
        List<Integer> front = new ArrayList<>();
        for (int i = 0; i < ranks.length; i++) {
            if (ranks[i] == 0) {
                front.add(i);
            }
        }
        front.sort(Comparator.comparing((Integer i) -> losses[i], NonDominatedSorting.LEXICOGRAPHIC)
                .thenComparing(i -> known.get(i).number()));
        return new ParetoFront(goals, front.stream().map(known::get).toList());
    }

    /**
     * Returns the losses of trials, one array per trial, as the other classes of this package take them: all NaN for
     * a trial that is not complete, NaN for a goal that it has no value of.
     */
    public static double[][] losses(Collection<Trial> trials, List<Goal> goals) {
        return trials.stream().map(trial -> losses(trial, goals)).toArray(double[][]::new);
    }

    private static double[] losses(Trial trial, List<Goal> goals) {
        double[] losses = new double[goals.size()];
        Arrays.fill(losses, Double.NaN);
        if (trial.state() == TrialState.COMPLETE) {
            Arrays.setAll(
                    losses,
                    i -> goals.get(i)
                            .direction()
                            .loss(trial.metric(goals.get(i).metric()).orElse(Double.NaN)));
        }
        return losses;
    }

    /**
     * Returns the volume that the front dominates.
     *
     * @param reference a loss per goal, for instance {@link Hypervolume#reference} of all trials' losses
     */
    public double hypervolume(double[] reference) {
        return Hypervolume.of(losses(trials, goals), reference);
    }
}
