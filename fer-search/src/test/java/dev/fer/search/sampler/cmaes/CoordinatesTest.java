package dev.fer.search.sampler.cmaes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoordinatesTest {
    @ParameterizedTest
    @CsvSource({
        "-Infinity, -50, -50",
        "-60, -50, -50",
        "50, Infinity, 50",
        "50, 60, 50",
        "-0.5, -0.5, -0.5",
    })
    void whereNothingIsEverDrawnTheBoundNearestToTheMiddleIsTaken(double low, double high, double expected) {
        assertThat(Coordinates.between(low, high, 0.3)).isEqualTo(expected);
    }
}
