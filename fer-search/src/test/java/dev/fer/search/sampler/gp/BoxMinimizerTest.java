package dev.fer.search.sampler.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BoxMinimizerTest {
    private static final BoxMinimizer MINIMIZER = new BoxMinimizer(200, 1e-15);

    private static double rosenbrock(double[] x, double[] gradient) {
        double bend = x[1] - x[0] * x[0];
        gradient[0] = -400 * x[0] * bend - 2 * (1 - x[0]);
        gradient[1] = 200 * bend;
        return 100 * bend * bend + (1 - x[0]) * (1 - x[0]);
    }

    @Test
    void aCurvedValleyIsFollowedToItsEnd() {
        double[] found = MINIMIZER
                .minimize(
                        BoxMinimizerTest::rosenbrock, new double[] {-1.2, 1}, new double[] {-5, -5}, new double[] {5, 5
                        })
                .point();
        assertThat(found).containsExactly(new double[] {1, 1}, within(1e-5));
    }

    @Test
    void aMinimumOnABoundIsFoundThere() {
        double[] found = MINIMIZER
                .minimize(
                        BoxMinimizerTest::rosenbrock, new double[] {0, 0.2}, new double[] {-1, -1}, new double[] {0.5, 2
                        })
                .point();
        assertThat(found).containsExactly(new double[] {0.5, 0.25}, within(1e-5));
    }

    @Test
    void aFlatFunctionEndsWhereItBegan() {
        double[] start = {0.3, 0.7};
        BoxMinimizer.Minimum found = MINIMIZER.minimize((x, gradient) -> 4, start, new double[2], new double[] {1, 1});
        assertThat(found.point()).containsExactly(start);
        assertThat(found.value()).isEqualTo(4);
    }
}
