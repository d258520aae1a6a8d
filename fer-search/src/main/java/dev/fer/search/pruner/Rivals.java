package dev.fer.search.pruner;

import dev.fer.search.Curve;
import dev.fer.search.History;
import dev.fer.search.TrialState;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a trial's rivals had reached by an epoch: the best loss up to it of every other trial, paused ones included, that has come as far.
 * Failed trials are no rivals, nor are those without any finite loss.
 *
 * <p>Keeps up with its history incrementally, one sorted list for each epoch that was asked for, so that judging
 * stays cheap however many trials have finished. One thread at a time.
 */
final class Rivals {
    private final Map<Integer, Reached> epochs = new HashMap<>();
    private @Nullable History history;

    /** Returns the losses that a trial's rivals had reached by an epoch, the best one first. */
    double[] of(History current, int number, int epoch) {
        if (history != current) {
            history = current;
            epochs.clear();
        }
        Reached reached = epochs.computeIfAbsent(epoch, Reached::new);
        reached.update(current.finished());
        return reached.with(Stream.concat(current.active().stream(), current.paused().stream())
                .filter(trial -> trial.number() != number)
                .map(History.Active::curve)
                .filter(reached::counts)
                .mapToDouble(reached::loss)
                .toArray());
    }

    /** The losses of the finished trials that came as far as one epoch. */
    private static final class Reached {
        private final int epoch;
        private double[] sorted = new double[16];
        private int size;
        private int seen;

        Reached(int epoch) {
            this.epoch = epoch;
        }

        void update(List<History.Finished> finished) {
            for (; seen < finished.size(); seen++) {
                History.Finished trial = finished.get(seen);
                if (trial.state() != TrialState.FAILED && counts(trial.curve())) {
                    insert(loss(trial.curve()));
                }
            }
        }

        boolean counts(Curve curve) {
            return curve.lastStep() >= epoch && !Double.isNaN(loss(curve));
        }

        double loss(Curve curve) {
            return curve.bestUpTo(epoch);
        }

        private void insert(double loss) {
            if (size == sorted.length) {
                sorted = Arrays.copyOf(sorted, 2 * size);
            }
            int at = Arrays.binarySearch(sorted, 0, size, loss);
            int position = at >= 0 ? at : -at - 1;
            System.arraycopy(sorted, position, sorted, position + 1, size - position);
            sorted[position] = loss;
            size++;
        }

        double[] with(double[] active) {
            double[] all = Arrays.copyOf(sorted, size + active.length);
            if (active.length > 0) {
                System.arraycopy(active, 0, all, size, active.length);
                Arrays.sort(all);
            }
            return all;
        }
    }
}
