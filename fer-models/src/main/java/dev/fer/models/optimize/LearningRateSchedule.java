package dev.fer.models.optimize;

import dev.fer.search.definition.ParameterDeclaration;
import dev.fer.search.space.Configuration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How the learning rate changes while training goes on. Time is counted in epochs, with fractions.
 *
 * @param kind the course it takes
 * @param warmup epochs in which it climbs from 0, before the course begins; one-cycle has a climb of its own
 * @param every epochs between two drops of {@link Kind#STEP}
 * @param factor what a drop of {@link Kind#STEP} or {@link Kind#PLATEAU} multiplies it by
 * @param patience epochs without a lower validation loss that make {@link Kind#PLATEAU} drop it
 * @param peak share of the training after which {@link Kind#ONE_CYCLE} is at its height
 * @param end share of the full rate at which {@link Kind#COSINE} and {@link Kind#ONE_CYCLE} end
 */
public record LearningRateSchedule(
        Kind kind, double warmup, int every, double factor, int patience, double peak, double end) {
    /** One-cycle begins at this share of its height, as in fastai and PyTorch. */
    private static final double FIRST_SHARE = 1 / 25.0;

    /** What a search may set. */
    public static final List<ParameterDeclaration> DECLARATIONS = List.of(
            ParameterDeclaration.choice(
                    "schedule",
                    Kind.CONSTANT.label(),
                    Kind.labels(),
                    "course of the learning rate; cosine and one_cycle stretch over all epochs of the training"),
            ParameterDeclaration.real("warmup", 0, 0, 10_000, "epochs in which the learning rate climbs from 0")
                    .countingWith(
                            "schedule",
                            Kind.CONSTANT.label(),
                            Kind.STEP.label(),
                            Kind.COSINE.label(),
                            Kind.PLATEAU.label()),
            ParameterDeclaration.whole("schedule_every", 10, 1, 1_000_000, "epochs between two drops")
                    .countingWith("schedule", Kind.STEP.label()),
            ParameterDeclaration.real("schedule_factor", 0.1, 0, 1, "what a drop multiplies the rate by")
                    .countingWith("schedule", Kind.STEP.label(), Kind.PLATEAU.label()),
            ParameterDeclaration.whole(
                            "schedule_patience",
                            5,
                            1,
                            1_000_000,
                            "epochs without a lower validation loss before a drop")
                    .countingWith("schedule", Kind.PLATEAU.label()),
            ParameterDeclaration.real("schedule_peak", 0.3, 0, 1, "share of the epochs after which the rate is highest")
                    .countingWith("schedule", Kind.ONE_CYCLE.label()),
            ParameterDeclaration.real("schedule_end", 0, 0, 1, "share of the rate at which it ends")
                    .countingWith("schedule", Kind.COSINE.label(), Kind.ONE_CYCLE.label()));

    /** The course of a learning rate. */
    public enum Kind {
        /** Stays. */
        CONSTANT,
        /** Drops every so many epochs. */
        STEP,
        /** Falls along half a cosine (Loshchilov and Hutter 2017, without restarts). */
        COSINE,
        /** Climbs, then falls, each along half a cosine (Smith and Topin 2018). */
        ONE_CYCLE,
        /** Drops when the validation loss has not become lower for some epochs. */
        PLATEAU;

        /** Returns the name in a search file. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static List<String> labels() {
            return Arrays.stream(values()).map(Kind::label).toList();
        }
    }

    /** Takes the schedule out of resolved parameters. */
    public static LearningRateSchedule of(Configuration parameters) {
        return new LearningRateSchedule(
                Kind.valueOf(parameters.getString("schedule").toUpperCase(Locale.ROOT)),
                parameters.getDouble("warmup"),
                parameters.getInt("schedule_every"),
                parameters.getDouble("schedule_factor"),
                parameters.getInt("schedule_patience"),
                parameters.getDouble("schedule_peak"),
                parameters.getDouble("schedule_end"));
    }

    /** Tells whether the course depends on how many epochs the whole training has. */
    public boolean dependsOnEpochs() {
        return kind == Kind.COSINE || kind == Kind.ONE_CYCLE;
    }

    /**
     * Returns the share of the full learning rate that holds at a time.
     *
     * @param time epochs since the start, 0 to {@code epochs}
     * @param epochs how many the whole training has
     * @param validationLosses of all epochs done; only {@link Kind#PLATEAU} looks at them
     */
    public double share(double time, int epochs, List<Double> validationLosses) {
        if (kind == Kind.ONE_CYCLE) {
            double up = peak * epochs;
            return time < up
                    ? along(FIRST_SHARE, 1, time / up)
                    : along(1, end, Math.min(1, (time - up) / Math.max(Double.MIN_NORMAL, epochs - up)));
        }
        if (time < warmup) {
            return time / warmup;
        }
        return switch (kind) {
            case COSINE -> along(1, end, Math.min(1, (time - warmup) / (epochs - warmup)));
            case STEP -> Math.pow(factor, Math.floor(time / every));
            case PLATEAU -> Math.pow(factor, drops(validationLosses));
            default -> 1;
        };
    }

    /** Returns the point so far (0 to 1) along half a cosine. */
    private static double along(double from, double to, double part) {
        return to + (from - to) * (1 + StrictMath.cos(Math.PI * part)) / 2;
    }

    /** Counts how often so many epochs in a row brought no lower loss; a drop begins a new row. */
    private int drops(List<Double> losses) {
        double best = Double.POSITIVE_INFINITY;
        int waited = 0;
        int drops = 0;
        for (double loss : losses) {
            waited = loss < best ? 0 : waited + 1;
            best = Math.min(best, loss);
            if (waited == patience) {
                drops++;
                waited = 0;
            }
        }
        return drops;
    }
}
