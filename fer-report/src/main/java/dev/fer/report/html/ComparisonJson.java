package dev.fer.report.html;

import dev.fer.report.data.Comparison;
import dev.fer.report.data.Incumbents;
import dev.fer.report.data.SameBudget;
import dev.fer.report.data.Standing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What the comparison's chart is drawn from: for each budget, the curve of each contender. */
final class ComparisonJson {
    private static final int MOST_VALUES = 400;

    private ComparisonJson() {}

    static Map<String, Object> of(Comparison comparison) {
        return Map.of(
                "contenders",
                comparison.contenders().stream()
                        .map(contender -> Map.of(
                                "name",
                                contender.name(),
                                "runs",
                                contender.runs().size()))
                        .toList(),
                "values",
                comparison.values().stream().map(ComparisonJson::values).toList(),
                "budgets",
                comparison.budgets().stream()
                        .map(budget -> budget(budget, comparison))
                        .toList());
    }

    /** The values at even steps of their ranks: of few all, of many enough for a line. */
    private static Map<String, Object> values(Comparison.Values values) {
        int size = values.ranked().size();
        int most = Math.min(MOST_VALUES, size);
        double[] thinned = IntStream.rangeClosed(1, most)
                .mapToDouble(i -> values.ranked().get((int) ((long) i * size / most) - 1))
                .toArray();
        return Map.of("name", values.name(), "ranked", Columns.reals(thinned));
    }

    private static Map<String, Object> budget(SameBudget budget, Comparison comparison) {
        List<String> names = comparison.contenders().stream()
                .map(contender -> contender.name())
                .toList();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("unit", budget.unit().label());
        json.put("amount", budget.amount());
        json.put(
                "curves",
                budget.standings().stream()
                        .map(standing -> curve(
                                standing, names.indexOf(standing.contender().name())))
                        .toList());
        return json;
    }

    private static Map<String, Object> curve(Standing standing, int contender) {
        Incumbents curve = standing.curve();
        return Map.of(
                "contender", contender,
                "at", Columns.reals(curve.at()),
                "median", Columns.reals(curve.median()),
                "low", Columns.reals(curve.low()),
                "high", Columns.reals(curve.high()));
    }
}
