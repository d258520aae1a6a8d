package dev.fer.report.markdown;

import dev.fer.report.data.Comparison;
import dev.fer.report.data.Contender;
import dev.fer.report.data.Duel;
import dev.fer.report.data.SameBudget;
import dev.fer.report.data.Standing;
import dev.fer.report.data.StudyData;
import dev.fer.report.statistics.MedianDifference;
import dev.fer.report.text.ComparisonSteps;
import dev.fer.report.text.ComparisonText;
import dev.fer.report.text.Numbers;
import dev.fer.report.text.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The comparison of several studies. */
final class ComparisonSection {
    private ComparisonSection() {}

    static void write(Comparison comparison, Optional<String> store, Markdown text) {
        text.heading(1, "Comparison of " + comparison.studies() + " studies");
        text.paragraph(String.join(" ", ComparisonText.summary(comparison)));
        text.steps(2, ComparisonSteps.of(comparison, store));
        for (SameBudget budget : comparison.budgets()) {
            budget(comparison, budget, text);
        }
        sides("Parameters of the winners", ComparisonText.winners(comparison), comparison, comparison.winners(), text);
        sides("What was searched", ComparisonText.spaces(comparison), comparison, comparison.spaces(), text);
        sides("How it was searched", ComparisonText.setups(comparison), comparison, comparison.setups(), text);
        runs(comparison, text);
    }

    private static void budget(Comparison comparison, SameBudget budget, Markdown text) {
        text.heading(2, "After " + ComparisonText.amount(budget));
        text.paragraph(ComparisonText.caption(budget, comparison));
        text.table(
                List.of("Contender", "Runs", "At a quarter", "At half", "At the budget", "Area", "In front for"),
                1,
                budget.standings().stream().map(ComparisonSection::row).toList());
        if (!budget.duels().isEmpty()) {
            text.paragraph(ComparisonText.duels(budget));
            text.table(
                    List.of(
                            budget.standings().get(0).contender().name() + " against",
                            "Signed-rank test",
                            "Pairs",
                            "Ahead",
                            "Level",
                            "Behind",
                            "Median difference",
                            "95 % interval"),
                    2,
                    budget.duels().stream().map(ComparisonSection::row).toList());
        }
    }

    private static List<String> row(Standing standing) {
        return List.of(
                standing.contender().name(),
                String.valueOf(standing.contender().runs().size()),
                ComparisonText.spread(standing.quarter()),
                ComparisonText.spread(standing.half()),
                ComparisonText.spread(standing.full()),
                ComparisonText.area(standing.area()),
                Numbers.wholePercent(standing.ahead()));
    }

    private static List<String> row(Duel duel) {
        return List.of(
                duel.other().name(),
                ComparisonText.chance(duel),
                String.valueOf(duel.pairs()),
                String.valueOf(duel.ahead()),
                String.valueOf(duel.ties()),
                String.valueOf(duel.behind()),
                duel.difference()
                        .map(found -> ComparisonText.difference(found.estimate()))
                        .orElse(Numbers.NONE),
                duel.difference()
                        .flatMap(MedianDifference::interval)
                        .map(ComparisonText::interval)
                        .orElse(Numbers.NONE));
    }

    private static void sides(
            String heading, String caption, Comparison comparison, List<Comparison.Side> sides, Markdown text) {
        if (sides.isEmpty()) {
            return;
        }
        text.heading(2, heading).paragraph(caption);
        List<String> header = new ArrayList<>(List.of("Name"));
        comparison.contenders().forEach(contender -> header.add(contender.name()));
        text.table(
                header,
                header.size(),
                sides.stream().map(ComparisonSection::row).toList());
    }

    private static List<String> row(Comparison.Side side) {
        List<String> cells = new ArrayList<>(List.of(side.name()));
        side.values().forEach(value -> cells.add(value.map(Values::text).orElse(Numbers.NONE)));
        return cells;
    }

    private static void runs(Comparison comparison, Markdown text) {
        List<List<String>> rows = new ArrayList<>();
        for (Contender contender : comparison.contenders()) {
            for (StudyData run : contender.runs()) {
                rows.add(List.of(
                        run.name(),
                        contender.name(),
                        String.valueOf(run.study().definition().seed()),
                        Numbers.value(run.progress().total()),
                        Numbers.value(run.progress().steps()),
                        Numbers.duration(run.progress().computeTime()),
                        run.best().map(best -> Numbers.value(best.value())).orElse(Numbers.NONE)));
            }
        }
        text.heading(2, "The runs").paragraph(ComparisonText.runs(comparison));
        text.table(List.of("Study", "Contender", "Seed", "Trials", "Steps", "Computing", "Best"), 2, rows);
    }
}
