package dev.fer.report.data;

import dev.fer.report.statistics.Holm;
import dev.fer.search.Direction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Contenders judged by what they had reached when all had spent the same: one that merely ran longer is not better.
 *
 * @param unit what is counted
 * @param amount how much the run has spent that spent least, positive; runs without a finished trial are left out
 * @param limit the name of that run
 * @param standings of the contenders that have such runs, the one in front first
 * @param duels the one in front against each other one, in the same order; their probabilities make up for their
 *     number (Holm 1979)
 */
public record SameBudget(Effort unit, double amount, String limit, List<Standing> standings, List<Duel> duels) {

    /** Copies the lists. */
    public SameBudget {
        standings = List.copyOf(standings);
        duels = List.copyOf(duels);
    }

    /** A contender's runs, those without a finished trial left out, and what became of them. */
    private record Field(Contender contender, List<Trajectory> runs) {
        static Stream<Field> of(Contender contender, Effort unit) {
            List<StudyData> begun = contender.runs().stream()
                    .filter(run -> run.progress().finished() > 0)
                    .toList();
            return begun.isEmpty()
                    ? Stream.empty()
                    : Stream.of(new Field(
                            new Contender(contender.name(), begun),
                            begun.stream().map(run -> Trajectory.of(run, unit)).toList()));
        }

        double[] bestWithin(double effort) {
            return runs.stream().mapToDouble(run -> run.bestWithin(effort)).toArray();
        }

        Spread spread(double effort, Direction direction) {
            return Spread.of(
                    Arrays.stream(bestWithin(effort)).map(direction::loss).toArray());
        }
    }

    /** Judges contenders that pursue the same goal; empty where nothing was spent of this kind. */
    static Optional<SameBudget> of(List<Contender> contenders, Effort unit, Direction direction) {
        List<Field> fields = contenders.stream()
                .flatMap(contender -> Field.of(contender, unit))
                .toList();
        Map<String, Double> ends = new LinkedHashMap<>();
        for (Field field : fields) {
            for (int i = 0; i < field.runs.size(); i++) {
                ends.put(field.contender.runs().get(i).name(), field.runs.get(i).end());
            }
        }
        return ends.entrySet().stream()
                .min(Map.Entry.comparingByValue())
                .filter(least -> least.getValue() > 0)
                .map(least -> of(fields, unit, direction, least.getValue(), least.getKey()));
    }

    private static SameBudget of(List<Field> fields, Effort unit, Direction direction, double amount, String limit) {
        List<Incumbents> curves = fields.stream()
                .map(field -> Incumbents.of(field.runs, direction))
                .toList();
        double[] ahead = ahead(curves, amount, direction);
        double[] losses = fields.stream()
                .flatMap(field -> field.runs.stream())
                .flatMapToDouble(run -> Arrays.stream(run.lossesWithin(amount)))
                .toArray();
        List<Standing> standings = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            standings.add(new Standing(
                    field.contender,
                    field.spread(amount / 4, direction),
                    field.spread(amount / 2, direction),
                    field.spread(amount, direction),
                    area(field, amount, losses),
                    ahead[i],
                    curves.get(i)));
        }
        List<Integer> order = IntStream.range(0, fields.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) ->
                                direction.loss(standings.get(i).full().median()))
                        .thenComparingDouble(i -> -standings.get(i).area().median()))
                .toList();
        List<Field> ranked = order.stream().map(fields::get).toList();
        return new SameBudget(
                unit, amount, limit, order.stream().map(standings::get).toList(), duels(ranked, amount, direction));
    }

    /** The areas of a contender's runs, measured from the middle one of all complete trials to the best one. */
    private static Spread area(Field field, double amount, double[] losses) {
        if (losses.length == 0) {
            return Spread.of(new double[field.runs.size()]);
        }
        double least = Arrays.stream(losses).min().orElseThrow();
        double reference = Spread.quantile(losses, 0.5);
        return Spread.of(field.runs.stream()
                .mapToDouble(run -> run.area(amount, least, reference))
                .toArray());
    }

    private static double[] ahead(List<Incumbents> curves, double amount, Direction direction) {
        TreeSet<Double> changes = new TreeSet<>(List.of(amount));
        curves.forEach(curve ->
                Arrays.stream(curve.at()).filter(effort -> effort < amount).forEach(changes::add));
        double[] ahead = new double[curves.size()];
        double from = changes.first();
        for (double until : changes.tailSet(changes.first(), false)) {
            double effort = from;
            double[] losses = curves.stream()
                    .mapToDouble(curve -> direction.loss(curve.median(effort)))
                    .toArray();
            double least = Arrays.stream(losses).filter(Double::isFinite).min().orElse(Double.NaN);
            for (int i = 0; i < losses.length; i++) {
                ahead[i] += losses[i] == least ? (until - from) / amount : 0;
            }
            from = until;
        }
        return ahead;
    }

    private static List<Duel> duels(List<Field> ranked, double amount, Direction direction) {
        Field first = ranked.get(0);
        List<Duel> duels = ranked.stream()
                .skip(1)
                .map(other -> Duel.of(
                        first.contender,
                        other.contender,
                        first.bestWithin(amount),
                        other.bestWithin(amount),
                        direction))
                .toList();
        double[] adjusted = Holm.adjust(
                duels.stream().flatMapToDouble(duel -> duel.p().stream()).toArray());
        List<Duel> result = new ArrayList<>();
        int tested = 0;
        for (Duel duel : duels) {
            result.add(duel.p().isPresent() ? duel.withP(adjusted[tested++]) : duel);
        }
        return result;
    }

    /** Returns the contender in front, if any has a value. */
    public Optional<Standing> leader() {
        return standings.stream()
                .findFirst()
                .filter(standing -> Double.isFinite(standing.full().median()));
    }
}
