package dev.fer.search.benchmark;

import dev.fer.common.Seeds;
import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.Condition;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.IntParameter;
import dev.fer.search.space.OrdinalParameter;
import dev.fer.search.space.Parameter;
import dev.fer.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/** Functions of mixed, conditional and purely categorical spaces, shaped like the tuning of classifiers. */
final class MixedFunctions {
    private static final List<String> ALGORITHMS = List.of("svm", "forest", "network", "neighbours");
    private static final List<String> OPERATIONS = List.of("none", "skip", "conv1", "conv3", "pool");
    private static final List<String> ACTIVATIONS = List.of("relu", "tanh", "gelu", "sigmoid");

    private MixedFunctions() {}

    static List<BenchmarkFunction> all() {
        return List.of(cnnmix(), mlp7(), branches(), cells(), latency8());
    }

    /** A convolutional network with a trap: the best Adam point is .010 worse than the best SGD point. */
    private static BenchmarkFunction cnnmix() {
        SearchSpace space = SearchSpace.of(
                new CategoricalParameter("num_layers", List.of(2, 3, 4)),
                new CategoricalParameter("num_filters", List.of(12, 24, 36)),
                new CategoricalParameter("dropout", List.of(0.0, 0.2, 0.4)),
                new CategoricalParameter("num_neurons", List.of(100, 200, 500)),
                new FloatParameter("lr", 1e-4, 1e-1, true),
                new CategoricalParameter("optimizer", List.of("sgd", "adam", "rmsprop")),
                unit("momentum", 0.99, Condition.in("optimizer", "sgd")));
        return new BenchmarkFunction("cnnmix", space, 0.34, seed -> MixedFunctions::cnnmix);
    }

    private static double cnnmix(Configuration c) {
        String optimizer = c.getString("optimizer");
        boolean sgd = optimizer.equals("sgd");
        double momentum = sgd ? c.getDouble("momentum") : 0;
        double rate = Math.log10(c.getDouble("lr")) - Math.log10(1 - momentum);
        double best = sgd ? -0.7 : optimizer.equals("adam") ? -3 : -3.3;
        double miss = rate - best + 0.15 * (c.getLong("num_layers") - 3);
        double loss = 0.34 + 0.06 * Math.min(miss * miss, 4) + (miss > 1 ? 0.1 : 0);
        loss += sgd ? 0.05 * square(momentum - 0.9) : optimizer.equals("adam") ? 0.01 : 0.02;
        return loss
                + penalty(c.getInt("num_layers"), c.getInt("num_filters"))
                + penalty(c.getInt("num_neurons"), c.getDouble("dropout"));
    }

    private static double penalty(int layers, int filters) {
        double depth = layers == 2 ? 0.03 : layers == 3 ? 0 : 0.012;
        return depth + (filters == 12 ? 0.025 : filters == 24 ? 0.006 : 0);
    }

    private static double penalty(int neurons, double dropout) {
        double width = neurons == 100 ? 0.015 : neurons == 200 ? 0.004 : 0;
        double wanted = neurons == 100 ? 0 : neurons == 200 ? 0.2 : 0.4;
        return width + 0.4 * square(dropout - wanted);
    }

    /** A perceptron that diverges (a plateau of .9) where the learning rate is too high for the batch size. */
    private static BenchmarkFunction mlp7() {
        SearchSpace space = SearchSpace.of(
                new FloatParameter("rate", 1e-6, 1, true),
                new FloatParameter("decay", 1e-8, 1e-1, true),
                new FloatParameter("dropout", 0, 0.9, false),
                new IntParameter("layers", 1, 8),
                new IntParameter("width", 8, 1024, 1, true, Optional.empty()),
                new OrdinalParameter("batch", List.of(16, 32, 64, 128, 256, 512)),
                new CategoricalParameter("activation", ACTIVATIONS));
        return new BenchmarkFunction("mlp7", space, 0, MixedFunctions::mlp7);
    }

    private static ToDoubleFunction<Configuration> mlp7(long seed) {
        UniformRandomProvider random = Seeds.random(seed, "mlp7");
        double rate = random.nextDouble(-2.5, -1);
        double decay = random.nextDouble(-5, -3);
        double dropout = random.nextDouble(0.1, 0.6);
        double width = random.nextDouble(5, 9);
        int layers = random.nextInt(2, 7);
        String activation = ACTIVATIONS.get(random.nextInt(4));
        return c -> {
            double batch = Math.log(c.getLong("batch")) / Math.log(2);
            double wide = Math.log(c.getLong("width")) / Math.log(2) - width;
            double deep = c.getLong("layers") - layers;
            double miss = Math.log10(c.getDouble("rate")) - rate - 0.1 * (batch - 6) + 0.1 * deep;
            double loss = 0.1 * square(miss) + 0.01 * (Math.abs(Math.log10(c.getDouble("decay")) - decay));
            loss += 0.3 * square(c.getDouble("dropout") - dropout - 0.03 * wide) + 0.01 * square(wide);
            loss += 0.01 * Math.abs(deep) + (c.getString("activation").equals(activation) ? 0 : 0.05);
            return miss > 1 ? 0.9 : Math.min(0.9, loss);
        };
    }

    /** A choice of algorithm, each with parameters of its own; the second best is easier to tune than the best. */
    private static BenchmarkFunction branches() {
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(new CategoricalParameter("algorithm", ALGORITHMS));
        parameters.add(new CategoricalParameter("scaling", List.of("none", "standard", "range")));
        for (String algorithm : ALGORITHMS) {
            for (int i = 0; i < 3; i++) {
                parameters.add(unit(algorithm + i, 1, Condition.in("algorithm", algorithm)));
            }
        }
        parameters.add(new CategoricalParameter(
                "kernel", List.of("rbf", "poly"), List.of(), Optional.of(Condition.in("algorithm", "svm"))));
        parameters.add(new IntParameter("degree", 2, 6, 1, false, Optional.of(Condition.in("kernel", "poly"))));
        return new BenchmarkFunction("branches", SearchSpace.of(parameters, List.of()), 0, MixedFunctions::branches);
    }

    private static ToDoubleFunction<Configuration> branches(long seed) {
        UniformRandomProvider random = Seeds.random(seed, "branches");
        double[] optimum = random.doubles(12, 0.1, 0.9).toArray();
        int best = random.nextInt(4);
        int second = (best + 1 + random.nextInt(3)) % 4;
        String scaling = List.of("none", "standard", "range").get(random.nextInt(3));
        return c -> {
            int algorithm = ALGORITHMS.indexOf(c.getString("algorithm"));
            double slope = algorithm == second ? 0.3 : 1;
            double loss = algorithm == best ? 0 : algorithm == second ? 0.03 : 0.15;
            for (int i = 0; i < 3; i++) {
                double miss = c.getDouble(ALGORITHMS.get(algorithm) + i) - optimum[3 * algorithm + i];
                loss += slope * (i + 1) * square(miss);
            }
            loss += c.getString("scaling").equals(scaling) ? 0 : 0.05;
            return loss + (c.contains("degree") ? 0.01 * (c.getLong("degree") - 1) : 0);
        };
    }

    /** Six categorical edges of a network cell, with interactions between neighbours. */
    private static BenchmarkFunction cells() {
        Parameter[] edges = IntStream.range(0, 6)
                .mapToObj(i -> new CategoricalParameter("edge" + i, OPERATIONS))
                .toArray(Parameter[]::new);
        return new BenchmarkFunction("cells", SearchSpace.of(edges), 0, MixedFunctions::cells);
    }

    private static ToDoubleFunction<Configuration> cells(long seed) {
        UniformRandomProvider random = Seeds.random(seed, "cells");
        double[] alone = random.doubles(30).toArray();
        double[] paired = random.doubles(150).toArray();
        ToDoubleFunction<int[]> loss = choice -> IntStream.range(0, 6)
                .mapToDouble(i -> alone[5 * i + choice[i]] + paired[25 * i + 5 * choice[i] + choice[(i + 1) % 6]])
                .sum();
        double least = IntStream.range(0, 15_625)
                .mapToDouble(code -> loss.applyAsDouble(IntStream.range(0, 6)
                        .map(i -> code / (int) Math.pow(5, i) % 5)
                        .toArray()))
                .min()
                .orElseThrow();
        return c -> loss.applyAsDouble(IntStream.range(0, 6)
                        .map(i -> OPERATIONS.indexOf(c.getString("edge" + i)))
                        .toArray())
                - least;
    }

    /** The space in which latency is measured: two of each kind of parameter. */
    private static BenchmarkFunction latency8() {
        SearchSpace space = SearchSpace.of(
                new FloatParameter("f1", 0, 1, false),
                new FloatParameter("f2", -5, 5, false),
                new FloatParameter("l1", 1e-5, 1e-1, true),
                new FloatParameter("l2", 1e-3, 1e3, true),
                new IntParameter("i1", 1, 100),
                new IntParameter("i2", 2, 8),
                new CategoricalParameter("c1", List.of("a", "b", "c")),
                new CategoricalParameter("c2", List.of("x", "y", "z", "w")));
        return new BenchmarkFunction(
                "latency8",
                space,
                0,
                seed -> c -> square(c.getDouble("f1") - 0.3)
                        + square(Math.log10(c.getDouble("l1")) + 3)
                        + square(c.getLong("i1") / 100.0 - 0.7)
                        + (c.getString("c1").equals("b") ? 0 : 0.1));
    }

    private static FloatParameter unit(String name, double high, Condition condition) {
        return new FloatParameter(name, 0, high, OptionalDouble.empty(), false, Optional.of(condition));
    }

    private static double square(double value) {
        return value * value;
    }
}
