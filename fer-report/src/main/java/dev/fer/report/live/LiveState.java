package dev.fer.report.live;

import dev.fer.report.text.Numbers;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * How a search stands, as the browser is told.
 *
 * @param version of the report that is served now; when it changes, another one is to be fetched
 * @param phase what to expect
 * @param text the same in words
 * @param changed when the store last changed
 */
record LiveState(String version, Phase phase, String text, Instant changed) {
    /** What to expect. */
    enum Phase {
        /** Trials run. */
        RUNNING,
        /** Nothing runs, though no budget of trials is spent. */
        RESTING,
        /** All trials of the budget are finished. */
        ENDED,
        /** The store cannot be read. */
        BROKEN
    }

    /**
     * How far the trials of all studies are.
     *
     * @param budget how many may be finished; empty if any number
     */
    record Count(int running, int finished, OptionalInt budget) {
        private String finishedText() {
            return budget.isPresent()
                    ? Numbers.value(finished) + " of " + Numbers.count(budget.getAsInt(), "trial") + " finished"
                    : Numbers.count(finished, "trial") + " finished";
        }
    }

    /**
     * Creates the state of a store that can be read.
     *
     * @param recently whether something changed just now: between two trials nothing runs for a moment
     */
    static LiveState of(String version, Count count, boolean recently, Instant changed) {
        if (count.running > 0) {
            String text = Numbers.count(count.running, "trial") + " running, " + count.finishedText();
            return new LiveState(version, Phase.RUNNING, text, changed);
        }
        if (count.budget.isPresent() && count.finished >= count.budget.getAsInt()) {
            return new LiveState(version, Phase.ENDED, "The search has ended: " + count.finishedText(), changed);
        }
        return recently
                ? new LiveState(version, Phase.RUNNING, count.finishedText(), changed)
                : new LiveState(
                        version,
                        Phase.RESTING,
                        "Nothing runs now, the search has ended or was stopped: " + count.finishedText(),
                        changed);
    }
}
