package dev.fer.models.train;

import java.util.Arrays;

/**
 * Tells a lost training by the losses of an epoch's steps.
 *
 * <p>A loss that is not finite is named at once. At the end of an epoch it has exploded if the mean of the last
 * quarter of the steps is above {@value #FACTOR} times what a guess costs that gives all classes the same
 * probability, and hardly lower than that of the first quarter: a training that began badly but is recovering goes on.
 */
final class LossWatch {
    private static final double FACTOR = 3;
    private static final double HARDLY_LOWER = 0.9;
    private static final int LEAST_STEPS = 4;

    private final int epoch;
    private double[] losses = new double[64];
    private int steps;

    LossWatch(int epoch) {
        this.epoch = epoch;
    }

    /** Takes the loss of the next step. */
    void add(double loss) {
        if (steps == losses.length) {
            losses = Arrays.copyOf(losses, 2 * steps);
        }
        losses[steps++] = loss;
        if (!Double.isFinite(loss)) {
            throw TrainingDivergedException.inStep(epoch, steps, loss);
        }
    }

    /**
     * Judges the epoch.
     *
     * @param guessing the loss of equal probabilities
     */
    void end(double guessing) {
        int quarter = steps / 4;
        if (steps < LEAST_STEPS) {
            return;
        }
        double last = Arrays.stream(losses, steps - quarter, steps).average().orElseThrow();
        double first = Arrays.stream(losses, 0, quarter).average().orElseThrow();
        if (last > FACTOR * guessing && last > HARDLY_LOWER * first) {
            throw TrainingDivergedException.exploded(epoch, last, guessing);
        }
    }
}
