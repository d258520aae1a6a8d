package dev.fer.search.benchmark;

import dev.fer.common.Seeds;
import dev.fer.search.Direction;
import dev.fer.search.Goal;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.SearchSpace;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Several functions to minimise at once: ZDT1 to ZDT4 (Zitzler, Deb and Thiele 2000), DTLZ2 (Deb et al. 2002) and a
 * small network's error against its size.
 *
 * @param reference the point up to which hypervolumes are taken
 * @param volume that of the true front
 * @param instance makes the functions of a seed: those that are not fixed move their optimum with it
 */
record MultiFunction(
        String name,
        SearchSpace space,
        double[] reference,
        double volume,
        LongFunction<Function<Configuration, double[]>> instance) {
    private static final int ZDT = 10;
    private static final int DTLZ = 7;

    static List<MultiFunction> all() {
        return List.of(
                zdt("zdt1", 1.0 / 3, g -> x -> g * (1 - Math.sqrt(x / g))),
                zdt("zdt2", 2.0 / 3, g -> x -> g * (1 - x * x / (g * g))),
                moved(),
                dtlz2(),
                SmallNetwork.function());
    }

    static MultiFunction named(String name) {
        return all().stream()
                .filter(function -> function.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no function '" + name + "'; known: "
                        + all().stream().map(MultiFunction::name).toList()));
    }

    List<Goal> goals() {
        return IntStream.rangeClosed(1, reference.length)
                .mapToObj(i -> new Goal("f" + i, Direction.MINIMIZE))
                .toList();
    }

    /** A front of height 1 at 0 and height 0 at 1 that leaves {@code below} of the unit square undominated. */
    private static MultiFunction zdt(String name, double below, Function<Double, Function<Double, Double>> shape) {
        return new MultiFunction(
                name, BenchmarkFunction.boxSpace(ZDT, 0, 1), new double[] {1.1, 3}, 3.3 - below, seed -> c -> {
                    double[] x = BenchmarkFunction.vector(c, ZDT);
                    double g = 1 + 9 * (Arrays.stream(x).sum() - x[0]) / (ZDT - 1);
                    return new double[] {x[0], shape.apply(g).apply(x[0])};
                });
    }

    /** ZDT1 with the optimum of each further variable somewhere inside, where no sampler finds it by clipping. */
    private static MultiFunction moved() {
        return new MultiFunction(
                "zdt1moved", BenchmarkFunction.boxSpace(ZDT, 0, 1), new double[] {1.1, 3}, 3.3 - 1.0 / 3, seed -> {
                    UniformRandomProvider random = Seeds.random(seed, "zdt1moved");
                    double[] optimum = random.doubles(ZDT, 0.1, 0.9).toArray();
                    return c -> {
                        double[] x = BenchmarkFunction.vector(c, ZDT);
                        double g = 1;
                        for (int i = 1; i < ZDT; i++) {
                            g += 9 * Math.abs(x[i] - optimum[i]) / Math.max(optimum[i], 1 - optimum[i]) / (ZDT - 1);
                        }
                        return new double[] {x[0], g * (1 - Math.sqrt(x[0] / g))};
                    };
                });
    }

    /** Three goals whose front is an eighth of a sphere. */
    private static MultiFunction dtlz2() {
        return new MultiFunction(
                "dtlz2",
                BenchmarkFunction.boxSpace(DTLZ, 0, 1),
                new double[] {1.5, 1.5, 1.5},
                1.5 * 1.5 * 1.5 - Math.PI / 6,
                seed -> c -> {
                    double[] x = BenchmarkFunction.vector(c, DTLZ);
                    double radius = 1;
                    for (int i = 2; i < DTLZ; i++) {
                        radius += (x[i] - 0.5) * (x[i] - 0.5);
                    }
                    double a = x[0] * Math.PI / 2;
                    double b = x[1] * Math.PI / 2;
                    return new double[] {
                        radius * Math.cos(a) * Math.cos(b), radius * Math.cos(a) * Math.sin(b), radius * Math.sin(a)
                    };
                });
    }
}
