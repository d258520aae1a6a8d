package dev.fer.report.data;

import dev.fer.report.statistics.MedianDifference;
import dev.fer.report.statistics.SignedRankTest;
import dev.fer.search.Direction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Two contenders run by run, at the same budget. Runs are pairs if they have the same seed; where no seeds are shared,
 * or a contender has two runs of one seed, in the order in which they were given.
 *
 * @param one the contender in front
 * @param other the other one
 * @param bySeed whether pairs have the same seed
 * @param pairs how many pairs have a value on both sides
 * @param ahead in how many of them the one is better
 * @param ties in how many both are equal
 * @param difference by how much the one's values are above the other's; empty without a pair
 * @param p of the signed-rank test; empty with fewer than six differing pairs, which are too few to say
 */
public record Duel(
        Contender one,
        Contender other,
        boolean bySeed,
        int pairs,
        int ahead,
        int ties,
        Optional<MedianDifference> difference,
        OptionalDouble p) {

    private record Pair(int one, int other) {}

    /**
     * Compares two contenders.
     *
     * @param ones best losses of the one's runs, infinite where there is none
     * @param others those of the other's
     */
    static Duel of(Contender one, Contender other, double[] ones, double[] others, Direction direction) {
        List<Pair> bySeed = bySeed(one, other);
        List<Pair> pairs = (bySeed.isEmpty() ? byOrder(one, other) : bySeed)
                .stream()
                        .filter(pair -> Double.isFinite(ones[pair.one]) && Double.isFinite(others[pair.other]))
                        .toList();
        double[] losses = pairs.stream()
                .mapToDouble(pair -> ones[pair.one] - others[pair.other])
                .toArray();
        double[] differences = IntStream.range(0, losses.length)
                .mapToDouble(i -> direction.loss(losses[i]))
                .toArray();
        int ahead = 0;
        int ties = 0;
        for (double loss : losses) {
            ahead += loss < 0 ? 1 : 0;
            ties += loss == 0 ? 1 : 0;
        }
        boolean enough = losses.length - ties >= SignedRankTest.LEAST_PAIRS;
        return new Duel(
                one,
                other,
                !bySeed.isEmpty(),
                losses.length,
                ahead,
                ties,
                losses.length == 0 ? Optional.empty() : Optional.of(MedianDifference.of(differences)),
                enough ? OptionalDouble.of(SignedRankTest.of(losses).p()) : OptionalDouble.empty());
    }

    private static List<Pair> bySeed(Contender one, Contender other) {
        Map<Long, Integer> ones = runsBySeed(one);
        Map<Long, Integer> others = runsBySeed(other);
        List<Pair> pairs = new ArrayList<>();
        for (StudyData run : one.runs()) {
            long seed = Contender.seed(run);
            Integer first = ones.get(seed);
            Integer second = others.get(seed);
            if (first != null && second != null) {
                pairs.add(new Pair(first, second));
            }
        }
        return pairs;
    }

    /** The position of each run by its seed; empty if two runs share one. */
    private static Map<Long, Integer> runsBySeed(Contender contender) {
        Map<Long, Integer> runs = new HashMap<>();
        for (int i = 0; i < contender.runs().size(); i++) {
            runs.put(Contender.seed(contender.runs().get(i)), i);
        }
        return runs.size() == contender.runs().size() ? runs : Map.of();
    }

    private static List<Pair> byOrder(Contender one, Contender other) {
        return IntStream.range(0, Math.min(one.runs().size(), other.runs().size()))
                .mapToObj(i -> new Pair(i, i))
                .toList();
    }

    /** Returns this duel with a probability that makes up for the number of duels. */
    Duel withP(double adjusted) {
        return new Duel(one, other, bySeed, pairs, ahead, ties, difference, OptionalDouble.of(adjusted));
    }

    /** Returns in how many pairs the other one is better. */
    public int behind() {
        return pairs - ahead - ties;
    }

    /** Tells whether the difference is more than chance would make in one case out of twenty. */
    public boolean isSettled() {
        return p.orElse(1) < 0.05;
    }
}
