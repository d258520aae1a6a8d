package dev.fer.search.sampler.tpe;

/**
 * The knobs of our own TPE. All rules are of the ranks of trials, never of the size of their losses, so that they do not
 * depend on the scale of an objective.
 *
 * @param startupTrials how many finished trials (failed ones not counted) are wanted before the densities are used
 * @param candidates how many points are drawn from the density of the good trials, of which the best is taken
 * @param goodFraction the share of trials that count as good
 * @param mostGood the greatest number of good trials
 * @param priorWeight what the prior weighs in comparison with one trial: more explores more
 * @param goodBandwidth the bandwidth of good trials' kernels, in multiples of Scott's rule
 * @param otherBandwidth the bandwidth of other trials' kernels, in multiples of n^(-1/(d+4)) of the prior's range
 */
public record TpeSettings(
        int startupTrials,
        int candidates,
        double goodFraction,
        int mostGood,
        double priorWeight,
        double goodBandwidth,
        double otherBandwidth)
        implements TpeProfile {

    /** Checks the ranges. */
    public TpeSettings {
        if (startupTrials < 1 || candidates < 1 || mostGood < 1) {
            throw new IllegalArgumentException("startup trials, candidates and good trials must be at least 1");
        }
        if (!(goodFraction > 0 && goodFraction < 1 && priorWeight > 0 && goodBandwidth > 0 && otherBandwidth > 0)) {
            throw new IllegalArgumentException(
                    "the fraction of good trials must lie between 0 and 1, weights and bandwidths above 0");
        }
    }

    /** What does well over many functions: the fraction and the bandwidths are nobody else's. */
    public static final TpeSettings DEFAULT = new TpeSettings(10, 24, 0.2, 25, 2.0, 1.0, 0.12);

    @Override
    public TpeSettings withStartupTrials(int newStartupTrials) {
        return new TpeSettings(
                newStartupTrials, candidates, goodFraction, mostGood, priorWeight, goodBandwidth, otherBandwidth);
    }

    @Override
    public TpeSettings withCandidates(int newCandidates) {
        return new TpeSettings(
                startupTrials, newCandidates, goodFraction, mostGood, priorWeight, goodBandwidth, otherBandwidth);
    }

    /** Returns how many of a number of ranked trials count as good, at least one. */
    int good(int ranked) {
        return Math.max(1, Math.min(mostGood, (int) Math.ceil(goodFraction * ranked)));
    }
}
