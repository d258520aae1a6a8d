package dev.fer.models.train;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Keeps the checkpoint of a training young, at a price that its epochs are worth: where most layers are frozen an epoch takes
 * a tenth of a second, and a checkpoint is a hundred megabytes. For one thread.
 */
public final class Checkpointing {
    /** How old the checkpoint may become, beside the epoch in progress: what a kill may cost. */
    public static final Duration AGE = Duration.ofSeconds(2);

    private final TrainingRun run;
    private final Path file;
    private final LongSupplier nanoTime;
    private int epochs;
    private long time;

    /**
     * Starts with a run that has just begun or been resumed.
     *
     * @param file the checkpoint that it is resumed from
     */
    public Checkpointing(TrainingRun run, Path file) {
        this(run, file, System::nanoTime);
    }

    /**
     * Starts with a run that has just begun or been resumed, by a clock of the caller's.
     *
     * @param file the checkpoint that it is resumed from
     * @param nanoTime nanoseconds from any time on, as those of {@link System#nanoTime}
     */
    public Checkpointing(TrainingRun run, Path file, LongSupplier nanoTime) {
        this.run = run;
        this.file = file;
        this.nanoTime = nanoTime;
        this.epochs = run.history().size();
        this.time = nanoTime.getAsLong();
    }

    /**
     * Writes the checkpoint if it has become too old or training is over; to be called after each epoch, before that is told.
     *
     * @throws IOException if the disk fails
     */
    public void epochDone() throws IOException {
        if (run.isOver() || nanoTime.getAsLong() - time >= AGE.toNanos()) {
            save();
        }
    }

    /**
     * Writes the checkpoint unless it has the newest epoch; to be called when training is left before its end.
     *
     * @throws IOException if the disk fails
     */
    public void save() throws IOException {
        if (run.history().size() > epochs) {
            run.save(file);
            epochs = run.history().size();
            time = nanoTime.getAsLong();
        }
    }
}
