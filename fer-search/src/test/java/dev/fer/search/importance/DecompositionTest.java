package dev.fer.search.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fer.common.Seeds;
import dev.fer.search.sampler.internal.UnitSpace;
import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.IntParameter;
import dev.fer.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

/** The exact decomposition of a tree against integration of its predictions over a fine grid. */
class DecompositionTest {
    private static final int FINE = 240;

    private final UnitSpace space = new UnitSpace(SearchSpace.of(
            new FloatParameter("x", 0, 1, false),
            new IntParameter("i", 1, 9, 1, true, Optional.empty()),
            new CategoricalParameter("c", List.of("p", "q", "r", "s"), List.of(0.4, 0.3, 0.2, 0.1), Optional.empty())));
    private final Tree tree = tree();
    private final double[][][] predictions = predictions();

    private Tree tree() {
        UniformRandomProvider random = Seeds.random(1, "tree");
        List<double[]> points = new ArrayList<>();
        double[] values = new double[150];
        for (int n = 0; n < 150; n++) {
            double[] point = space.point(space.draw(random));
            double bend = point[2] == 1 || point[2] == 3 ? 2 : -1;
            values[n] = Math.sin(5 * point[0]) * bend + 0.3 * point[1] + point[2];
            points.add(point);
        }
        return Tree.grow(
                space, Points.of(space, points), values, IntStream.range(0, 150).toArray(), random);
    }

    private double[][][] predictions() {
        double[][][] all = new double[FINE][FINE][FINE];
        for (int x = 0; x < FINE; x++) {
            for (int i = 0; i < FINE; i++) {
                for (int c = 0; c < FINE; c++) {
                    all[x][i][c] = tree.predict(new double[] {at(0, x), at(1, i), at(2, c)});
                }
            }
        }
        return all;
    }

    private double at(int position, int index) {
        return space.axis(position).atQuantile((index + 0.5) / FINE);
    }

    @Test
    void singleAndPairVariancesAreThoseOfTheMarginals() {
        Decomposition decomposition = new Decomposition(tree);
        double[][][] p = predictions;
        double[] x = marginal((a, b, c) -> p[a][b][c]);
        double[] i = marginal((a, b, c) -> p[b][a][c]);
        double[] c = marginal((a, b, d) -> p[b][d][a]);
        double total = variance(IntStream.range(0, FINE * FINE * FINE)
                .mapToDouble(n -> p[n / FINE / FINE][n / FINE % FINE][n % FINE])
                .toArray());
        assertThat(decomposition.variance()).isCloseTo(total, within(0.02 * total));
        assertThat(decomposition.single(0)).isCloseTo(variance(x), within(0.02 * total));
        assertThat(decomposition.single(1)).isCloseTo(variance(i), within(0.02 * total));
        assertThat(decomposition.single(2)).isCloseTo(variance(c), within(0.02 * total));
        double xc = variance(pair((a, b, d) -> p[a][d][b])) - variance(x) - variance(c);
        double xi = variance(pair((a, b, d) -> p[a][b][d])) - variance(x) - variance(i);
        assertThat(decomposition.pair(0, 2)).isCloseTo(xc, within(0.02 * total)).isGreaterThan(0.1 * total);
        assertThat(decomposition.pair(0, 1)).isCloseTo(xi, within(0.02 * total));
    }

    /** A prediction by three indices, of which the first ones are kept and the last is averaged over. */
    private interface Value {
        double at(int a, int b, int c);
    }

    private static double[] marginal(Value value) {
        double[] pair = pair(value);
        return IntStream.range(0, FINE)
                .mapToDouble(a -> IntStream.range(0, FINE)
                        .mapToDouble(b -> pair[a * FINE + b])
                        .average()
                        .orElseThrow())
                .toArray();
    }

    private static double[] pair(Value value) {
        return IntStream.range(0, FINE * FINE)
                .mapToDouble(n -> IntStream.range(0, FINE)
                        .mapToDouble(c -> value.at(n / FINE, n % FINE, c))
                        .average()
                        .orElseThrow())
                .toArray();
    }

    private static double variance(double[] values) {
        double mean = IntStream.range(0, values.length)
                .mapToDouble(n -> values[n])
                .average()
                .orElseThrow();
        return IntStream.range(0, values.length)
                .mapToDouble(n -> (values[n] - mean) * (values[n] - mean))
                .average()
                .orElseThrow();
    }
}
