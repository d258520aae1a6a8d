package dev.fer.report.data;

import dev.fer.search.Goal;
import dev.fer.search.Trial;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.importance.Importance;
import dev.fer.search.importance.Importance.PairShare;
import dev.fer.search.importance.Importance.Share;
import dev.fer.search.importance.Marginal;
import dev.fer.search.importance.Surrogate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final double LEAST_SHOWN = 0.001;
    private static final int PAIRS = 10;

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
        List<ParameterColumn> varying =
                order(columns, importance).filter(ParameterColumn::varies).toList();
        List<String> order = varying.stream().map(ParameterColumn::name).toList();
        if (!tells(importance)) {
            return new Effects(goal, importance, order, List.of(), List.of());
        }
        List<ParameterColumn> known = varying.stream()
                .filter(column -> definition.space().indexOf(column.name()).isPresent())
                .toList();
        List<Marginal> marginals = known.stream()
                .limit(MARGINALS)
                .map(column -> surrogate.marginal(column.name(), surrogate.grid(column.name(), MARGINAL_POINTS)))
                .toList();
        return new Effects(goal, importance, order, marginals, PairMaps.of(surrogate, importance, goal, known, values));
    }

    /** Sorts columns by their share where it can be trusted; else they stay sorted by their association. */
    private static Stream<ParameterColumn> order(List<ParameterColumn> columns, Importance importance) {
        if (!isTrusted(importance)) {
            return columns.stream();
        }
        Map<String, Double> shares =
                importance.parameters().stream().collect(Collectors.toMap(Share::parameter, Share::mean));
        return columns.stream().sorted(Comparator.comparingDouble(column -> -shares.getOrDefault(column.name(), 0.0)));
    }

    /** Tells whether the model found any parameter to matter. */
    private static boolean tells(Importance importance) {
        return importance.parameters().stream().anyMatch(share -> share.mean() > 0);
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
                .limit(PAIRS)
                .toList();
    }

    /** Returns what is predicted over one parameter. */
    public Optional<Marginal> marginal(String parameter) {
        return marginals.stream()
                .filter(marginal -> marginal.parameter().equals(parameter))
                .findFirst();
    }
}
