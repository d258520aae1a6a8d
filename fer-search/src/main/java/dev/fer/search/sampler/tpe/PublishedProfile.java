package dev.fer.search.sampler.tpe;

/**
 * TPE as somebody else published it, for comparison and for those who rely on it.
 *
 * @param startupTrials how many trials are wanted before the densities are used
 * @param candidates how many draws from the density of the good trials the best is taken of
 * @param rules whose
 */
public record PublishedProfile(int startupTrials, int candidates, PublishedRules rules) implements TpeProfile {
    /** Checks the ranges. */
    public PublishedProfile {
        if (startupTrials < 1 || candidates < 1) {
            throw new IllegalArgumentException("startup trials and candidates must be at least 1");
        }
    }

    @Override
    public PublishedProfile withStartupTrials(int newStartupTrials) {
        return new PublishedProfile(newStartupTrials, candidates, rules);
    }

    @Override
    public PublishedProfile withCandidates(int newCandidates) {
        return new PublishedProfile(startupTrials, newCandidates, rules);
    }
}
