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
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Prints how long one ask and one tell take in memory, after several numbers of finished trials, as JSON lines:
 * {@code --sampler tpe --function latency8 --trials 1000,5000,10000}, or {@code --parameters 10} for a box of so
 * many instead of a function. Median and 95th percentile are those of the last pairs before each number, a fifth of
 * it but not more than 200. Of Optuna ({@code --sampler optuna:tpe}) the time inside its own process counts.
 */
final class LatencyBenchmark {
    private static final List<Goal> GOALS = List.of(new Goal("value", Direction.MINIMIZE));
    private static final int WINDOW = 200;

    private LatencyBenchmark() {}

    public static void main(String[] arguments) {
        Arguments given = new Arguments(arguments);
        String type = given.text("sampler", "tpe");
        int parameters = given.whole("parameters", 0);
        BenchmarkFunction function =
                parameters == 0 ? BenchmarkFunction.named(given.text("function", "latency8")) : bowl(parameters);
        List<Integer> counts = Arrays.stream(
                        given.text("trials", "1000,5000,10000").split(","))
                .map(Integer::valueOf)
                .sorted()
                .toList();
        int most = counts.get(counts.size() - 1);
        run(type, function, Math.min(most, 1000), List.of());
        run(type, function, most, counts);
    }

    private static BenchmarkFunction bowl(int parameters) {
        return BenchmarkFunction.box(
                "bowl" + parameters,
                parameters,
                0,
                1,
                0,
                x -> Arrays.stream(x)
                        .map(value -> (value - 0.3) * (value - 0.3))
                        .sum());
    }

    private static void run(String type, BenchmarkFunction function, int trials, List<Integer> printed) {
        if (type.startsWith(OptunaSampler.PREFIX)) {
            try (OptunaSampler peer = new OptunaSampler(type, function.space(), GOALS, 1)) {
                run(type, peer, function, trials, printed);
            }
        } else {
            run(type, Samplers.create(Arguments.component(type), GOALS), function, trials, printed);
        }
    }

    private static void run(
            String type, Sampler sampler, BenchmarkFunction function, int trials, List<Integer> printed) {
        History history = new History(function.space(), GOALS);
        ToDoubleFunction<Configuration> objective = function.instance().apply(1);
        double[] window = new double[WINDOW];
        for (int number = 0; number < trials; number++) {
            long start = System.nanoTime();
            Configuration configuration =
                    sampler.suggest(history, number, 1).orElseThrow().configuration();
            history.start(number, configuration);
            long asked = System.nanoTime();
            double value = objective.applyAsDouble(configuration);
            long evaluated = System.nanoTime();
            history.finish(number, TrialState.COMPLETE, Map.of("value", value));
            window[number % WINDOW] = sampler instanceof OptunaSampler peer
                    ? peer.takeMilliseconds(history)
                    : (asked - start + System.nanoTime() - evaluated) / 1e6;
            if (printed.contains(number + 1)) {
                print(type, function, number + 1, window);
            }
        }
    }

    private static void print(String type, BenchmarkFunction function, int trials, double[] window) {
        int pairs = Math.min(WINDOW, Math.max(1, trials / 5));
        double[] sorted = IntStream.range(trials - pairs, trials)
                .mapToDouble(number -> window[number % WINDOW])
                .sorted()
                .toArray();
        System.out.printf(
                Locale.ROOT,
                "{\"sampler\": \"%s\", \"function\": \"%s\", \"trials\": %d, \"median_ms\": %.3f, \"p95_ms\": %.3f}%n",
                type,
                function.name(),
                trials,
                sorted[pairs / 2],
                sorted[pairs * 95 / 100]);
    }
}
