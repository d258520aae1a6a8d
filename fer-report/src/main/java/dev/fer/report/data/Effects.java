package dev.fer.report.data;

import dev.fer.search.Goal;
import dev.fer.search.Trial;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.importance.Importance;
import dev.fer.search.importance.Importance.PairShare;
import dev.fer.search.importance.Importance.Share;
import dev.fer.search.importance.Marginal;
import dev.fer.search.importance.Surrogate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the parameters do to one goal's metric, as one model of it says: how much each matters, its course over each
 * of them alone, and over the most telling pairs. Immutable and thread-safe.
 *
 * @param goal whose metric
 * @param importance the shares of parameters and pairs
 * @param order the names of the searched parameters that differ between trials, the most important first: by their
 *     share where it can be {@linkplain #isTrusted trusted}, else by their association with the goal
 * @param marginals of the first 40 of these; empty where the model found nothing
 * @param maps of at most 10 pairs: the strongest interactions first, then pairs of the most important parameters
 */
public record Effects(
        Goal goal, Importance importance, List<String> order, List<Marginal> marginals, List<PairMap> maps) {
    private static final int MOST_TRIALS = 1000;
    private static final double LEAST_QUALITY = 0.1;
    private static final int MARGINALS = 40;
    private static final int MARGINAL_POINTS = 49;
    private static final int INTERACTIONS = 4;
    private static final double LEAST_INTERACTION = 0.01;
    private static final double LEAST_SHOWN = 0.001;
    private static final int MAPS = 10;
    private static final int MAP_POINTS = 24;
    private static final int MOST_CELLS_ALONG = 48;

    /** Copies the lists. */
    public Effects {
        order = List.copyOf(order);
        marginals = List.copyOf(marginals);
        maps = List.copyOf(maps);
    }

    /**
     * Fits a model of a goal's metric to the complete trials and asks it.
     *
     * @param columns aligned with the trials, the most associated with the goal first
     * @param values of complete trials, NaN for others; aligned with the trials
     */
    static Effects of(
            SearchDefinition definition,
            Goal goal,
            List<Trial> trials,
            List<ParameterColumn> columns,
            double[] values) {
        Surrogate surrogate = Surrogate.of(definition.space(), trials, goal.metric(), definition.seed(), MOST_TRIALS);
        Importance importance = surrogate.importance();
        Map<String, ParameterColumn> varying = columns.stream()
                .filter(ParameterColumn::varies)
                .collect(Collectors.toMap(ParameterColumn::name, Function.identity()));
        List<String> order =
                order(columns, importance).stream().filter(varying::containsKey).toList();
        if (!tells(importance)) {
            return new Effects(goal, importance, order, List.of(), List.of());
        }
        List<String> known = order.stream()
                .filter(name -> definition.space().indexOf(name).isPresent())
                .toList();
        List<Marginal> marginals = known.stream()
                .limit(MARGINALS)
                .map(name -> surrogate.marginal(name, surrogate.grid(name, MARGINAL_POINTS)))
                .toList();
        List<PairMap> maps = pairs(importance, known, surrogate).stream()
                .map(pair -> PairMap.of(
                        surrogate.surface(
                                pair.first(),
                                surrogate.grid(pair.first(), MAP_POINTS),
                                pair.second(),
                                surrogate.grid(pair.second(), MAP_POINTS)),
                        pair.mean(),
                        varying.get(pair.first()),
                        varying.get(pair.second()),
                        values,
                        goal.direction()))
                .toList();
        return new Effects(goal, importance, order, marginals, maps);
    }

    private static List<String> order(List<ParameterColumn> columns, Importance importance) {
        List<String> associated = columns.stream().map(ParameterColumn::name).toList();
        if (!isTrusted(importance)) {
            return associated;
        }
        List<String> ranked =
                importance.parameters().stream().map(Share::parameter).toList();
        return Stream.concat(ranked.stream(), associated.stream()).distinct().toList();
    }

    /** Tells whether the model found any parameter to matter. */
    private static boolean tells(Importance importance) {
        return importance.parameters().stream().anyMatch(share -> share.mean() > 0);
    }

    /** Chooses pairs: interactions first, then all pairs of the first two, three, four ... parameters. */
    private static List<PairShare> pairs(Importance importance, List<String> order, Surrogate surrogate) {
        List<String> drawable = order.stream()
                .filter(name -> surrogate.grid(name, MAP_POINTS).length <= MOST_CELLS_ALONG)
                .toList();
        List<PairShare> possible = importance.pairs().stream()
                .filter(pair -> drawable.contains(pair.first()) && drawable.contains(pair.second()))
                .toList();
        List<PairShare> among = new ArrayList<>(possible);
        among.sort(Comparator.comparingInt(
                        (PairShare pair) -> Math.max(order.indexOf(pair.first()), order.indexOf(pair.second())))
                .thenComparingInt(pair -> Math.min(order.indexOf(pair.first()), order.indexOf(pair.second()))));
        Stream<PairShare> strongest = possible.stream()
                .filter(pair -> pair.mean() >= LEAST_INTERACTION)
                .limit(INTERACTIONS);
        return Stream.concat(strongest, among.stream()).distinct().limit(MAPS).toList();
    }

    /** Tells whether the shares can be relied on: enough trials, and a model that predicts more than their mean. */
    public boolean isTrusted() {
        return isTrusted(importance);
    }

    private static boolean isTrusted(Importance importance) {
        return importance.caution().isEmpty() && importance.quality() >= LEAST_QUALITY;
    }

    /** Tells whether the model found any parameter to matter, so that there is something to draw. */
    public boolean isDrawn() {
        return tells(importance);
    }

    /** Returns the pairs that explain anything worth showing, the strongest first. */
    public List<PairShare> interactions() {
        return importance.pairs().stream()
                .filter(pair -> pair.mean() >= LEAST_SHOWN)
                .limit(MAPS)
                .toList();
    }

    /** Returns what is predicted over one parameter. */
    public Optional<Marginal> marginal(String parameter) {
        return marginals.stream()
                .filter(marginal -> marginal.parameter().equals(parameter))
                .findFirst();
    }
}
