package dev.fer.search.importance;

import dev.fer.search.importance.Importance.PairShare;
import dev.fer.search.importance.Importance.Share;
import dev.fer.search.space.Parameter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Puts an {@link Importance} together: which pairs, means over the trees, cautions. */
final class Analysis {
    private static final int FEW_TRIALS = 30;
    private static final int PAIRED = 20;

    private Analysis() {}

    static Importance of(Surrogate surrogate) {
        List<String> names =
                surrogate.space().parameters().stream().map(Parameter::name).toList();
        double[][] single = IntStream.range(0, names.size())
                .mapToObj(position -> shares(surrogate.trees(), tree -> tree.single(position)))
                .toArray(double[][]::new);
        List<Share> shares = IntStream.range(0, names.size())
                .mapToObj(position -> new Share(names.get(position), mean(single[position]), sd(single[position])))
                .sorted(Comparator.comparingDouble(Share::mean).reversed())
                .toList();
        return new Importance(
                shares,
                surrogate.isFitted() ? pairs(surrogate, names, single) : List.of(),
                surrogate.trials(),
                surrogate.available(),
                surrogate.quality(),
                caution(surrogate));
    }

    private static List<PairShare> pairs(Surrogate surrogate, List<String> names, double[][] single) {
        int[] important = Arrays.stream(surrogate.searched())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer position) -> -mean(single[position])))
                .limit(PAIRED)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
        return IntStream.range(0, important.length)
                .boxed()
                .flatMap(i ->
                        IntStream.range(i + 1, important.length).mapToObj(j -> new int[] {important[i], important[j]}))
                .parallel()
                .map(pair -> {
                    double[] shares = shares(surrogate.trees(), tree -> tree.pair(pair[0], pair[1]));
                    return new PairShare(names.get(pair[0]), names.get(pair[1]), mean(shares), sd(shares));
                })
                .sorted(Comparator.comparingDouble(PairShare::mean).reversed())
                .toList();
    }

    /** A part of a tree's variance. */
    @FunctionalInterface
    private interface Part {
        double variance(Decomposition tree);
    }

    /** Returns the share of a part in the variance of each tree that varies at all. */
    private static double[] shares(List<Decomposition> trees, Part part) {
        return trees.stream()
                .filter(tree -> tree.variance() > 0)
                .mapToDouble(tree -> part.variance(tree) / tree.variance())
                .toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    private static double sd(double[] values) {
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0));
    }

    private static Optional<String> caution(Surrogate surrogate) {
        int trials = surrogate.trials();
        if (trials < 2) {
            return Optional.of("not enough data: " + trials + " complete trials, at least 2 are needed");
        }
        if (!surrogate.isFitted()) {
            return Optional.of("all " + trials + " complete trials have the same value");
        }
        if (trials < FEW_TRIALS) {
            return Optional.of("only " + trials + " complete trials; shares settle from about " + FEW_TRIALS + " on");
        }
        return surrogate.quality() <= 0
                ? Optional.of("the trials do not let the metric be predicted from the parameters")
                : Optional.empty();
    }
}
