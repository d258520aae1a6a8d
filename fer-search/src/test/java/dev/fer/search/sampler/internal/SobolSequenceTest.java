package dev.fer.search.sampler.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.common.Seeds;
import java.util.Arrays;
import java.util.Collections;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class SobolSequenceTest {
    /** The first points in three dimensions, from the web page of Joe and Kuo's directions. */
    private static final double[][] PUBLISHED = {
        {0, 0, 0},
        {0.5, 0.5, 0.5},
        {0.75, 0.25, 0.25},
        {0.25, 0.75, 0.75},
        {0.375, 0.375, 0.625},
        {0.875, 0.875, 0.125},
        {0.625, 0.125, 0.875},
        {0.125, 0.625, 0.375},
        {0.1875, 0.3125, 0.9375},
        {0.6875, 0.8125, 0.4375}
    };

    @Test
    void plainPointsAreThePublishedOnes() {
        SobolSequence sequence = new SobolSequence(3);
        for (int index : new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 4}) {
            assertThat(sequence.plain(index)).containsExactly(PUBLISHED[index]);
        }
    }

    @Test
    void scrambledPointsHaveOneInEachElementaryInterval() {
        SobolSequence sequence = new SobolSequence(2);
        int m = 8;
        for (long seed = 0; seed < 3; seed++) {
            double[][] points = points(sequence, 3 << m, 1 << m, seed);
            for (int split = 0; split <= m; split++) {
                int across = 1 << split;
                int along = 1 << (m - split);
                assertThat(Arrays.stream(points).map(p -> (int) (p[0] * across) * along + (int) (p[1] * along)))
                        .hasSize(1 << m)
                        .doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void eachDimensionIsStratifiedInAPowerOfTwoOfPoints() {
        double[][] points = points(new SobolSequence(100), 0, 64, 7);
        for (int i = 0; i < 100; i++) {
            int dimension = i;
            assertThat(Arrays.stream(points).map(p -> (int) (p[dimension] * 64)))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aScrambledPointIsUniformOverSeeds() {
        SobolSequence sequence = new SobolSequence(2);
        Integer[] counts = Collections.nCopies(10, 0).toArray(Integer[]::new);
        LongStream.range(0, 10_000).forEach(seed -> counts[(int) (10 * sequence.scrambled(0, seed)[1])]++);
        assertThat(counts).allSatisfy(count -> assertThat(count).isBetween(880, 1120));
    }

    @Test
    void theDiscrepancyIsMuchLessThanThatOfRandomPoints() {
        UniformRandomProvider random = Seeds.random(1, "points");
        double[][] independent = IntStream.range(0, 256)
                .mapToObj(i -> random.doubles(3).toArray())
                .toArray(double[][]::new);
        double[][] sobol = points(new SobolSequence(3), 0, 256, 1);
        assertThat(discrepancy(sobol)).isLessThan(discrepancy(independent) / 3);
    }

    @Test
    void dimensionsWithoutDirectionsAreRandom() {
        double[][] points = points(new SobolSequence(21_203), 0, 2, 1);
        assertThat(points[0]).hasSize(21_203);
        assertThat(points[0][21_202])
                .isBetween(0.0, 1.0)
                .isNotEqualTo(points[1][21_202])
                .isNotEqualTo(points[0][21_201]);
    }

    private static double[][] points(SobolSequence sequence, int from, int count, long seed) {
        return IntStream.range(from, from + count)
                .mapToObj(index -> sequence.scrambled(index, seed))
                .toArray(double[][]::new);
    }

    /** The L2 star discrepancy by Warnock's formula (1972). */
    private static double discrepancy(double[][] points) {
        int n = points.length;
        double single = 0;
        double pairs = 0;
        for (double[] a : points) {
            single += Arrays.stream(a).map(x -> (1 - x * x) / 2).reduce(1, (x, y) -> x * y);
            for (double[] b : points) {
                pairs += IntStream.range(0, a.length)
                        .mapToDouble(i -> 1 - Math.max(a[i], b[i]))
                        .reduce(1, (x, y) -> x * y);
            }
        }
        return Math.sqrt(Math.pow(3, -points[0].length) - 2 * single / n + pairs / n / n);
    }
}
