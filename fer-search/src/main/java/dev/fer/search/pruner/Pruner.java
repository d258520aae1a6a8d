package dev.fer.search.pruner;

import dev.fer.search.History;

/**
 * Judges a running trial at each of its reports. Pure, like a sampler: the same history and number give the same
 * judgement. One thread at a time.
 */
public interface Pruner {
    /**
     * Judges a trial that has just reported a step (the report is already part of the history).
     *
     * @param history all that is known, with the curves of finished and active trials
     * @param number the trial that is judged; it is among the history's active trials
     */
    Judgement judge(History history, int number);

    /**
     * A pruner's answer.
     *
     * @param prune whether the trial should end now
     * @param reason in a few words which threshold, at which step, against whom; recorded with the trial when it
     *     is pruned; empty when there is nothing to say
     */
    record Judgement(boolean prune, String reason) {
        /** The answer that lets a trial go on. */
        public static final Judgement CONTINUE = new Judgement(false, "");

        /** Returns the answer that ends a trial. */
        public static Judgement prune(String reason) {
            return new Judgement(true, reason);
        }
    }
}
