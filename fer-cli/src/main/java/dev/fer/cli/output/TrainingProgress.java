package dev.fer.cli.output;

import dev.fer.models.model.ModelTraining;
import dev.fer.models.model.Recipe;
import dev.fer.models.train.EpochResult;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a training looks on stderr, a line an epoch; passes on a wish to stop. */
public final class TrainingProgress implements ModelTraining.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingProgress.class);

    private final PrintWriter err;
    private final boolean quiet;
    private final int epochs;
    private final String metric;
    private final BooleanSupplier stop;
    private double seconds;

    /**
     * Makes a listener.
     *
     * @param quiet whether to print nothing
     * @param stop whether to stop after the current epoch
     */
    public TrainingProgress(PrintWriter err, boolean quiet, Recipe recipe, BooleanSupplier stop) {
        this.err = err;
        this.quiet = quiet;
        this.epochs = recipe.training().getInt("epochs");
        this.metric = recipe.goal().metric();
        this.stop = stop;
    }

    @Override
    public void resumed(List<EpochResult> before) {
        seconds = before.stream().mapToDouble(EpochResult::seconds).sum();
        say("Going on after epoch " + before.size() + ".");
    }

    @Override
    public boolean epoch(EpochResult epoch) {
        seconds += epoch.seconds();
        say(line(epoch));
        return !stop.getAsBoolean();
    }

    private void say(String line) {
        if (quiet) {
            LOG.info(line);
            return;
        }
        err.println(line);
        err.flush();
    }

    private String line(EpochResult epoch) {
        long left = Math.round(seconds / epoch.epoch() * (epochs - epoch.epoch()));
        return String.format(
                Locale.ROOT,
                "epoch %d of %d: training loss %s, accuracy %s; validation loss %s, accuracy %s%s; %.1f s%s",
                epoch.epoch(),
                epochs,
                Rounding.of(epoch.trainLoss()),
                Rounding.of(epoch.trainAccuracy()),
                Rounding.of(epoch.validation().loss()),
                Rounding.of(epoch.validation().accuracy()),
                watched(epoch),
                epoch.seconds(),
                left == 0 ? "" : left < 90 ? ", at most " + left + " s left" : ", at most " + left / 60 + " min left");
    }

    private String watched(EpochResult epoch) {
        boolean shown = metric.endsWith(".accuracy") || metric.endsWith(".loss");
        return shown ? "" : ", " + metric + " " + Rounding.of(epoch.metrics().getOrDefault(metric, 0.0));
    }
}
