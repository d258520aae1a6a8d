package dev.fer.search;

import java.util.Arrays;

/**
 * The losses that a trial reported for the goal that is pruned by, by rising step; grows while the trial runs. Less is
 * better whatever the goal's direction. Not thread-safe.
 */
public final class Curve {
    private int[] steps = new int[4];
    private double[] losses = new double[4];
    private int size;

    /**
     * Adds the loss of a step. A step that is not the newest means that the trial went back to an older checkpoint:
     * it replaces what was reported for this step and all later ones.
     */
    public void put(int step, double loss) {
        int at = Arrays.binarySearch(steps, 0, size, step);
        int position = at >= 0 ? at : -at - 1;
        if (position == steps.length) {
            steps = Arrays.copyOf(steps, 2 * position);
            losses = Arrays.copyOf(losses, 2 * position);
        }
        steps[position] = step;
        losses[position] = loss;
        size = position + 1;
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

    /** Returns the step before the last one, 0 when there is none. */
    public int stepBeforeLast() {
        return size < 2 ? 0 : steps[size - 2];
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
