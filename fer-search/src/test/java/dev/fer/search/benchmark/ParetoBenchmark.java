package dev.fer.search.benchmark;

import dev.fer.search.Goal;
import dev.fer.search.History;
import dev.fer.search.TrialState;
import dev.fer.search.pareto.Hypervolume;
import dev.fer.search.sampler.Sampler;
import dev.fer.search.sampler.Samplers;
import dev.fer.search.space.Configuration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * Prints the hypervolume that a sampler reaches with several goals, as a share of the true front's, over seeds, as
 * JSON lines: {@code --sampler nsga2 --function zdt1 --seeds 10 --trials 300}; the function {@code all} runs each;
 * {@code optuna:nsga2} and the like run Optuna on the same functions.
 */
final class ParetoBenchmark {
    private ParetoBenchmark() {}

    public static void main(String[] arguments) {
        Arguments given = new Arguments(arguments);
        String sampler = given.text("sampler", "auto");
        String function = given.text("function", "all");
        int seeds = given.whole("seeds", 10);
        int trials = given.whole("trials", 300);
        List<MultiFunction> functions =
                function.equals("all") ? MultiFunction.all() : List.of(MultiFunction.named(function));
        for (MultiFunction each : functions) {
            double[][] curves = LongStream.range(0, seeds)
                    .parallel()
                    .mapToObj(seed -> curve(each, sampler, seed, trials))
                    .toArray(double[][]::new);
            for (int count : new TreeSet<>(List.of(50, 100, trials))) {
                if (count <= trials) {
                    print(sampler, each, count, curves);
                }
            }
        }
    }

    /** Returns the share of the true hypervolume after each trial. */
    private static double[] curve(MultiFunction function, String type, long seed, int trials) {
        List<Goal> goals = function.goals();
        if (type.startsWith(OptunaSampler.PREFIX)) {
            try (OptunaSampler peer = new OptunaSampler(type, function.space(), goals, seed)) {
                return curve(function, peer, seed, trials);
            }
        }
        return curve(function, Samplers.create(Arguments.component(type), goals), seed, trials);
    }

    private static double[] curve(MultiFunction function, Sampler sampler, long seed, int trials) {
        List<Goal> goals = function.goals();
        History history = new History(function.space(), goals);
        Function<Configuration, double[]> objective = function.instance().apply(seed);
        double[][] losses = new double[trials][];
        for (int number = 0; number < trials; number++) {
            Optional<Sampler.Suggestion> suggestion = sampler.suggest(history, number, seed);
            Configuration configuration = suggestion.orElseThrow().configuration();
            losses[number] = objective.apply(configuration);
            Map<String, Double> metrics = new HashMap<>();
            for (int i = 0; i < goals.size(); i++) {
                metrics.put(goals.get(i).metric(), losses[number][i]);
            }
            history.start(number, configuration);
            history.finish(number, TrialState.COMPLETE, metrics);
        }
        double[] volumes = Hypervolume.progress(losses, function.reference());
        return Arrays.stream(volumes).map(volume -> volume / function.volume()).toArray();
    }

    private static void print(String sampler, MultiFunction function, int trials, double[][] curves) {
        double[] shares = Arrays.stream(curves)
                .mapToDouble(curve -> curve[trials - 1])
                .sorted()
                .toArray();
        int seeds = shares.length;
        System.out.printf(
                Locale.ROOT,
                "{\"sampler\": \"%s\", \"function\": \"%s\", \"trials\": %d, \"seeds\": %d, "
                        + "\"hypervolume\": {\"mean\": %.4f, \"median\": %.4f, \"q1\": %.4f, \"q3\": %.4f}}%n",
                sampler,
                function.name(),
                trials,
                seeds,
                Arrays.stream(shares).average().orElseThrow(),
                (shares[(seeds - 1) / 2] + shares[seeds / 2]) / 2,
                shares[seeds / 4],
                shares[3 * seeds / 4]);
    }
}
