package dev.fer.search.run;

import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import java.util.Map;
import java.util.Optional;

/**
 * Why a search ended and what it found.
 *
 * @param end why
 * @param message the same for a person, with how many trials failed, for instance
 *     {@code the time of 2h is up, 3 of 17 trials failed}
 * @param counts the study's trials by state; states without trials are missing
 * @param best the complete trial with the best value of the first goal
 */
public record SearchOutcome(End end, String message, Map<TrialState, Integer> counts, Optional<Trial> best) {
    /** Why a search ends. */
    public enum End {
        /** The study has as many trials as its budget says. */
        TRIALS,
        /** The trials have reported as many epochs as the budget allows; running trials were interrupted. */
        EPOCHS,
        /** A configuration is as good as the budget's target; trials that ran were finished. */
        TARGET,
        /** So many trials in a row ended without a new best one as the budget's patience allows. */
        PATIENCE,
        /** The time of this run was up; running trials were interrupted. */
        TIME,
        /**
         * More trials failed than the budget allows. Where it sets no limit: five trials a worker of this run failed by an
         * {@link dev.fer.search.FailureReason#ERROR} before any came to something, as a bug in the objective makes them. Running
         * trials were interrupted; another run goes on.
         */
        FAILURES,
        /** Every allowed configuration was tried. */
        EXHAUSTED,
        /** Somebody stopped it; running trials were interrupted. */
        INTERRUPTED
    }

    /** Copies the counts. */
    public SearchOutcome {
        counts = Map.copyOf(counts);
    }

    /** Returns how many trials are in a state. */
    public int count(TrialState state) {
        return counts.getOrDefault(state, 0);
    }
}
