package dev.fer.search.pruner;

import dev.fer.search.History;
import java.util.Optional;

/**
 * A pruner that lays trials aside instead of ending them, and later has the promising ones go on from their
 * checkpoint: nothing that was trained is lost. Pure like every pruner. One thread at a time.
 */
public interface Scheduler extends Pruner {
    /** The attribute of a trial that was paused and went on: from which epoch. */
    String PROMOTED_AFTER = "promoted_after";

    /**
     * Chooses a paused trial that a free worker should go on with, rather than begin a new one.
     *
     * @param history all that is known; {@link History#paused()} are those to choose from
     * @param mayStart whether a new trial could begin instead; if not, an empty answer ends the search as soon as
     *     nothing runs any more
     * @return empty to begin a new trial, or to end
     */
    Optional<Promotion> promote(History history, boolean mayStart);

    /**
     * Returns what a sampler is told in place of a history, since paused trials are no results to it: the same as if they, and
     * running ones that have come as far, had ended, {@linkplain History.Finished#doubt() more or less certainly}. Where
     * there are none, it may be the history itself.
     */
    History foreseen(History history);

    /**
     * A paused trial that is to go on.
     *
     * @param reason in a few words why this one; recorded with the trial
     */
    record Promotion(int number, String reason) {}
}
