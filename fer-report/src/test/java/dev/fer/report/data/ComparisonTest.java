package dev.fer.report.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.groups.Tuple.tuple;

import dev.fer.report.FakeContenders;
import dev.fer.report.FakeStudies;
import dev.fer.report.FakeStudies.Fake;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.space.Configuration;
import dev.fer.search.store.StudyRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    @Test
    void aStudyThatRanLongerIsJudgedAtTheBudgetOfTheShorter() {
        Comparison comparison = compare(
                FakeContenders.run("long", "tpe", 1, 5, 4, 3, 2, 1), FakeContenders.run("short", "random", 1, 4, 3.5));

        assertThat(comparison.budgets())
                .extracting(SameBudget::unit, SameBudget::amount, SameBudget::limit)
                .containsExactly(tuple(Effort.TRIALS, 2.0, "short"), tuple(Effort.SECONDS, 4.0, "short"));
        SameBudget trials = comparison.budgets().get(0);
        assertThat(trials.standings())
                .extracting(
                        standing -> standing.contender().name(),
                        standing -> standing.full().median())
                .containsExactly(tuple("short", 3.5), tuple("long", 4.0));
        assertThat(trials.leader().orElseThrow().half().median()).isEqualTo(4);
    }

    @Test
    void valuesAreThoseOfAContendersRunsTogether() {
        assertThat(compare(
                                FakeContenders.run("a-1", "tpe", 1, 5, 3),
                                FakeContenders.run("a-2", "tpe", 2, 4, 1),
                                FakeContenders.run("b", "random", 1, 2),
                                FakeContenders.run("c", "grid", 1))
                        .values())
                .containsExactly(
                        new Comparison.Values("a", List.of(1.0, 3.0, 4.0, 5.0)),
                        new Comparison.Values("b", List.of(2.0)));
    }

    @Test
    void valuesOfALoneContenderAreThoseOfEachRun() {
        assertThat(compare(FakeContenders.run("a-1", "tpe", 1, 5, 3), FakeContenders.run("a-2", "tpe", 2, 4))
                        .values())
                .extracting(Comparison.Values::name)
                .containsExactly("a-1", "a-2");
    }

    @Test
    void stepsAreABudgetWhereTrialsReportedSome() {
        SameBudget steps = compare(FakeStudies.cnn("one", 20, 1), FakeStudies.cnn("two", 10, 2))
                .budgets()
                .get(1);

        assertThat(steps.unit()).isEqualTo(Effort.STEPS);
        assertThat(steps.amount()).isPositive();
    }

    @Test
    void searchesThatWereAllGivenEpochsAreComparedAtThoseFirst() {
        Fake one = givenEpochs(FakeStudies.cnn("one", 20, 1));
        Fake two = givenEpochs(FakeStudies.cnn("two", 10, 2));

        assertThat(compare(one, two).budgets())
                .extracting(SameBudget::unit)
                .containsExactly(Effort.STEPS, Effort.TRIALS, Effort.SECONDS);
        assertThat(compare(one, FakeStudies.cnn("two", 10, 2)).budgets())
                .extracting(SameBudget::unit)
                .containsExactly(Effort.TRIALS, Effort.STEPS, Effort.SECONDS);
    }

    private static Fake givenEpochs(Fake fake) {
        StudyRecord study = fake.study();
        SearchDefinition definition = study.definition().withBudget(SearchDefinition.Budget.UNLIMITED.withEpochs(144));
        return new Fake(
                new StudyRecord(study.id(), definition, 1, study.provenance(), study.created()),
                fake.trials(),
                fake.reports());
    }

    @Test
    void repeatsAreSummedUpByTheMiddleOneAndTheirSpread() {
        SameBudget budget = compare(
                        FakeContenders.run("a-1", "tpe", 1, 5, 3),
                        FakeContenders.run("a-2", "tpe", 2, 4, 1),
                        FakeContenders.run("a-3", "tpe", 3, 6, 2),
                        FakeContenders.run("b", "random", 1, 4, 4))
                .budgets()
                .get(0);
        Standing first = budget.leader().orElseThrow();

        assertThat(first.contender().name()).isEqualTo("a");
        assertThat(first.full()).isEqualTo(new Spread(2, 1, 3, 3));
        assertThat(first.curve().at()).containsExactly(1, 2);
        assertThat(first.curve().median()).containsExactly(5, 2);
        assertThat(first.curve().low()).containsExactly(4, 1);
        assertThat(first.curve().high()).containsExactly(6, 3);
    }

    /** From 4 (the middle trial) to 1: the first is there after 2 of 4 trials, the second never. */
    @Test
    void theAreaIsTheMeanNearnessToTheBestOverTheBudget() {
        SameBudget budget = compare(
                        FakeContenders.run("a", "tpe", 1, 5, 1, 1, 2), FakeContenders.run("b", "random", 1, 5, 6, 6, 4))
                .budgets()
                .get(0);

        assertThat(budget.standings())
                .extracting(
                        standing -> standing.contender().name(),
                        standing -> standing.area().median())
                .containsExactly(tuple("a", 0.5), tuple("b", 0.0));
        assertThat(budget.standings()).extracting(Standing::ahead).containsExactly(0.75, 0.25);
    }

    @Test
    void runsOfTheSameSeedArePairsAndSixOfThemCanBeTested() {
        Duel duel = compare(FakeContenders.pairs(6)).budgets().get(0).duels().get(0);

        assertThat(duel.bySeed()).isTrue();
        assertThat(duel.pairs()).isEqualTo(6);
        assertThat(duel.ahead() + duel.ties() + duel.behind()).isEqualTo(6);
        assertThat(duel.p()).isPresent();
        assertThat(duel.difference().orElseThrow().interval()).isPresent();
    }

    @Test
    void thirtyPairsSettleWhoIsBetter() {
        SameBudget budget = compare(FakeContenders.pairs(30)).budgets().get(0);

        assertThat(budget.leader().orElseThrow().contender().name()).isEqualTo("tpe");
        assertThat(budget.duels().get(0).isSettled()).isTrue();
        assertThat(budget.duels().get(0).difference().orElseThrow().estimate()).isNegative();
    }

    @Test
    void onePairIsTooFewToSay() {
        Duel duel = compare(FakeContenders.pairs(1)).budgets().get(0).duels().get(0);

        assertThat(duel.pairs()).isEqualTo(1);
        assertThat(duel.p()).isEmpty();
        assertThat(duel.isSettled()).isFalse();
    }

    @Test
    void withoutSharedSeedsRunsArePairedInTheirOrder() {
        Duel duel = compare(
                        FakeContenders.run("a-1", "tpe", 1, 1),
                        FakeContenders.run("a-2", "tpe", 2, 2),
                        FakeContenders.run("b-1", "random", 3, 3),
                        FakeContenders.run("b-2", "random", 4, 4))
                .budgets()
                .get(0)
                .duels()
                .get(0);

        assertThat(duel.bySeed()).isFalse();
        assertThat(duel.pairs()).isEqualTo(2);
        assertThat(duel.ahead()).isEqualTo(2);
        assertThat(duel.difference().orElseThrow().estimate()).isCloseTo(-2, within(1e-12));
    }

    @Test
    void whatDiffersBetweenTheWinnersAndTheSpacesIsMarked() {
        Comparison comparison = compare(FakeStudies.generic("a", 3, 1, 1), FakeStudies.generic("b", 3, 2, 1));

        assertThat(comparison.spaces())
                .extracting(Comparison.Side::name, Comparison.Side::differs, Comparison.Side::isCommon)
                .containsExactly(tuple("x0", false, true), tuple("x1", true, false));
        assertThat(comparison.winners()).extracting(Comparison.Side::name).containsExactly("x0", "x1");
        assertThat(comparison.setups()).noneMatch(Comparison.Side::differs);
    }

    @Test
    void studiesWithOtherGoalsAreNotRanked() {
        Comparison comparison = compare(FakeContenders.run("a", "tpe", 1, 1), FakeStudies.cnn("cnn", 5, 1));

        assertThat(comparison.sameGoal()).isFalse();
        assertThat(comparison.budgets()).isEmpty();
    }

    @Test
    void aStudyThatHasNotBegunSetsNoBudgetAndOneOfFailuresHasNoValue() {
        Fake failures = FakeContenders.seeded(
                FakeStudies.of(
                        "failures",
                        FakeContenders.run("any", "tpe", 1).study().definition().space(),
                        "loss",
                        FakeStudies.trial(
                                0, TrialState.FAILED, Configuration.of(Map.of("x", 0.5)), Map.of(), Optional.empty())),
                "grid",
                1);
        SameBudget budget = compare(
                        FakeContenders.run("empty", "random", 1), failures, FakeContenders.run("a", "tpe", 1, 2, 1))
                .budgets()
                .get(0);

        assertThat(budget.amount()).isEqualTo(1);
        assertThat(budget.standings())
                .extracting(standing -> standing.contender().name())
                .containsExactly("a", "failures");
        assertThat(budget.standings().get(1).full().median()).isInfinite();
        assertThat(budget.duels().get(0).pairs()).isZero();
        assertThat(compare(FakeContenders.run("a", "tpe", 1), FakeContenders.run("b", "random", 1))
                        .budgets())
                .isEmpty();
        assertThat(compare(failures, FakeContenders.run("b", "random", 1))
                        .budgets()
                        .get(0)
                        .leader())
                .isEmpty();
    }

    private static Comparison compare(Fake... fakes) {
        return Comparison.of(Stream.of(fakes).map(Fake::data).toList());
    }

    private static Comparison compare(List<Fake> fakes) {
        return compare(fakes.toArray(Fake[]::new));
    }
}
