package dev.fer.report.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fer.search.Direction;
import org.junit.jupiter.api.Test;

class LateGainTest {
    @Test
    void aCurveThatStillRisesGainsAtItsEnd() {
        assertThat(gain(Direction.MAXIMIZE, 1, 2, 3, 4, 5, 6, 7, 8)).isCloseTo(2 / 7.0, within(1e-12));
        assertThat(gain(Direction.MINIMIZE, 8, 7, 6, 5, 4, 3, 2, 1)).isCloseTo(2 / 7.0, within(1e-12));
    }

    @Test
    void aCurveThatHasSettledOrFallsGainsNothing() {
        assertThat(gain(Direction.MAXIMIZE, 1, 5, 7, 8, 8, 8, 8, 8)).isZero();
        assertThat(gain(Direction.MAXIMIZE, 8, 7, 6, 5, 4, 3, 2, 1)).isZero();
        assertThat(gain(Direction.MAXIMIZE, 1, 2, 3)).isZero();
    }

    private static double gain(Direction direction, double... values) {
        int[] steps = new int[values.length];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = i + 1;
        }
        return LateGain.of(new CurveSet.Curve(0, steps, values), direction);
    }
}
