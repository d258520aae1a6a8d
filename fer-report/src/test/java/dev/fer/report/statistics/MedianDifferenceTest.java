package dev.fer.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fer.report.statistics.MedianDifference.Interval;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MedianDifferenceTest {
    /** Expected: Hollander and Wolfe 1973, examples 3.3 and 3.4. */
    @Test
    void itAgreesWithThePublishedExampleOfDepressionScores() {
        MedianDifference difference = MedianDifference.of(Depression.DIFFERENCES);

        assertThat(difference.estimate()).isCloseTo(0.46, within(5e-4));
        Interval interval = difference.interval().orElseThrow();
        assertThat(interval.low()).isCloseTo(0.010, within(5e-4));
        assertThat(interval.high()).isCloseTo(0.786, within(5e-4));
    }

    @Test
    void fewerThanSixPairsHaveNoInterval() {
        assertThat(MedianDifference.of(new double[] {1, 2, 3, 4, 5}).interval()).isEmpty();
        assertThat(MedianDifference.of(new double[] {3}).estimate()).isEqualTo(3);
    }

    @Test
    void theIntervalExcludesZeroJustWhenTheTestIsSignificant() {
        for (int shift = 0; shift < 30; shift++) {
            double moved = 0.05 * shift;
            double[] differences = IntStream.range(0, 17)
                    .mapToDouble(i -> Math.sin(1 + i * i) + moved)
                    .toArray();
            boolean excluded =
                    MedianDifference.of(differences).interval().orElseThrow().low() > 0;

            assertThat(excluded).isEqualTo(SignedRankTest.of(differences).p() <= 0.05);
        }
    }

    @Test
    void manyPairsHaveANarrowInterval() {
        double[] differences =
                IntStream.range(0, 200).mapToDouble(i -> 5 + Math.sin(i)).toArray();
        Interval interval = MedianDifference.of(differences).interval().orElseThrow();

        assertThat(interval.low()).isBetween(4.8, 5.0);
        assertThat(interval.high()).isBetween(5.0, 5.2);
    }
}
