package dev.fer.report.text;

import dev.fer.report.data.Comparison;
import dev.fer.report.data.Contender;
import dev.fer.report.data.Duel;
import dev.fer.report.data.Effort;
import dev.fer.report.data.Incumbents;
import dev.fer.report.data.SameBudget;
import dev.fer.report.data.Spread;
import dev.fer.report.data.Standing;
import dev.fer.report.data.StudyData;
import dev.fer.report.statistics.MedianDifference;
import dev.fer.report.statistics.SignedRankTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A comparison in words: the first paragraph, what each table says, and its figures. */
public final class ComparisonText {
    private static final int NAMED = 4;

    private ComparisonText() {}

    /** Returns the sentences of the first paragraph, in the order in which they are read. */
    public static List<String> summary(Comparison comparison) {
        List<String> sentences = new ArrayList<>();
        sentences.add(compared(comparison));
        if (!comparison.sameData()) {
            sentences.add("They ran on different data, so a better value may be the data's merit.");
        }
        if (!comparison.sameGoal()) {
            sentences.add("They pursue different goals, so their values cannot be ranked.");
            return sentences;
        }
        if (comparison.budgets().isEmpty()) {
            sentences.add("None of them has finished a trial yet.");
            return sentences;
        }
        SameBudget budget = comparison.budgets().get(0);
        if (comparison.contenders().size() == 1) {
            sentences.add(alone(budget, comparison.contenders().get(0)));
            return sentences;
        }
        sentences.add(ahead(budget));
        sentences.addAll(elsewhere(comparison, isLevel(budget) ? "" : leader(budget)));
        budget.duels().stream().findFirst().map(ComparisonText::verdict).ifPresent(sentences::add);
        best(comparison).ifPresent(sentences::add);
        sentences.add(spaces(comparison));
        return sentences;
    }

    private static String compared(Comparison comparison) {
        List<Contender> contenders = comparison.contenders();
        String start = "This report compares " + studies(comparison.studies());
        if (contenders.size() == 1) {
            return start + ", which are all runs of one search.";
        }
        List<String> names = contenders.stream()
                .map(contender -> Names.inSentence(contender.name())
                        + (contender.runs().size() == 1
                                ? ""
                                : " (" + contender.runs().size() + " runs)"))
                .toList();
        String all = names.size() <= NAMED
                ? Names.list(names)
                : String.join(", ", names.subList(0, NAMED - 1)) + " and " + (names.size() - NAMED + 1) + " more";
        return start + (contenders.size() < comparison.studies() ? ", runs of " + contenders.size() + " searches" : "")
                + ": " + all + ".";
    }

    private static String studies(int number) {
        return number + (number == 1 ? " study" : " studies");
    }

    private static String alone(SameBudget budget, Contender contender) {
        long seeds = contender.runs().stream()
                .map(run -> run.study().definition().seed())
                .distinct()
                .count();
        String meaning = seeds == contender.runs().size()
                ? ": that is how far chance alone moves this search."
                : "; some have the same seed, so they say little about chance.";
        return budget.leader()
                .map(standing -> "At the same budget of " + amount(budget) + " their best values are "
                        + spread(standing.full()) + meaning)
                .orElse("No trial has reached a value within " + amount(budget) + ".");
    }

    private static String ahead(SameBudget budget) {
        if (budget.leader().isEmpty()) {
            return "Within the same budget of " + amount(budget) + " no contender's middle run has reached a value.";
        }
        Standing first = budget.leader().get();
        if (isLevel(budget)) {
            return "At the same budget of " + amount(budget) + ", "
                    + Names.inSentence(first.contender().name()) + " and "
                    + Names.inSentence(budget.standings().get(1).contender().name()) + " are level at "
                    + spread(first.full()) + ".";
        }
        String next = budget.standings().size() < 2
                ? ""
                : ", before " + named(budget.standings().get(1));
        return "At the same budget of " + amount(budget) + ", "
                + Names.inSentence(first.contender().name()) + " is in front with " + spread(first.full()) + next + ".";
    }

    /** Tells whether there is nothing between the first two. */
    private static boolean isLevel(SameBudget budget) {
        List<Standing> standings = budget.standings();
        return standings.size() > 1
                && standings.get(0).full().median() == standings.get(1).full().median();
    }

    private static String named(Standing standing) {
        return Names.inSentence(standing.contender().name()) + " with " + spread(standing.full());
    }

    /** Who leads when something else is counted. */
    private static List<String> elsewhere(Comparison comparison, String leader) {
        Map<Boolean, List<SameBudget>> budgets = comparison.budgets().stream()
                .skip(1)
                .filter(budget -> budget.leader().isPresent() && !isLevel(budget))
                .collect(Collectors.partitioningBy(budget -> leader(budget).equals(leader)));
        List<String> sentences = new ArrayList<>();
        List<String> same = budgets.getOrDefault(true, List.of()).stream()
                .map(ComparisonText::amount)
                .toList();
        if (!same.isEmpty()) {
            sentences.add("It is also in front at the same " + Names.list(same) + ".");
        }
        budgets.getOrDefault(false, List.of())
                .forEach(budget -> sentences.add("At the same " + amount(budget) + ", however, "
                        + Names.inSentence(leader(budget)) + " is in front with "
                        + spread(budget.standings().get(0).full()) + "."));
        return sentences;
    }

    private static String leader(SameBudget budget) {
        return budget.leader().map(standing -> standing.contender().name()).orElse("");
    }

    private static Optional<String> best(Comparison comparison) {
        List<StudyData> winners = comparison.contenders().stream()
                .flatMap(contender -> contender.winner().stream())
                .toList();
        return new Contender("all", winners)
                .winner()
                .flatMap(run -> run.best()
                        .map(best -> "The best trial of all, whatever was spent, is trial "
                                + best.trial().number() + " of " + Names.inSentence(run.name()) + " with "
                                + Numbers.value(best.value()) + "."));
    }

    /** Says what the contenders' spaces have in common. */
    public static String spaces(Comparison comparison) {
        List<Comparison.Side> spaces = comparison.spaces();
        long same = spaces.stream().filter(side -> !side.differs()).count();
        long ranges = spaces.stream()
                .filter(side -> side.differs() && side.isCommon())
                .count();
        long lacking = spaces.size() - same - ranges;
        if (same == spaces.size()) {
            return "All searched the same space of " + Numbers.count(same, "parameter") + ".";
        }
        List<String> parts = new ArrayList<>();
        parts.add((same == 0 ? "none" : same) + " alike in all");
        if (ranges > 0) {
            parts.add(ranges + " with different ranges");
        }
        if (lacking > 0) {
            parts.add(lacking + " not in all");
        }
        return "Of " + Numbers.count(spaces.size(), "parameter") + ", " + Names.list(parts) + ".";
    }

    /** Says whose parameters stand side by side. */
    public static String winners(Comparison comparison) {
        List<String> winners = comparison.contenders().stream()
                .flatMap(contender -> contender.winner().stream())
                .flatMap(run -> run.best().stream()
                        .map(best -> "trial " + best.trial().number() + " of " + Names.inSentence(run.name()) + " ("
                                + Numbers.value(best.value()) + ")"))
                .toList();
        return winners.isEmpty()
                ? "No contender has a complete trial yet."
                : "The best trial of each contender: " + Names.list(winners) + "." + agreement(comparison.winners());
    }

    private static String agreement(List<Comparison.Side> sides) {
        List<String> same = sides.stream()
                .filter(side -> !side.differs())
                .map(side -> Names.inSentence(side.name()))
                .toList();
        return same.isEmpty()
                        || same.size() > 2 * NAMED
                        || sides.get(0).values().size() < 2
                ? ""
                : " They agree in " + Names.list(same) + ".";
    }

    /** Says how alike the contenders were set up. */
    public static String setups(Comparison comparison) {
        List<String> differing = comparison.setups().stream()
                .filter(Comparison.Side::differs)
                .map(side -> Names.inSentence(side.name()))
                .toList();
        return differing.isEmpty() ? "All were set up alike." : "They differ in " + Names.list(differing) + ".";
    }

    /** Says whether one contender's lead is more than chance. */
    public static String verdict(Duel duel) {
        if (duel.pairs() == 0) {
            return "No run of " + Names.inSentence(duel.one().name()) + " has a partner among those of "
                    + Names.inSentence(duel.other().name()) + ": too few to say.";
        }
        String pairs = duel.pairs() == 1
                ? "The one pair of runs" + how(duel) + " is too few to say whether that is chance."
                : "Of " + duel.pairs() + " pairs of runs" + how(duel) + ", "
                        + Names.inSentence(duel.one().name()) + " is ahead of "
                        + Names.inSentence(duel.other().name()) + " in " + duel.ahead() + ties(duel)
                        + difference(duel) + ": " + chance(duel) + ".";
        return pairs;
    }

    private static String how(Duel duel) {
        return duel.bySeed() ? " with the same seed" : " taken in their order";
    }

    private static String ties(Duel duel) {
        return duel.ties() == 0 ? "" : ", level in " + duel.ties();
    }

    private static String difference(Duel duel) {
        return duel.difference()
                .map(found -> ", the median difference being " + difference(found.estimate()))
                .orElse("");
    }

    /** Returns a difference with its sign. */
    public static String difference(double value) {
        return (value > 0 ? "+" : "") + Numbers.value(value);
    }

    /** Says what the test says. */
    public static String chance(Duel duel) {
        if (duel.p().isEmpty()) {
            return "too few to say (" + SignedRankTest.LEAST_PAIRS + " pairs that differ are needed)";
        }
        return duel.isSettled() ? "more than chance, " + p(duel) : "not more than chance might do, " + p(duel);
    }

    /** Returns the probability of a duel's test as papers write it. */
    public static String p(Duel duel) {
        double p = duel.p().orElseThrow();
        return p < 0.001 ? "p < 0.001" : String.format(Locale.ROOT, "p = %.3f", p);
    }

    /** Says under which conditions a table's figures hold. */
    public static String caption(SameBudget budget, Comparison comparison) {
        return "Each contender at what the run that spent least had spent, " + amount(budget) + " ("
                + Names.inSentence(budget.limit()) + "): one that merely ran longer is not better. "
                + (hasRepeats(comparison)
                        ? "Figures are the middle one of a contender's runs, with the smallest and the largest. "
                        : "")
                + "The area says how near the best value so far is to the best of all, on average over the budget:"
                + " 1 is there from the start, 0 is no nearer than a middling trial.";
    }

    /** Says what the lines of the chart are. */
    public static String chart(Comparison comparison) {
        int most = comparison.contenders().stream()
                .mapToInt(contender -> contender.runs().size())
                .max()
                .orElse(0);
        String band = most < Incumbents.RUNS_FOR_QUARTILES
                ? "the band holds them all"
                : "the band holds the middle half of them, where a contender has " + Incumbents.RUNS_FOR_QUARTILES
                        + " runs or more, else all";
        return "Each line is the best value that a contender had found by then"
                + (hasRepeats(comparison) ? ", in the middle one of its runs; " + band : "")
                + ". The vertical line is the common budget.";
    }

    /** Says how runs are paired and what the test asks. */
    public static String duels(SameBudget budget) {
        boolean bySeed = budget.duels().stream().allMatch(Duel::bySeed);
        boolean byOrder = budget.duels().stream().noneMatch(Duel::bySeed);
        String pairs = bySeed
                ? "Runs with the same seed are pairs."
                : byOrder
                        ? "No seeds are shared, so runs are paired in their order."
                        : "Runs are paired by seed where seeds are shared, else in their order.";
        String several = budget.duels().size() > 1 ? ", raised for the number of comparisons (Holm)" : "";
        return pairs + " The test (Wilcoxon) asks how often chance alone would make one side lead so clearly" + several
                + "; fewer than " + SignedRankTest.LEAST_PAIRS + " pairs cannot answer that.";
    }

    /** Says how the chart of all values is to be read. */
    public static String distributions(Comparison comparison) {
        boolean several = comparison.contenders().size() > 1;
        boolean repeated = comparison.studies() > comparison.contenders().size();
        return "Each line is the share of " + (several ? "a contender's" : "a run's") + " complete trials"
                + (several && repeated ? ", of all its runs together," : "")
                + " that are at least as good as a value: the further it lies above another, the better a typical trial"
                + " of it was.";
    }

    /** Says which studies repeat each other. */
    public static String runs(Comparison comparison) {
        return hasRepeats(comparison)
                ? "Studies with the same definition on the same data, but for name, seed and budget, are runs of one"
                        + " contender."
                : "Each contender ran once. Run the same file again under another name and seed, and its runs are"
                        + " taken together here.";
    }

    /** Tells whether any contender has several runs. */
    public static boolean hasRepeats(Comparison comparison) {
        return comparison.contenders().size() < comparison.studies();
    }

    /** Returns a budget with its unit: 40 finished trials. */
    public static String amount(SameBudget budget) {
        return switch (budget.unit()) {
            case TRIALS -> Numbers.count((long) budget.amount(), "finished trial");
            case STEPS -> Numbers.count((long) budget.amount(), "step");
            case SECONDS -> Numbers.duration(Duration.ofMillis(Math.round(budget.amount() * 1000))) + " of computing";
        };
    }

    /** Returns a share of a budget with its unit. */
    public static String part(SameBudget budget, double share) {
        double part = share * budget.amount();
        return budget.unit() == Effort.SECONDS
                ? Numbers.duration(Duration.ofMillis(Math.round(part * 1000)))
                : Numbers.value(part);
    }

    /** Returns what is counted, as a choice. */
    public static String unit(SameBudget budget) {
        return switch (budget.unit()) {
            case TRIALS -> "finished trials";
            case STEPS -> "steps (epochs)";
            case SECONDS -> "computing time";
        };
    }

    /** Returns a spread as a person reads it: 0.61 (0.59 to 0.62). */
    public static String spread(Spread spread) {
        String middle = value(spread.median());
        return spread.runs() == 1 ? middle : middle + " (" + value(spread.low()) + " to " + value(spread.high()) + ")";
    }

    /** Returns the spread of areas, which lie in 0..1: 0.72 (0.65 to 0.80). */
    public static String area(Spread area) {
        String middle = String.format(Locale.ROOT, "%.2f", area.median());
        return area.runs() == 1
                ? middle
                : middle + String.format(Locale.ROOT, " (%.2f to %.2f)", area.low(), area.high());
    }

    /** Returns an interval of differences. */
    public static String interval(MedianDifference.Interval interval) {
        return difference(interval.low()) + " to " + difference(interval.high());
    }

    private static String value(double value) {
        return Double.isFinite(value) ? Numbers.value(value) : "none";
    }
}
