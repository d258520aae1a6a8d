package dev.fer.models.train;

import dev.fer.common.FerException;
import java.util.Locale;

/** Thrown as soon as a training is lost: its loss or weights are no longer numbers, or the loss has exploded. */
public final class TrainingDivergedException extends FerException {
    private static final long serialVersionUID = 1L;

    private final int epoch;
    private final int step;

    private TrainingDivergedException(int epoch, int step, String where, String what) {
        super(
                "training diverged in epoch " + epoch + where + ": " + what,
                "lower learning_rate (or momentum), or set warmup or gradient_clip",
                null);
        this.epoch = epoch;
        this.step = step;
    }

    static TrainingDivergedException inStep(int epoch, int step, double loss) {
        return new TrainingDivergedException(epoch, step, ", step " + step, "the loss is " + loss);
    }

    static TrainingDivergedException onValidation(int epoch, double loss) {
        return new TrainingDivergedException(epoch, 0, ", on validation", "the loss is " + loss);
    }

    static TrainingDivergedException exploded(int epoch, double loss, double guessing) {
        return new TrainingDivergedException(
                epoch,
                0,
                "",
                String.format(Locale.ROOT, "the loss is up at %.3g, where guessing costs %.3g", loss, guessing));
    }

    static TrainingDivergedException inWeights(int epoch) {
        return new TrainingDivergedException(epoch, 0, "", "a weight is no longer a finite number");
    }

    /** Returns the epoch, counted from 1. */
    public int epoch() {
        return epoch;
    }

    /** Returns the batch within the epoch, counted from 1; 0 where it was seen at the epoch's end. */
    public int step() {
        return step;
    }
}
