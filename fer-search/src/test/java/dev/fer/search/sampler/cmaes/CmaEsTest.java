package dev.fer.search.sampler.cmaes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fer.common.Seeds;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.LongToIntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.SimpleBounds;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.hipparchus.random.MersenneTwister;
import org.junit.jupiter.api.Test;

class CmaEsTest {
    private static final double TARGET = 1e-9;
    private static final int MOST = 20_000;

    /** A point and its value. */
    private record Point(double[] step, double value) {}

    private static double sphere(double[] x) {
        return Arrays.stream(x).map(v -> v * v).sum();
    }

    private static double ellipsoid(double[] x) {
        return sum(x.length, i -> Math.pow(1e6, i / (x.length - 1.0)) * x[i] * x[i]);
    }

    private static double rosenbrock(double[] x) {
        return sum(x.length - 1, i -> 100 * Math.pow(x[i + 1] - x[i] * x[i], 2) + Math.pow(1 - x[i], 2));
    }

    private static double sum(int count, java.util.function.IntToDoubleFunction term) {
        return IntStream.range(0, count).mapToDouble(term).sum();
    }

    @Test
    void theWeightsAndRatesAreThoseOfTheTutorial() {
        Recombination ten = Recombination.of(10, Recombination.defaultGeneration(10));
        assertThat(ten.weights()).hasSize(10);
        assertThat(Arrays.copyOf(ten.weights(), 5))
                .containsExactly(new double[] {0.45627, 0.27075, 0.16223, 0.08523, 0.02551}, within(1e-5));
        assertThat(ten.mass()).isCloseTo(3.167, within(1e-3));
        assertThat(ten.rankOne()).isCloseTo(2 / (11.3 * 11.3 + ten.mass()), within(1e-15));
        assertThat(Arrays.stream(ten.weights()).limit(ten.parents()).sum()).isCloseTo(1, within(1e-12));
        assertThat(Arrays.stream(ten.weights()).skip(ten.parents()))
                .allSatisfy(w -> assertThat(w).isNegative());
    }

    @Test
    void itReachesATargetAsFastAsHipparchus() {
        assertSimilar(8, CmaEsTest::sphere);
        assertSimilar(6, CmaEsTest::ellipsoid);
        assertSimilar(6, CmaEsTest::rosenbrock);
    }

    private static void assertSimilar(int n, ToDoubleFunction<double[]> function) {
        int ours = median(seed -> evaluations(n, function, seed));
        int theirs = median(seed -> hipparchus(n, function, seed));
        assertThat(ours).isLessThan(MOST).isBetween(theirs / 2, theirs * 5 / 4);
    }

    private static int median(LongToIntFunction evaluations) {
        return LongStream.range(0, 7).mapToInt(evaluations).sorted().toArray()[3];
    }

    private static int evaluations(int n, ToDoubleFunction<double[]> function, long seed) {
        UniformRandomProvider random = Seeds.random(seed, "test");
        double[] start = new double[n];
        Arrays.fill(start, 0.3);
        CmaEs strategy = new CmaEs(start, 0.3, Recombination.defaultGeneration(n));
        int count = 0;
        while (count < MOST) {
            Point[] points = new Point[strategy.size()];
            for (int i = 0; i < points.length; i++) {
                double[] step = strategy.draw(random);
                double[] x = new double[n];
                Arrays.setAll(x, k -> strategy.mean(k) + strategy.sigma() * step[k]);
                points[i] = new Point(step, function.applyAsDouble(x));
                count++;
                if (points[i].value() < TARGET) {
                    return count;
                }
            }
            Arrays.sort(points, Comparator.comparingDouble(Point::value));
            strategy.update(Arrays.stream(points).map(Point::step).toArray(double[][]::new));
        }
        return count;
    }

    private static int hipparchus(int n, ToDoubleFunction<double[]> function, long seed) {
        double[] start = new double[n];
        double[] sigma = new double[n];
        Arrays.fill(start, 0.3);
        Arrays.fill(sigma, 0.3);
        int[] count = {0, 0};
        new CMAESOptimizer(MOST, TARGET, true, 0, 0, new MersenneTwister(seed), false, null)
                .optimize(
                        new MaxEval(MOST),
                        new ObjectiveFunction(x -> {
                            double value = function.applyAsDouble(x);
                            count[0]++;
                            count[1] = count[1] == 0 && value < TARGET ? count[0] : count[1];
                            return value;
                        }),
                        GoalType.MINIMIZE,
                        new InitialGuess(start),
                        SimpleBounds.unbounded(n),
                        new CMAESOptimizer.Sigma(sigma),
                        new CMAESOptimizer.PopulationSize(Recombination.defaultGeneration(n)));
        return count[1] == 0 ? MOST : count[1];
    }

    @Test
    void drawsHaveTheCovarianceThatWasLearnt() {
        UniformRandomProvider random = Seeds.random(1, "draws");
        CmaEs strategy = new CmaEs(new double[2], 1, 6);
        for (int i = 0; i < 60; i++) {
            double[][] steps = IntStream.range(0, 6)
                    .mapToObj(k -> strategy.draw(random))
                    .sorted(Comparator.comparingDouble(s -> Math.abs(s[0] - s[1])))
                    .toArray(double[][]::new);
            strategy.update(steps);
        }
        double along = 0;
        double across = 0;
        double first = 0;
        for (int i = 0; i < 5000; i++) {
            double[] step = strategy.draw(random);
            along += Math.pow(step[0] + step[1], 2) / 10_000;
            across += Math.pow(step[0] - step[1], 2) / 10_000;
            first += step[0] * step[0] / 5000;
        }
        assertThat(across).isLessThan(along / 100);
        assertThat(strategy.condition()).isGreaterThan(100);
        assertThat(first).isCloseTo(strategy.deviation(0) * strategy.deviation(0), within(0.1 * first));
    }
}
