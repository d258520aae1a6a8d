package dev.fer.models.train;

import dev.fer.search.Goal;
import java.util.List;
import java.util.OptionalInt;

/**
 * When training is over, and which epoch counts; both follow from the epochs so far.
 *
 * @param epochs how many at most
 * @param patience epochs without a better value after which it ends
 * @param goal what better means
 */
record StoppingRule(int epochs, OptionalInt patience, Goal goal) {
    boolean isOver(List<EpochResult> history) {
        return history.size() >= epochs
                || (patience.isPresent()
                        && !history.isEmpty()
                        && history.size() - best(history).epoch() >= patience.getAsInt());
    }

    /** Tells whether another epoch than the last may be the one that counts. */
    boolean keepsBest() {
        return patience.isPresent();
    }

    /** Returns the epoch that counts: the best one with early stopping, else the last. */
    EpochResult decisive(List<EpochResult> history) {
        return patience.isPresent() ? best(history) : history.get(history.size() - 1);
    }

    /** Returns the best epoch, the first of equals. */
    EpochResult best(List<EpochResult> history) {
        EpochResult best = history.get(0);
        for (EpochResult epoch : history) {
            if (loss(epoch) < loss(best)) {
                best = epoch;
            }
        }
        return best;
    }

    private double loss(EpochResult epoch) {
        Double value = epoch.metrics().get(goal.metric());
        return value == null ? Double.NaN : goal.direction().loss(value);
    }
}
