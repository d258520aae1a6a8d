package dev.fer.search.pareto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.common.Seeds;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NonDominatedSortingTest {
    /** Points on a coarse grid, so that ties and duplicates are frequent. */
    static double[][] grid(int points, int goals, long seed) {
        UniformRandomProvider random = Seeds.random(seed, "grid");
        double[][] losses = new double[points][goals];
        for (double[] point : losses) {
            Arrays.setAll(point, i -> random.nextInt(12) - 6);
        }
        return losses;
    }

    /** Peels off one front after the other, by the definition. */
    private static int[] peeled(double[][] losses) {
        int[] ranks = new int[losses.length];
        Arrays.fill(ranks, Integer.MAX_VALUE);
        for (int rank = 0; rank < losses.length; rank++) {
            for (int i = 0; i < losses.length; i++) {
                boolean dominated = false;
                for (int j = 0; j < losses.length; j++) {
                    dominated |= ranks[j] >= rank && NonDominatedSorting.dominates(losses[j], losses[i]);
                }
                ranks[i] = dominated ? ranks[i] : Math.min(ranks[i], rank);
            }
        }
        return ranks;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void ranksAreThoseOfPeelingOffFronts(int goals) {
        for (int seed = 0; seed < 20; seed++) {
            double[][] losses = grid(60, goals, seed);
            assertThat(NonDominatedSorting.ranks(losses)).isEqualTo(peeled(losses));
        }
    }

    @Test
    void aPointDominatesWhatItIsNowhereWorseThanAndSomewhereBetter() {
        assertThat(NonDominatedSorting.dominates(new double[] {1, 2}, new double[] {1, 3}))
                .isTrue();
        assertThat(NonDominatedSorting.dominates(new double[] {1, 2}, new double[] {1, 2}))
                .isFalse();
        assertThat(NonDominatedSorting.dominates(new double[] {0, 3}, new double[] {1, 2}))
                .isFalse();
    }

    @Test
    void pointsThatCannotBeComparedHaveNoRankAndDominateNothing() {
        double[][] losses = {
            {1, 1},
            {Double.NaN, 0},
            {Double.NEGATIVE_INFINITY, 0},
            {0, Double.POSITIVE_INFINITY},
            {2, 2},
            {0.0, 3},
            {-0.0, 3},
            {-0.0, 4}
        };
        assertThat(NonDominatedSorting.ranks(losses)).containsExactly(0, -1, -1, -1, 1, 0, 0, 1);
        assertThat(NonDominatedSorting.ranks(new double[0][])).isEmpty();
    }
}
