package dev.fer.report.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Whether pairs differ by more than chance would have it: the signed-rank test (Wilcoxon 1945), two-sided. It ranks
 * the sizes of the differences and asks how likely so one-sided an assignment of signs is. Pairs that are equal are
 * left out; equal sizes share their mean rank.
 *
 * <p>Up to 50 differing pairs the probability is exact, ties included; beyond, it is that of the normal
 * distribution with corrections for ties and continuity.
 *
 * @param pairs how many differ
 * @param positive the sum of the ranks of positive differences
 * @param negative the sum of the ranks of negative differences
 * @param p the probability of a result at least as one-sided if there were no difference, 0..1
 */
public record SignedRankTest(int pairs, double positive, double negative, double p) {
    /** With fewer pairs even a result that is all of one sign has a probability above 0.05. */
    public static final int LEAST_PAIRS = 6;

    /** Tests some differences, which are finite. */
    public static SignedRankTest of(double[] differences) {
        double[] differing =
                Arrays.stream(differences).filter(difference -> difference != 0).toArray();
        double[] ranks = ranks(differing);
        double positive = 0;
        double negative = 0;
        for (int i = 0; i < ranks.length; i++) {
            if (differing[i] > 0) {
                positive += ranks[i];
            } else {
                negative += ranks[i];
            }
        }
        double smaller = Math.min(positive, negative);
        double oneSided = ranks.length <= SignedRankDistribution.MOST_RANKS
                ? SignedRankDistribution.of(ranks).atMost(smaller)
                : normal(ranks, smaller);
        return new SignedRankTest(ranks.length, positive, negative, Math.min(1, 2 * oneSided));
    }

    private static double normal(double[] ranks, double sum) {
        double mean = Arrays.stream(ranks).sum() / 2;
        double variance = Arrays.stream(ranks).map(rank -> rank * rank).sum() / 4;
        return NormalDistribution.of(0, 1).cumulativeProbability((sum + 0.5 - mean) / Math.sqrt(variance));
    }

    /** The ranks of the sizes from 1; equal ones share their mean. */
    private static double[] ranks(double[] differences) {
        double[] sizes = Arrays.stream(differences).map(Math::abs).toArray();
        double[] sorted = sizes.clone();
        Arrays.sort(sorted);
        return Arrays.stream(sizes)
                .map(size -> {
                    long below =
                            Arrays.stream(sorted).filter(other -> other < size).count();
                    long upTo =
                            Arrays.stream(sorted).filter(other -> other <= size).count();
                    return (below + 1 + upTo) / 2.0;
                })
                .toArray();
    }
}
