package dev.fer.report.text;

import dev.fer.report.data.Comparison;
import dev.fer.report.data.Contender;
import dev.fer.report.data.Duel;
import dev.fer.report.data.SameBudget;
import dev.fer.report.data.StudyData;
import dev.fer.report.statistics.SignedRankTest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What to try next with studies that were compared: make sure who leads, or go on with it. */
public final class ComparisonSteps {
    private ComparisonSteps() {}

    /**
     * Returns what to try next; empty if nothing comes to mind.
     *
     * @param store the store's file name, for the commands
     */
    public static List<NextStep> of(Comparison comparison, Optional<String> store) {
        Optional<SameBudget> budget = comparison.budgets().stream().findFirst();
        return budget.stream()
                .flatMap(found -> found.duels().stream().limit(1))
                .map(duel -> duel.isSettled() ? goOn(duel, store) : moreSeeds(duel, store))
                .toList();
    }

    private static NextStep goOn(Duel duel, Optional<String> store) {
        String leader = Names.inSentence(duel.one().name());
        return new NextStep(
                "Go on with " + leader,
                "Its lead is more than chance (" + ComparisonText.p(duel)
                        + "), so what is left of the time is best spent there.",
                duel.one()
                        .winner()
                        .flatMap(run -> new Commands(run, store)
                                .resume(run.progress().total() + run.progress().finished())));
    }

    private static NextStep moreSeeds(Duel duel, Optional<String> store) {
        int wanted = Math.max(SignedRankTest.LEAST_PAIRS, 2 * duel.pairs());
        int missing = wanted - duel.pairs();
        List<String> commands = Stream.of(duel.one(), duel.other())
                .flatMap(contender -> command(contender, missing, taken(duel), store).stream())
                .toList();
        return new NextStep(
                "Run " + Names.inSentence(duel.one().name()) + " and "
                        + Names.inSentence(duel.other().name()) + " under " + missing + " more seeds",
                duel.p().isEmpty()
                        ? "Six pairs of runs are the fewest that can show whether a lead is more than chance; there"
                                + (duel.pairs() == 1 ? " is " : " are ") + duel.pairs() + "."
                        : "The lead may be chance so far (" + ComparisonText.p(duel)
                                + "); more pairs show smaller differences.",
                commands.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", commands)));
    }

    private static Set<Long> taken(Duel duel) {
        Set<Long> seeds = new TreeSet<>();
        Stream.of(duel.one(), duel.other())
                .flatMap(contender -> contender.runs().stream())
                .forEach(run -> seeds.add(run.study().definition().seed()));
        return seeds;
    }

    private static Optional<String> command(Contender contender, int count, Set<Long> taken, Optional<String> store) {
        StudyData run = contender.runs().get(0);
        List<Long> seeds = LongStream.iterate(1, seed -> seed + 1)
                .boxed()
                .filter(seed -> !taken.contains(seed))
                .limit(count)
                .toList();
        String name =
                contender.runs().size() == 1 ? run.name() : contender.name().replace(" and repeats", "");
        return new Commands(run, store).underSeeds(name, seeds);
    }
}
