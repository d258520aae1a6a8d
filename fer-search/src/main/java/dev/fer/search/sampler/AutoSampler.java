package dev.fer.search.sampler;

import dev.fer.common.Seeds;
import dev.fer.search.History;
import dev.fer.search.sampler.internal.Notes;
import dev.fer.search.sampler.tpe.TpeSettings;
import java.util.Optional;

/**
 * Chooses a sampler for each trial anew, by the space and by what is known so far, and says which and why in the
 * suggestion's attribute {@code sampler}. One thread at a time.
 *
 * <p>The Gaussian process learns most from few trials and comes first, its random start included. Where it still
 * predicts trials badly from the others after some while, half of the trials go to TPE, which needs no model of the
 * function and gathers the trials that the process needs to become better. When the history is long, or has very many
 * parameters, TPE goes on alone: its suggestions take milliseconds still.
 */
public final class AutoSampler implements Sampler {
    /** Above these numbers a suggestion of the process would take a good part of a second. */
    private static final int MOST_TRIALS = 300;

    private static final int MOST_PARAMETERS = 100;

    /** The share of the variance that the process must explain in order to be trusted. */
    private static final double SKILL = 0.2;

    /** Before so many trials the process is a poor judge of itself, and often is about to understand. */
    private static final int ENOUGH_TO_JUDGE = 30;

    private final GpSampler gp = new GpSampler(GpSampler.STARTUP_TRIALS);
    private final TpeSampler tpe = new TpeSampler(TpeSettings.DEFAULT);

    @Override
    public Optional<Suggestion> suggest(History history, int number, long seed) {
        int parameters = history.space().size();
        int trials = history.finished().size();
        String size = Notes.counted(parameters, "parameter") + ", " + Notes.counted(trials, "trial");
        if (parameters > MOST_PARAMETERS || trials > MOST_TRIALS) {
            return noted(tpe.suggest(history, number, seed), "tpe: " + size);
        }
        if (trials < GpSampler.STARTUP_TRIALS) {
            return noted(gp.suggest(history, number, seed), "random: " + size);
        }
        if (trials >= ENOUGH_TO_JUDGE && isOdd(seed, number) && gp.skill(history) < SKILL) {
            return noted(tpe.suggest(history, number, seed), "tpe: " + size + ", hard to predict");
        }
        return noted(gp.suggest(history, number, seed), "gp: " + size);
    }

    /** Halves the trials by a hash: with repeats, the numbers of new configurations may all be even. */
    private static boolean isOdd(long seed, int number) {
        return (Seeds.derive(seed, "auto", number) & 1) == 1;
    }

    private static Optional<Suggestion> noted(Optional<Suggestion> suggested, String note) {
        return suggested.map(suggestion ->
                suggestion.noted(isRandom(suggestion) ? "random" + note.substring(note.indexOf(':')) : note));
    }

    /** Either sampler begins with random draws, and goes back to them where it finds nothing new. */
    private static boolean isRandom(Suggestion suggestion) {
        return suggestion.attributes().getOrDefault(NOTE, "").startsWith("random");
    }
}
