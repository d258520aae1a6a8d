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
     * @param history all that is known, with the curves of finished, active and paused trials
     * @param number the trial that is judged; it is among the history's active trials
     */
    Judgement judge(History history, int number);

    /** What is to become of a trial. */
    enum Verdict {
        /** It goes on with its next step. */
        CONTINUE,
        /** It ends for good. */
        PRUNE,
        /** It is laid aside with its checkpoint; only a {@link Scheduler} may say so. */
        PAUSE
    }

    /**
     * A pruner's answer.
     *
     * @param reason in a few words which threshold, at which step, against whom; recorded with the trial when it
     *     does not go on; empty when there is nothing to say
     */
    record Judgement(Verdict verdict, String reason) {
        /** The answer that lets a trial go on. */
        public static final Judgement CONTINUE = new Judgement(Verdict.CONTINUE, "");

        /** Returns the answer that ends a trial. */
        public static Judgement prune(String reason) {
            return new Judgement(Verdict.PRUNE, reason);
        }

        /** Returns the answer that lays a trial aside. */
        public static Judgement pause(String reason) {
            return new Judgement(Verdict.PAUSE, reason);
        }

        /** Tells whether the trial ends for good. */
        public boolean prune() {
            return verdict == Verdict.PRUNE;
        }

        /** Tells whether the trial has to stop, for good or for now. */
        public boolean stops() {
            return verdict != Verdict.CONTINUE;
        }
    }
}
