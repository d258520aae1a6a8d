package dev.fer.report.data;

import dev.fer.common.Seeds;
import dev.fer.search.Goal;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which trials of a study are drawn and listed. Those of a study of ordinary size are all shown. A larger one would
 * make a file that no browser likes; of it are shown all trials that matter, which are the best {@value #BEST_PERCENT} %
 * by each goal, those that were the best so far, those that no other beats where there are several goals, and those
 * that run now. The rest is a sample, stratified by state and seeded, in which a growing study changes little.
 *
 * @param positions of the shown trials among all by number, rising
 * @param total how many trials there are
 * @param weights how many trials each shown one stands for, aligned with the positions: those that matter for
 *     themselves alone, others also for those of their state that are not shown
 */
public record Sample(List<Integer> positions, int total, double[] weights) {
    /** The share of the complete trials that is shown in any case, in percent. */
    public static final int BEST_PERCENT = 1;

    /** As many trials are shown as charts follow the hand with. */
    static final int MOST_TRIALS = 10_000;
    /** Fewer are shown of many parameters, so that the file stays small. */
    private static final int MOST_CELLS = 500_000;

    /** Copies the positions; the weights are shared and not to be changed. */
    public Sample {
        positions = List.copyOf(positions);
    }

    /**
     * Chooses from a study's trials by number.
     *
     * @param means positions of the winner and of the front, which by the means of their runs need not be among the best
     *     by a single one; of very many only the first are taken
     */
    static Sample of(SearchDefinition definition, List<Trial> trials, ValueHistory history, List<Integer> means) {
        int most = Math.min(
                MOST_TRIALS, MOST_CELLS / Math.max(1, definition.space().size()));
        if (trials.size() <= most) {
            double[] ones = new double[trials.size()];
            Arrays.fill(ones, 1);
            return new Sample(IntStream.range(0, trials.size()).boxed().toList(), trials.size(), ones);
        }
        BitSet shown = new BitSet(trials.size());
        means.stream().limit(most / 2).forEach(shown::set);
        history.improvements().forEach(shown::set);
        improvementsInTime(definition.goal(), history).forEach(shown::set);
        definition.goals().forEach(goal -> best(goal, trials).forEach(shown::set));
        IntStream.range(0, trials.size())
                .filter(i -> trials.get(i).state() == TrialState.RUNNING)
                .forEach(shown::set);
        double[] weights = new double[trials.size()];
        shown.stream().forEach(i -> weights[i] = 1);
        addStrata(shown, weights, trials, Math.max(most / 2, most - shown.cardinality()), definition.seed());
        return new Sample(
                shown.stream().boxed().toList(),
                trials.size(),
                shown.stream().mapToDouble(i -> weights[i]).toArray());
    }

    /** The best so far in the order in which trials ended, which with several workers is not that of their numbers. */
    private static IntStream improvementsInTime(Goal goal, ValueHistory history) {
        double[] best = {Double.POSITIVE_INFINITY};
        return history.ranking().stream()
                .sorted(Comparator.comparingDouble(i -> history.elapsed()[i]))
                .mapToInt(Integer::intValue)
                .filter(i -> {
                    double loss = goal.direction().loss(history.values()[i]);
                    boolean better = loss < best[0];
                    best[0] = Math.min(best[0], loss);
                    return better;
                });
    }

    private static IntStream best(Goal goal, List<Trial> trials) {
        double[] losses = trials.stream()
                .mapToDouble(trial -> trial.state() == TrialState.COMPLETE
                        ? goal.direction().loss(trial.metric(goal.metric()).orElse(Double.NaN))
                        : Double.NaN)
                .toArray();
        List<Integer> known = IntStream.range(0, losses.length)
                .filter(i -> Double.isFinite(losses[i]))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> losses[i]))
                .toList();
        return known.stream()
                .limit((known.size() * (long) BEST_PERCENT + 99) / 100)
                .mapToInt(Integer::intValue);
    }

    /** Adds of the trials not shown yet the same share of each state, at least one. */
    private static void addStrata(BitSet shown, double[] weights, List<Trial> trials, int most, long seed) {
        Map<TrialState, int[]> strata = new EnumMap<>(TrialState.class);
        for (TrialState state : TrialState.values()) {
            strata.put(
                    state,
                    IntStream.range(0, trials.size())
                            .filter(i -> !shown.get(i) && trials.get(i).state() == state)
                            .toArray());
        }
        double share = Math.min(1, most / (double) (trials.size() - shown.cardinality()));
        for (int[] stratum : strata.values()) {
            int size = (int) Math.ceil(share * stratum.length);
            Arrays.stream(stratum)
                    .boxed()
                    .sorted(Comparator.comparingLong(
                            i -> Seeds.derive(seed, "shown", trials.get(i).number())))
                    .limit(size)
                    .forEach(i -> {
                        shown.set(i);
                        weights[i] = stratum.length / (double) size;
                    });
        }
    }

    /** Tells whether all trials are shown. */
    public boolean isWhole() {
        return positions.size() == total;
    }

    /** Returns how many trials are shown. */
    public int size() {
        return positions.size();
    }

    /** Returns where a trial is among the shown ones, by its position among all; less than 0 if it is not. */
    int at(int position) {
        return Collections.binarySearch(positions, position);
    }

    /** Returns where those of some trials that are shown are among these, by their positions among all. */
    List<Integer> shown(List<Integer> some) {
        return some.stream().map(this::at).filter(i -> i >= 0).toList();
    }

    /** Returns what belongs to the shown trials. */
    <T> List<T> of(List<T> all) {
        return isWhole() ? all : positions.stream().map(all::get).toList();
    }

    /** Returns what belongs to the shown trials. */
    double[] of(double[] all) {
        return isWhole() ? all : positions.stream().mapToDouble(i -> all[i]).toArray();
    }
}
