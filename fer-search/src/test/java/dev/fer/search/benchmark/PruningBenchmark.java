package dev.fer.search.benchmark;

import dev.fer.search.definition.SearchDefinition.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Prints what early stopping gains at an equal total of epochs, as JSON lines: {@code --pruner hyperband --sampler tpe
 * --family all --seeds 30 --trainings 30}. The total is that of so many whole trainings.
 *
 * <p>The regret is that of the configuration that a study would return, its best complete trial: what its loss after
 * all epochs lacks to the best possible one, as a share of what a typical random configuration lacks. While no trial
 * is complete, it is the best one among those that came farthest. {@code gain} is how much less it is than without
 * pruning, by the same sampler and seeds, with the standard error of the mean of the paired differences.
 *
 * <p>{@code --curves fer.db:cnn-random,fer.db:resnet-random} takes the place of {@code --family}: see
 * {@link StoredCurves}.
 */
final class PruningBenchmark {
    private static final int[] PERCENT = {25, 50, 100};

    private PruningBenchmark() {}

    public static void main(String[] arguments) {
        Arguments given = new Arguments(arguments);
        Component sampler = Arguments.component(given.text("sampler", "tpe"));
        Component baseline = Arguments.component(given.text("baseline", sampler.type()));
        Component pruner = Arguments.component(given.text("pruner", "hyperband"));
        int seeds = given.whole("seeds", 30);
        int trainings = given.whole("trainings", 30);
        List<double[][]> with = new ArrayList<>();
        List<double[][]> without = new ArrayList<>();
        for (CurveFamily family : families(given)) {
            with.add(regrets(family, sampler, pruner, seeds, trainings));
            without.add(regrets(family, baseline, new Component("none"), seeds, trainings));
            print(family.name(), sampler, pruner, trainings, last(with), last(without));
        }
        if (with.size() > 1) {
            print("all", sampler, pruner, trainings, mean(with), mean(without));
        }
    }

    private static List<CurveFamily> families(Arguments given) {
        String stored = given.text("curves", "");
        return stored.isEmpty()
                ? CurveFamily.named(given.text("family", "all"))
                : Stream.of(stored.split(",")).map(StoredCurves::of).toList();
    }

    private static double[][] regrets(
            CurveFamily family, Component sampler, Component pruner, int seeds, int trainings) {
        return LongStream.range(0, seeds)
                .parallel()
                .mapToObj(seed -> new CurveSearch(family, sampler, pruner, seed).run(trainings, PERCENT))
                .toArray(double[][]::new);
    }

    private static double[][] last(List<double[][]> list) {
        return list.get(list.size() - 1);
    }

    /** Returns the mean over families, seed by seed. */
    private static double[][] mean(List<double[][]> families) {
        return IntStream.range(0, families.get(0).length)
                .mapToObj(seed -> IntStream.range(0, families.get(0)[seed].length)
                        .mapToDouble(i -> families.stream()
                                .mapToDouble(family -> family[seed][i])
                                .average()
                                .orElseThrow())
                        .toArray())
                .toArray(double[][]::new);
    }

    private static void print(
            String family, Component sampler, Component pruner, int trainings, double[][] with, double[][] without) {
        for (int i = 0; i < PERCENT.length; i++) {
            int at = i;
            double[] regrets = LongStream.range(0, with.length)
                    .mapToDouble(s -> with[(int) s][at])
                    .sorted()
                    .toArray();
            double[] gains = IntStream.range(0, with.length)
                    .mapToDouble(s -> without[s][at] - with[s][at])
                    .toArray();
            System.out.printf(
                    Locale.ROOT,
                    "{\"family\": \"%s\", \"sampler\": \"%s\", \"pruner\": \"%s\", \"trainings\": %d, \"percent\": %d, "
                            + "\"trials\": %.1f, \"mean\": %.4f, \"q1\": %.4f, \"q3\": %.4f, \"none\": %.4f, "
                            + "\"gain\": %.4f, \"error\": %.4f}%n",
                    family,
                    sampler.type(),
                    pruner.type(),
                    trainings,
                    PERCENT[i],
                    mean(with, PERCENT.length),
                    mean(with, at),
                    regrets[regrets.length / 4],
                    regrets[3 * regrets.length / 4],
                    mean(without, at),
                    mean(gains),
                    error(gains));
        }
    }

    private static double mean(double[][] rows, int column) {
        return mean(IntStream.range(0, rows.length)
                .mapToDouble(row -> rows[row][column])
                .toArray());
    }

    private static double mean(double[] values) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .average()
                .orElseThrow();
    }

    private static double error(double[] values) {
        double mean = mean(values);
        double squares = IntStream.range(0, values.length)
                .mapToDouble(i -> Math.pow(values[i] - mean, 2))
                .sum();
        return Math.sqrt(squares / (values.length - 1) / values.length);
    }
}
