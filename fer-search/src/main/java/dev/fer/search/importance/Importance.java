package dev.fer.search.importance;

import dev.fer.search.Goal;
import dev.fer.search.History;
import dev.fer.search.Trial;
import dev.fer.search.space.SearchSpace;
import java.util.List;
import java.util.Optional;

/**
 * How much of the variation of a goal's metric over the space each parameter explains, and each pair beyond its two
 * members: fANOVA (Hutter, Hoos and Leyton-Brown 2014, An Efficient Approach for Assessing Hyperparameter
 * Importance).
 *
 * <p>A random forest is fitted to the complete trials with a finite metric; pruned and failed ones are left out,
 * for their last metric is not what they would have reached. Then the forest's variation under the priors is
 * decomposed exactly, tree by tree. So shares speak of the whole space, not of the neighbourhood of the best
 * trials, and do not depend on where a sampler looked most, as far as the forest is right.
 *
 * <p>A conditional parameter counts as much as it moves the metric on average over the space, including where it is
 * inactive and moves nothing: one that matters much in a rare branch has a small share. Constants and parameters of
 * one value have 0. Shares of parameters and pairs sum to at most 1; the rest belongs to larger groups.
 *
 * <p>The same trials and seed give the same result. Immutable and thread-safe.
 *
 * @param parameters one per parameter of the space, the most important first
 * @param pairs of the parameters of more than one value (the 20 most important ones), the most important first
 * @param trials how many the forest was fitted to, all runs of a configuration being one
 * @param available how many there were; of very many (2,000 unless a {@link Surrogate} was told otherwise) a random
 *     sample is taken
 * @param quality the forest's coefficient of determination R² on trials that its trees have not seen: 1 is perfect,
 *     0 or less means that it knows nothing; NaN where there is no forest
 * @param caution why the shares should not be believed, for a person; empty if nothing is known against them
 */
public record Importance(
        List<Share> parameters,
        List<PairShare> pairs,
        int trials,
        int available,
        double quality,
        Optional<String> caution) {
    private static final int MOST_TRIALS = 2000;

    /**
     * What one parameter explains.
     *
     * @param mean over the trees, from 0 to 1
     * @param sd the standard deviation over the trees
     */
    public record Share(String parameter, double mean, double sd) {}

    /**
     * What the interaction of two parameters explains.
     *
     * @param mean over the trees, from 0 to 1
     * @param sd the standard deviation over the trees
     */
    public record PairShare(String first, String second, double mean, double sd) {}

    /** Copies the lists. */
    public Importance {
        parameters = List.copyOf(parameters);
        pairs = List.copyOf(pairs);
    }

    /**
     * Computes the importance of a history's parameters for one of its goals.
     *
     * @throws IllegalArgumentException if the history does not have this goal
     */
    public static Importance of(History history, Goal goal, long seed) {
        int index = history.goals().indexOf(goal);
        if (index < 0) {
            throw new IllegalArgumentException("the history has no goal " + goal + "; it has " + history.goals());
        }
        return Surrogate.of(history, index, seed, MOST_TRIALS).importance();
    }

    /** Computes the importance of a space's parameters for the final metric of trials, whose direction is no matter. */
    public static Importance of(SearchSpace space, List<Trial> trials, String metric, long seed) {
        return Surrogate.of(space, trials, metric, seed, MOST_TRIALS).importance();
    }
}
