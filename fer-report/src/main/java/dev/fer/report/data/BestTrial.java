package dev.fer.report.data;

import dev.fer.search.Goal;
import dev.fer.search.Trial;
import dev.fer.search.run.Standings;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The trial that won and how sure that is. Where its configuration was run several times, it is the first of these
 * trials, and the configuration won by their mean.
 *
 * @param trial the best complete trial
 * @param value its value of the goal; of a repeated configuration the mean
 * @param interval the 95 % interval of that value, known where the goal is an accuracy and the number of judged
 *     samples is known; it is due to these samples, not to seeds
 * @param rivals numbers of the other complete trials whose value lies in that interval, the best first; one for each
 *     repeated configuration, by its mean
 * @param repeats the runs of the winning configuration, if there are several
 */
public record BestTrial(
        Trial trial,
        double value,
        Optional<Proportion> interval,
        List<Integer> rivals,
        Optional<Repeats.Group> repeats) {
    /** Copies the rivals. */
    public BestTrial {
        rivals = List.copyOf(rivals);
    }

    /** Returns the position of the trial that won: by the mean where configurations were repeated. */
    static Optional<Integer> winner(ValueHistory history, Optional<Repeats> repeats) {
        return repeats.isPresent() ? repeats.get().best() : history.best();
    }

    static Optional<BestTrial> of(
            Goal goal, List<Trial> trials, ValueHistory history, Optional<Repeats> repeats, OptionalLong samples) {
        return winner(history, repeats).map(position -> {
            Optional<Repeats.Group> runs = repeats.flatMap(found -> found.of(position));
            double value = runs.map(Repeats.Group::mean).orElse(history.values()[position]);
            Optional<Proportion> interval = samples.isPresent() && Accuracies.isAccuracy(goal, value)
                    ? Optional.of(Proportion.of(value, samples.getAsLong()))
                    : Optional.empty();
            List<Integer> rivals = interval.map(range -> rivals(trials, history, repeats, position, range))
                    .orElse(List.of());
            return new BestTrial(trials.get(position), value, interval, rivals, runs);
        });
    }

    private static List<Integer> rivals(
            List<Trial> trials, ValueHistory history, Optional<Repeats> repeats, int winner, Proportion interval) {
        Map<Integer, Repeats.Group> groups = repeats.map(Repeats::byPosition).orElse(Map.of());
        Set<Integer> known = new HashSet<>();
        take(winner, groups, known);
        return history.ranking().stream()
                .filter(position -> !isCopy(trials.get(position)))
                .filter(position -> take(position, groups, known) && interval.covers(value(position, groups, history)))
                .map(position -> trials.get(position).number())
                .toList();
    }

    /** What was suggested twice and not run again is no rival of itself. */
    private static boolean isCopy(Trial trial) {
        return trial.attributes().containsKey(Standings.DUPLICATE_OF);
    }

    private static double value(int position, Map<Integer, Repeats.Group> groups, ValueHistory history) {
        return Optional.ofNullable(groups.get(position))
                .map(Repeats.Group::mean)
                .orElse(history.values()[position]);
    }

    /** Adds a trial and its repeats to those known; false if it was among them. */
    private static boolean take(int position, Map<Integer, Repeats.Group> groups, Set<Integer> known) {
        boolean isNew = known.add(position);
        Optional.ofNullable(groups.get(position)).ifPresent(group -> known.addAll(group.positions()));
        return isNew;
    }
}
