package dev.fer.report.data;

import dev.fer.search.Goal;
import dev.fer.search.importance.Importance;
import dev.fer.search.importance.Importance.PairShare;
import dev.fer.search.importance.Surface;
import dev.fer.search.importance.Surrogate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Chooses the pairs that are worth a map: the strongest interactions, then those of the most important parameters. */
final class PairMaps {
    private static final int MOST = 10;
    private static final int INTERACTIONS = 4;
    private static final double LEAST_INTERACTION = 0.01;
    private static final int POINTS = 24;
    private static final int MOST_CELLS_ALONG = 48;

    private PairMaps() {}

    /**
     * Two parameters.
     *
     * @param higher the rank of the more important one, from 0
     * @param lower the rank of the other
     */
    private record Pair(ParameterColumn first, ParameterColumn second, double share, int higher, int lower) {}

    /**
     * Maps at most 10 pairs.
     *
     * @param ranked the columns of the surrogate's parameters, the most important first
     * @param values of complete trials, NaN for others; aligned with the columns
     */
    static List<PairMap> of(
            Surrogate surrogate, Importance importance, Goal goal, List<ParameterColumn> ranked, double[] values) {
        List<ParameterColumn> drawable = ranked.stream()
                .filter(column -> grid(surrogate, column).length <= MOST_CELLS_ALONG)
                .toList();
        return chosen(pairs(importance, drawable))
                .map(pair -> {
                    Surface surface = surrogate.surface(
                            pair.first().name(),
                            grid(surrogate, pair.first()),
                            pair.second().name(),
                            grid(surrogate, pair.second()));
                    return PairMap.of(surface, pair.share(), pair.first(), pair.second(), values, goal.direction());
                })
                .toList();
    }

    private static double[] grid(Surrogate surrogate, ParameterColumn column) {
        return surrogate.grid(column.name(), POINTS);
    }

    /** Returns the pairs whose share is known, the strongest first. */
    private static List<Pair> pairs(Importance importance, List<ParameterColumn> ranked) {
        return importance.pairs().stream()
                .flatMap(pair -> pair(pair, ranked).stream())
                .toList();
    }

    private static List<Pair> pair(PairShare pair, List<ParameterColumn> ranked) {
        int first = rank(pair.first(), ranked);
        int second = rank(pair.second(), ranked);
        return first < 0 || second < 0
                ? List.of()
                : List.of(new Pair(
                        ranked.get(first),
                        ranked.get(second),
                        pair.mean(),
                        Math.min(first, second),
                        Math.max(first, second)));
    }

    private static int rank(String parameter, List<ParameterColumn> ranked) {
        return IntStream.range(0, ranked.size())
                .filter(rank -> ranked.get(rank).name().equals(parameter))
                .findFirst()
                .orElse(-1);
    }

    /** Takes interactions that matter first, then all pairs of the first two, three, four ... parameters. */
    private static Stream<Pair> chosen(List<Pair> pairs) {
        Stream<Pair> interacting =
                pairs.stream().filter(pair -> pair.share() >= LEAST_INTERACTION).limit(INTERACTIONS);
        Stream<Pair> important =
                pairs.stream().sorted(Comparator.comparingInt(Pair::lower).thenComparingInt(Pair::higher));
        return Stream.concat(interacting, important).distinct().limit(MOST);
    }
}
