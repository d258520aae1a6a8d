package dev.fer.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignedRankTestTest {
    /** The largest sum that is significant at 0.05, two-sided (Wilcoxon and Wilcox 1964, table 2). */
    @ParameterizedTest
    @CsvSource({
        "6, 0", "7, 2", "8, 3", "9, 5", "10, 8", "11, 10", "12, 13", "13, 17", "14, 21", "15, 25", "16, 29", "17, 34",
        "18, 40", "19, 46", "20, 52", "21, 58", "22, 65", "23, 73", "24, 81", "25, 89"
    })
    void itsLimitsAreThoseOfThePublishedTable(int pairs, int critical) {
        assertThat(SignedRankTest.of(withNegativeSum(pairs, critical)).p()).isLessThanOrEqualTo(0.05);
        assertThat(SignedRankTest.of(withNegativeSum(pairs, critical + 1)).p()).isGreaterThan(0.05);
    }

    @Test
    void itAgreesWithThePublishedExampleOfDepressionScores() {
        SignedRankTest test = SignedRankTest.of(Depression.DIFFERENCES);

        assertThat(test.pairs()).isEqualTo(9);
        assertThat(test.positive()).isEqualTo(40);
        assertThat(test.negative()).isEqualTo(5);
        assertThat(test.p()).isCloseTo(0.0390625, within(1e-12));
    }

    @Test
    void fewerThanSixPairsCannotBeSignificant() {
        assertThat(SignedRankTest.of(new double[] {1, 2, 3, 4, 5}).p()).isEqualTo(0.0625);
        assertThat(SignedRankTest.of(new double[] {1, 2, 3, 4, 5, 6}).p()).isEqualTo(0.03125);
    }

    @Test
    void equalPairsAreLeftOutAndNothingIsLeftOfNothing() {
        assertThat(SignedRankTest.of(new double[] {0, 1, 0, -2, 3}).pairs()).isEqualTo(3);
        assertThat(SignedRankTest.of(new double[] {0, 0}).p()).isEqualTo(1);
        assertThat(SignedRankTest.of(new double[0]).p()).isEqualTo(1);
    }

    /** Expected: all 2^6 signs of the ranks 1, 2.5, 2.5, 5, 5, 5 counted by hand: 3 sums of at most 2.5 and 1 of 1. */
    @Test
    void tiesShareTheirRankAndTheProbabilityStaysExact() {
        SignedRankTest test = SignedRankTest.of(new double[] {1, -2, 2, 3, 3, 3});

        assertThat(test.negative()).isEqualTo(2.5);
        assertThat(test.p()).isEqualTo(2 * 4 / 64.0);
    }

    /** Expected: SciPy 1.17.1, wilcoxon(x, correction=True, method='approx'). */
    @Test
    void beyondFiftyPairsItIsTheCorrectedNormalProbability() {
        double[] differences = IntStream.range(0, 60)
                .mapToDouble(i -> (i * 37 % 101 - 38) + 0.5)
                .toArray();
        double[] tied =
                IntStream.range(0, 60).mapToDouble(i -> (i * 37 % 11 - 4) + 0.5).toArray();

        assertThat(SignedRankTest.of(differences).p()).isCloseTo(0.004918947673424601, within(1e-9));
        assertThat(SignedRankTest.of(tied).p()).isCloseTo(0.003327437196525652, within(1e-9));
    }

    private static double[] withNegativeSum(int pairs, int sum) {
        double[] differences = new double[pairs];
        int rest = sum;
        for (int rank = pairs; rank >= 1; rank--) {
            boolean negative = rank <= rest;
            rest -= negative ? rank : 0;
            differences[rank - 1] = negative ? -rank : rank;
        }
        return differences;
    }
}
