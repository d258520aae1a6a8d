package dev.fer.search.importance;

import dev.fer.common.Seeds;
import dev.fer.search.importance.Importance.PairShare;
import dev.fer.search.importance.Importance.Share;
import dev.fer.search.sampler.internal.UnitSpace;
import dev.fer.search.space.Parameter;
import dev.fer.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.ListSampler;

/** Puts an {@link Importance} together: which trials, which pairs, means over the trees. */
final class Analysis {
    private static final int MOST_TRIALS = 2000;
    private static final int FEW_TRIALS = 30;
    private static final int PAIRED = 20;

    private Analysis() {}

    static Importance of(UnitSpace space, SearchSpace parameters, List<Evaluation> all, long seed) {
        List<String> names =
                parameters.parameters().stream().map(Parameter::name).toList();
        List<Evaluation> usable = all.stream()
                .filter(evaluation -> Double.isFinite(evaluation.value()))
                .toList();
        List<Evaluation> sample = sample(usable, seed);
        boolean constant =
                sample.stream().mapToDouble(Evaluation::value).distinct().count() < 2;
        if (constant) {
            String caution = sample.size() < 2
                    ? "not enough data: " + sample.size() + " complete trials, at least 2 are needed"
                    : "all " + sample.size() + " complete trials have the same value";
            List<Share> nothing =
                    names.stream().map(name -> new Share(name, 0, 0)).toList();
            return new Importance(nothing, List.of(), sample.size(), usable.size(), Double.NaN, Optional.of(caution));
        }
        Forest forest = new Forest(space, sample, seed);
        List<Decomposition> trees =
                forest.trees().stream().map(Decomposition::new).toList();
        double[][] single = IntStream.range(0, names.size())
                .mapToObj(position -> shares(trees, tree -> tree.single(position)))
                .toArray(double[][]::new);
        List<Share> shares = IntStream.range(0, names.size())
                .mapToObj(position -> new Share(names.get(position), mean(single[position]), sd(single[position])))
                .sorted(Comparator.comparingDouble(Share::mean).reversed())
                .toList();
        return new Importance(
                shares,
                pairs(space, names, trees, single),
                sample.size(),
                usable.size(),
                forest.quality(),
                caution(sample.size(), forest.quality()));
    }

    private static List<Evaluation> sample(List<Evaluation> usable, long seed) {
        if (usable.size() <= MOST_TRIALS) {
            return usable;
        }
        List<Evaluation> shuffled = new ArrayList<>(usable);
        ListSampler.shuffle(Seeds.random(seed, "importance sample"), shuffled);
        return shuffled.subList(0, MOST_TRIALS);
    }

    private static List<PairShare> pairs(
            UnitSpace space, List<String> names, List<Decomposition> trees, double[][] single) {
        int[] important = Arrays.stream(space.searched())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer position) -> -mean(single[position])))
                .limit(PAIRED)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
        List<PairShare> pairs = new ArrayList<>();
        for (int i = 0; i < important.length; i++) {
            for (int j = i + 1; j < important.length; j++) {
                int first = important[i];
                int second = important[j];
                double[] shares = shares(trees, tree -> tree.pair(first, second));
                pairs.add(new PairShare(names.get(first), names.get(second), mean(shares), sd(shares)));
            }
        }
        pairs.sort(Comparator.comparingDouble(PairShare::mean).reversed());
        return pairs;
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

    private static Optional<String> caution(int trials, double quality) {
        if (trials < FEW_TRIALS) {
            return Optional.of("only " + trials + " complete trials; shares settle from about " + FEW_TRIALS + " on");
        }
        return quality <= 0
                ? Optional.of("the trials do not let the metric be predicted from the parameters")
                : Optional.empty();
    }
}
