package dev.fer.search;

import java.util.Arrays;

/**
 * The losses that a trial reported for the first goal, by rising step; grows while the trial runs. Less is
 * better whatever the goal's direction. Not thread-safe.
 */
public final class Curve {
    private int[] steps = new int[4];
    private double[] losses = new double[4];
    private int size;

    /** Adds the loss of a step, or replaces the loss of a step that was reported before. */
    public void put(int step, double loss) {
        int at = Arrays.binarySearch(steps, 0, size, step);
        if (at >= 0) {
            losses[at] = loss;
            return;
        }
        int insertion = -at - 1;
        if (size == steps.length) {
            steps = Arrays.copyOf(steps, 2 * size);
            losses = Arrays.copyOf(losses, 2 * size);
        }
        System.arraycopy(steps, insertion, steps, insertion + 1, size - insertion);
        System.arraycopy(losses, insertion, losses, insertion + 1, size - insertion);
        steps[insertion] = step;
        losses[insertion] = loss;
        size++;
    }

    /** Returns the number of reported steps. */
    public int size() {
        return size;
    }

    /** Returns the step at a position. */
    public int step(int position) {
        return steps[position];
    }

    /** Returns the loss at a position; may be NaN or infinite if that was reported. */
    public double loss(int position) {
        return losses[position];
    }

    /** Returns the last step, 0 when nothing was reported. */
    public int lastStep() {
        return size == 0 ? 0 : steps[size - 1];
    }

    /** Returns the least finite loss up to and including a step, or NaN if there is none. */
    public double bestUpTo(int step) {
        double best = Double.NaN;
        for (int i = 0; i < size && steps[i] <= step; i++) {
            if (Double.isFinite(losses[i]) && !(losses[i] >= best)) {
                best = losses[i];
            }
        }
        return best;
    }

    /** Returns the loss at the last step that is not after the one given, or NaN if there is none. */
    public double at(int step) {
        double loss = Double.NaN;
        for (int i = 0; i < size && steps[i] <= step; i++) {
            loss = losses[i];
        }
        return loss;
    }
}
