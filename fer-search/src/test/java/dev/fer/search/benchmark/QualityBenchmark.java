package dev.fer.search.benchmark;

import dev.fer.search.Direction;
import dev.fer.search.Goal;
import dev.fer.search.History;
import dev.fer.search.TrialState;
import dev.fer.search.sampler.Sampler;
import dev.fer.search.sampler.Samplers;
import dev.fer.search.space.Configuration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/**
 * Prints the regret (best value found minus optimum) of a sampler over seeds, as JSON lines:
 * {@code --sampler tpe --function branin --seeds 30 --trials 100}; the function {@code all} runs each. Several samplers are
 * separated by commas; {@code optuna:tpe-multivariate} and the like run Optuna on the same functions.
 */
final class QualityBenchmark {
    private static final List<Goal> GOALS = List.of(new Goal("value", Direction.MINIMIZE));

    private QualityBenchmark() {}

    public static void main(String[] arguments) {
        Arguments given = new Arguments(arguments);
        List<String> samplers = List.of(given.text("sampler", "tpe").split(",(?![a-z_]+=)"));
        String function = given.text("function", "all");
        int seeds = given.whole("seeds", 30);
        int trials = given.whole("trials", 100);
        List<BenchmarkFunction> functions =
                function.equals("all") ? BenchmarkFunction.all() : List.of(BenchmarkFunction.named(function));
        for (BenchmarkFunction each : functions) {
            for (String sampler : samplers) {
                run(each, sampler, seeds, trials);
            }
        }
    }

    private static void run(BenchmarkFunction function, String sampler, int seeds, int trials) {
        double[][] curves = LongStream.range(0, seeds)
                .parallel()
                .mapToObj(seed -> curve(function, sampler, seed, trials))
                .toArray(double[][]::new);
        for (int count : new TreeSet<>(List.of(25, 50, trials))) {
            if (count <= trials) {
                print(sampler, function, count, curves);
            }
        }
    }

    /** Returns the regret after each trial. */
    private static double[] curve(BenchmarkFunction function, String type, long seed, int trials) {
        if (type.startsWith(OptunaSampler.PREFIX)) {
            try (OptunaSampler peer = new OptunaSampler(type, function.space(), GOALS, seed)) {
                return curve(function, peer, seed, trials);
            }
        }
        return curve(function, Samplers.create(Arguments.component(type), GOALS), seed, trials);
    }

    private static double[] curve(BenchmarkFunction function, Sampler sampler, long seed, int trials) {
        History history = new History(function.space(), GOALS);
        ToDoubleFunction<Configuration> objective = function.instance().apply(seed);
        double[] curve = new double[trials];
        double best = Double.POSITIVE_INFINITY;
        for (int number = 0; number < trials; number++) {
            Optional<Sampler.Suggestion> suggestion = sampler.suggest(history, number, seed);
            if (suggestion.isPresent()) {
                Configuration configuration = suggestion.get().configuration();
                double value = objective.applyAsDouble(configuration);
                history.start(number, configuration);
                history.finish(number, TrialState.COMPLETE, Map.of("value", value));
                best = Math.min(best, value - function.optimum());
            }
            curve[number] = best;
        }
        return curve;
    }

    private static void print(String sampler, BenchmarkFunction function, int trials, double[][] curves) {
        double[] regrets = Arrays.stream(curves)
                .mapToDouble(curve -> curve[trials - 1])
                .sorted()
                .toArray();
        int seeds = regrets.length;
        System.out.printf(
                Locale.ROOT,
                "{\"sampler\": \"%s\", \"function\": \"%s\", \"trials\": %d, \"seeds\": %d, "
                        + "\"mean\": %.5g, \"median\": %.5g, \"q1\": %.5g, \"q3\": %.5g}%n",
                sampler,
                function.name(),
                trials,
                seeds,
                Arrays.stream(regrets).average().orElseThrow(),
                (regrets[(seeds - 1) / 2] + regrets[seeds / 2]) / 2,
                regrets[seeds / 4],
                regrets[3 * seeds / 4]);
    }
}
