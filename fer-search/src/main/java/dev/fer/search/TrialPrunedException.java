package dev.fer.search;

import dev.fer.common.FerException;

/**
 * Thrown by an objective that gives its trial up: the trial is pruned as by a pruner, its last report stands, and the search goes
 * on. What a pruner or a stop has decided before outweighs it.
 */
public class TrialPrunedException extends FerException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception with the reason that is kept with the trial, a few words for a person. */
    public TrialPrunedException(String reason) {
        super(reason, null, null);
    }
}
