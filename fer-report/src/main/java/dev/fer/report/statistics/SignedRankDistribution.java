package dev.fer.report.statistics;

/**
 * How a sum of signed ranks is distributed if each rank is as likely to count as not: exactly, by counting all
 * 2^n choices of ranks. Ranks may be tied (halves); then the distribution is the one given these ties.
 */
final class SignedRankDistribution {
    /** Up to here counts of choices are exact in a double. */
    static final int MOST_RANKS = 50;

    private final double[] atMost;

    private SignedRankDistribution(double[] atMost) {
        this.atMost = atMost;
    }

    /** Returns the distribution over some ranks, at most {@link #MOST_RANKS}, each a multiple of a half. */
    static SignedRankDistribution of(double[] ranks) {
        int total = 0;
        for (double rank : ranks) {
            total += doubled(rank);
        }
        double[] counts = new double[total + 1];
        counts[0] = 1;
        int reached = 0;
        for (double rank : ranks) {
            int step = doubled(rank);
            reached += step;
            for (int sum = reached; sum >= step; sum--) {
                counts[sum] += counts[sum - step];
            }
        }
        double choices = Math.pow(2, ranks.length);
        double before = 0;
        for (int sum = 0; sum <= total; sum++) {
            before += counts[sum];
            counts[sum] = before / choices;
        }
        return new SignedRankDistribution(counts);
    }

    /** Returns the distribution over the ranks 1 to n. */
    static SignedRankDistribution ofUntied(int n) {
        double[] ranks = new double[n];
        for (int i = 0; i < n; i++) {
            ranks[i] = i + 1;
        }
        return of(ranks);
    }

    private static int doubled(double rank) {
        return (int) Math.round(2 * rank);
    }

    /** Returns the probability of a sum of at most this. */
    double atMost(double sum) {
        return sum < 0 ? 0 : atMost[Math.min(atMost.length - 1, doubled(sum))];
    }

    /** Returns the smallest whole sum that is reached or undercut with at least this probability. */
    int quantile(double probability) {
        int sum = 0;
        while (atMost(sum) < probability) {
            sum++;
        }
        return sum;
    }
}
