package dev.fer.search.benchmark;

import dev.fer.search.space.Configuration;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.Parameter;
import dev.fer.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A function to minimise.
 *
 * @param optimum its least value
 * @param instance makes the function of a seed: those that are not fixed move their optimum with it, so that no
 *     sampler gains from a preference for the centre or for first choices
 */
record BenchmarkFunction(
        String name, SearchSpace space, double optimum, LongFunction<ToDoubleFunction<Configuration>> instance) {

    static List<BenchmarkFunction> all() {
        return Stream.concat(NumericFunctions.all().stream(), MixedFunctions.all().stream())
                .toList();
    }

    static BenchmarkFunction named(String name) {
        return all().stream()
                .filter(function -> function.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no function '" + name + "'; known: "
                        + all().stream().map(BenchmarkFunction::name).toList()));
    }

    /** A function of {@code x1, x2, ...} in a box. */
    static BenchmarkFunction box(
            String name, int dimensions, double low, double high, double optimum, ToDoubleFunction<double[]> function) {
        return new BenchmarkFunction(
                name,
                boxSpace(dimensions, low, high),
                optimum,
                seed -> configuration -> function.applyAsDouble(vector(configuration, dimensions)));
    }

    static SearchSpace boxSpace(int dimensions, double low, double high) {
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 1; i <= dimensions; i++) {
            parameters.add(new FloatParameter("x" + i, low, high, false));
        }
        return SearchSpace.of(parameters, List.of());
    }

    static double[] vector(Configuration configuration, int dimensions) {
        return IntStream.rangeClosed(1, dimensions)
                .mapToDouble(i -> configuration.getDouble("x" + i))
                .toArray();
    }
}
