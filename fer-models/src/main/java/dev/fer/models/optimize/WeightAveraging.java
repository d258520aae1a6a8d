package dev.fer.models.optimize;

import dev.fer.search.definition.ParameterDeclaration;
import dev.fer.search.space.Configuration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Whether, and how, weights are averaged over the steps of training; evaluations and the result then use the average.
 * The running means and variances of batch normalisation are averaged with them.
 *
 * @param kind of the average
 * @param decay share of the old average that a step of {@link Kind#EMA} keeps, once it has seen enough steps
 * @param start share of the epochs after which {@link Kind#SWA} begins
 */
public record WeightAveraging(Kind kind, double decay, double start) {
    /** What a search may set. */
    public static final List<ParameterDeclaration> DECLARATIONS = List.of(
            ParameterDeclaration.choice(
                    "weight_averaging",
                    Kind.NONE.label(),
                    Kind.labels(),
                    "what is evaluated: the weights, their moving average, or their mean over the last epochs"),
            ParameterDeclaration.real("ema_decay", 0.999, 0, 0.999_999, "share of the average that a step keeps")
                    .countingWith("weight_averaging", Kind.EMA.label()),
            ParameterDeclaration.real("swa_start", 0.75, 0, 1, "share of the epochs after which the mean begins")
                    .countingWith("weight_averaging", Kind.SWA.label()));

    /** The kinds of averages. */
    public enum Kind {
        /** The weights themselves. */
        NONE,
        /** Exponential moving average (Polyak and Juditsky 1992; Tarvainen and Valpola 2017). */
        EMA,
        /** The mean of all steps of the last epochs (Izmailov et al. 2018, who take one step an epoch). */
        SWA;

        /** Returns the name in a search file. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static List<String> labels() {
            return Arrays.stream(values()).map(Kind::label).toList();
        }
    }

    /** Takes the settings out of resolved parameters. */
    public static WeightAveraging of(Configuration parameters) {
        return new WeightAveraging(
                Kind.valueOf(parameters.getString("weight_averaging").toUpperCase(Locale.ROOT)),
                parameters.getDouble("ema_decay"),
                parameters.getDouble("swa_start"));
    }

    /** Tells whether the average depends on how many epochs the whole training has. */
    public boolean dependsOnEpochs() {
        return kind == Kind.SWA;
    }

    /**
     * Returns the first epoch whose steps are averaged, counted from 1.
     *
     * @param epochs how many the whole training has
     */
    public int firstEpoch(int epochs) {
        return kind == Kind.SWA ? Math.min(epochs, (int) Math.floor(start * epochs) + 1) : 1;
    }

    /**
     * Returns the share that the average keeps when a step's weights are taken into it.
     *
     * @param steps averaged before this one; the first one's weights replace the average
     */
    public double kept(long steps) {
        double mean = steps / (steps + 1.0);
        return kind == Kind.EMA ? Math.min(decay, Math.min(mean, (1.0 + steps) / (10.0 + steps))) : mean;
    }
}
