package dev.fer.models.train;

import dev.fer.common.FerException;

/** Thrown as soon as the loss is no longer a number. */
public final class TrainingDivergedException extends FerException {
    private static final long serialVersionUID = 1L;

    private final int epoch;
    private final int step;

    /**
     * Creates the error.
     *
     * @param epoch counted from 1
     * @param step the batch within the epoch, counted from 1; 0 if it was seen in the evaluation after the epoch
     */
    public TrainingDivergedException(int epoch, int step, double loss) {
        super(
                "training diverged in epoch " + epoch + (step > 0 ? ", step " + step : ", on validation")
                        + ": the loss is " + loss,
                "lower learning_rate or momentum",
                null);
        this.epoch = epoch;
        this.step = step;
    }

    /** Returns the epoch, counted from 1. */
    public int epoch() {
        return epoch;
    }

    /** Returns the batch within the epoch, counted from 1; 0 for the evaluation after it. */
    public int step() {
        return step;
    }
}
