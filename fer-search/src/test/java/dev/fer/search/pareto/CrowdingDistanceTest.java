package dev.fer.search.pareto;

import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CrowdingDistanceTest {
    @Test
    void itIsTheDistanceOfTheNeighboursInUnitsOfTheRange() {
        double[][] front = {{0, 10}, {4, 0}, {1, 6}, {2, 5}};
        assertThat(CrowdingDistance.of(front))
                .containsExactly(POSITIVE_INFINITY, POSITIVE_INFINITY, 2 / 4.0 + 5 / 10.0, 3 / 4.0 + 6 / 10.0);
    }

    @Test
    void equalPointsAreCrowded() {
        double[][] front = {{0, 2}, {1, 1}, {1, 1}, {1, 1}, {2, 0}};
        assertThat(CrowdingDistance.of(front)[2]).isZero();
        assertThat(CrowdingDistance.of(new double[][] {{1, 1}, {1, 1}})).containsOnly(0);
        assertThat(CrowdingDistance.of(new double[0][])).isEmpty();
    }
}
