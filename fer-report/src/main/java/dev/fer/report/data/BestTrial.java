package dev.fer.report.data;

import dev.fer.search.Goal;
import dev.fer.search.Trial;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The trial that won and how sure that is.
 *
 * @param trial the best complete trial
 * @param value its value of the goal
 * @param interval the 95 % interval of that value, known where the goal is an accuracy and the number of judged
 *     samples is known
 * @param rivals numbers of the other complete trials whose value lies in that interval, the best first
 */
public record BestTrial(Trial trial, double value, Optional<Proportion> interval, List<Integer> rivals) {
    /** Copies the rivals. */
    public BestTrial {
        rivals = List.copyOf(rivals);
    }

    static Optional<BestTrial> of(Goal goal, List<Trial> trials, ValueHistory history, OptionalLong samples) {
        return history.best().map(position -> {
            double value = history.values()[position];
            Optional<Proportion> interval = samples.isPresent() && isAccuracy(goal, value)
                    ? Optional.of(Proportion.of(value, samples.getAsLong()))
                    : Optional.empty();
            List<Integer> rivals = history.ranking().stream()
                    .filter(other -> !other.equals(position)
                            && interval.map(i -> i.covers(history.values()[other]))
                                    .orElse(false))
                    .map(other -> trials.get(other).number())
                    .toList();
            return new BestTrial(trials.get(position), value, interval, rivals);
        });
    }

    private static boolean isAccuracy(Goal goal, double value) {
        return goal.metric().endsWith("accuracy") && value >= 0 && value <= 1;
    }
}
