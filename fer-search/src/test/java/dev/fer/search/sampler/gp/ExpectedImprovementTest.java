package dev.fer.search.sampler.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectedImprovementTest {
    private static final double SD = 0.3;
    private static final double BEST = -0.2;

    private static ExpectedImprovement at(double z) {
        return ExpectedImprovement.of(BEST - z * SD, SD * SD, BEST);
    }

    @ParameterizedTest
    @ValueSource(doubles = {6, 1, 0, -0.99, -1.01, -5, -40, -900, -9999, -10_001, -1e6})
    void itIsTheIntegralAlsoFarInTheTail(double z) {
        assertThat(at(z).log()).isCloseTo(integral(z), within(1e-8 * Math.max(1, z * z)));
        assertThat(at(z).log() + z * z / 2).isCloseTo(integral(z) + z * z / 2, within(1e-6 * Math.max(1, Math.abs(z))));
    }

    /** Integrates u φ(u - z) = φ(z) u exp(uz - u²/2) over the improvement u in deviations, by Simpson's rule. */
    private static double integral(double z) {
        double to = Math.max(z, 0) + 40 / Math.max(1, -z);
        int steps = 200_000;
        double sum = 0;
        for (int i = 1; i <= steps; i++) {
            double u = to * i / steps;
            sum += (i == steps ? 1 : i % 2 == 1 ? 4 : 2) * u * Math.exp(u * z - u * u / 2);
        }
        return Math.log(SD) - z * z / 2 - Math.log(2 * Math.PI) / 2 + Math.log(sum * to / steps / 3);
    }

    @ParameterizedTest
    @ValueSource(doubles = {3, 0, -0.9, -1.1, -8, -300})
    void slopesAreThoseOfFiniteDifferences(double z) {
        double mean = BEST - z * SD;
        double variance = SD * SD;
        double step = 1e-7;
        double meanSlope = (ExpectedImprovement.of(mean + step, variance, BEST).log()
                        - ExpectedImprovement.of(mean - step, variance, BEST).log())
                / (2 * step);
        double varianceSlope = (ExpectedImprovement.of(mean, variance + step, BEST)
                                .log()
                        - ExpectedImprovement.of(mean, variance - step, BEST).log())
                / (2 * step);
        assertThat(at(z).meanSlope()).isCloseTo(meanSlope, within(1e-4 * (1 + Math.abs(meanSlope))));
        assertThat(at(z).varianceSlope()).isCloseTo(varianceSlope, within(1e-4 * (1 + Math.abs(varianceSlope))));
    }
}
