package dev.fer.search.benchmark;

import dev.fer.common.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/** Test functions over boxes (Surjanovic and Bingham, Virtual Library of Simulation Experiments). */
final class NumericFunctions {
    private static final double[][] HARTMANN_A = {
        {10, 3, 17, 3.5, 1.7, 8}, {0.05, 10, 17, 0.1, 8, 14}, {3, 3.5, 1.7, 10, 17, 8}, {17, 8, 0.05, 10, 0.1, 14}
    };
    private static final double[][] HARTMANN_P = {
        {0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886},
        {0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991},
        {0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650},
        {0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381}
    };
    private static final double[] HARTMANN_ALPHA = {1.0, 1.2, 3.0, 3.2};

    private NumericFunctions() {}

    static List<BenchmarkFunction> all() {
        return List.of(
                BenchmarkFunction.box("branin", 2, 0, 1, 0.39788735772973816, NumericFunctions::branin),
                BenchmarkFunction.box("hartmann6", 6, 0, 1, -3.322368011391339, NumericFunctions::hartmann6),
                BenchmarkFunction.box("ackley10", 10, -32.768, 32.768, 0, NumericFunctions::ackley),
                moved("ackley10moved", 10, 32.768, NumericFunctions::ackley),
                moved("rastrigin5moved", 5, 5.12, NumericFunctions::rastrigin),
                moved("levy6moved", 6, 10, NumericFunctions::levy),
                moved("ellipsoid5moved", 5, 1, NumericFunctions::ellipsoid),
                BenchmarkFunction.box("rosenbrock4", 4, -2, 3, 0, NumericFunctions::logRosenbrock),
                BenchmarkFunction.box("styblinski5", 5, -5, 5, -39.16616570377142 * 5, NumericFunctions::styblinski),
                BenchmarkFunction.box("michalewicz5", 5, 0, Math.PI, -4.687658, NumericFunctions::michalewicz));
    }

    /** Moves the optimum of a function, 0 at the origin, to anywhere in the inner 80 % of each side. */
    private static BenchmarkFunction moved(
            String name, int dimensions, double radius, ToDoubleFunction<double[]> function) {
        return new BenchmarkFunction(name, BenchmarkFunction.boxSpace(dimensions, -radius, radius), 0, seed -> {
            UniformRandomProvider random = Seeds.random(seed, name);
            double[] optimum =
                    random.doubles(dimensions, -0.8 * radius, 0.8 * radius).toArray();
            return configuration -> {
                double[] x = BenchmarkFunction.vector(configuration, dimensions);
                Arrays.setAll(x, i -> x[i] - optimum[i]);
                return function.applyAsDouble(x);
            };
        });
    }

    /** Branin's function, its usual domain scaled to the unit square. */
    private static double branin(double[] unit) {
        double x = 15 * unit[0] - 5;
        double y = 15 * unit[1];
        double parabola = y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
        return parabola * parabola + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
    }

    private static double hartmann6(double[] x) {
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            double[] a = HARTMANN_A[i];
            double[] p = HARTMANN_P[i];
            sum -= HARTMANN_ALPHA[i] * Math.exp(-sum(6, j -> a[j] * square(x[j] - p[j])));
        }
        return sum;
    }

    private static double ackley(double[] x) {
        double squares = sum(x.length, i -> square(x[i])) / x.length;
        double waves = sum(x.length, i -> Math.cos(2 * Math.PI * x[i])) / x.length;
        return -20 * Math.exp(-0.2 * Math.sqrt(squares)) - Math.exp(waves) + 20 + Math.E;
    }

    private static double rastrigin(double[] x) {
        return sum(x.length, i -> square(x[i]) - 10 * Math.cos(2 * Math.PI * x[i]) + 10);
    }

    private static double levy(double[] x) {
        double[] w = Arrays.stream(x).map(v -> 1 + v / 4).toArray();
        double last = w[w.length - 1];
        return square(Math.sin(Math.PI * w[0]))
                + sum(w.length - 1, i -> square(w[i] - 1) * (1 + 10 * square(Math.sin(Math.PI * w[i] + 1))))
                + square(last - 1) * (1 + square(Math.sin(2 * Math.PI * last)));
    }

    private static double ellipsoid(double[] x) {
        return sum(x.length, i -> Math.pow(1000, i / (x.length - 1.0)) * square(x[i]));
    }

    private static double logRosenbrock(double[] x) {
        return Math.log1p(sum(x.length - 1, i -> 100 * square(x[i + 1] - square(x[i])) + square(1 - x[i])));
    }

    private static double styblinski(double[] x) {
        return sum(x.length, i -> square(square(x[i])) - 16 * square(x[i]) + 5 * x[i]) / 2;
    }

    private static double michalewicz(double[] x) {
        return -sum(x.length, i -> Math.sin(x[i]) * Math.pow(Math.sin((i + 1) * square(x[i]) / Math.PI), 20));
    }

    private static double sum(int count, IntToDoubleFunction term) {
        return IntStream.range(0, count).mapToDouble(term).sum();
    }

    private static double square(double value) {
        return value * value;
    }
}
