package dev.fer.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.report.FakeContenders;
import dev.fer.report.FakeStudies;
import dev.fer.report.FakeStudies.Fake;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparisonStepsTest {
    @Test
    void tooFewPairsAskForMoreSeedsAndTellHow() {
        NextStep step = steps(
                        FakeStudies.cnn("one", 20, 1), FakeContenders.seeded(FakeStudies.cnn("two", 20, 2), "gp", 42))
                .get(0);

        assertThat(step.what()).endsWith("under 5 more seeds");
        assertThat(step.why())
                .isEqualTo("Six pairs of runs are the fewest that can show whether a lead is more than chance;"
                        + " there is 1.");
        assertThat(step.command().orElseThrow())
                .contains(
                        "fer search definition --store fer.db --study one > one.json\n",
                        "for seed in 1 2 3 4 5; do\n  fer search run one.json --store fer.db --name one-s$seed --seed $seed"
                                + " --data fer2013.zip\ndone",
                        "--name two-s$seed");
    }

    @Test
    void aLeadThatMayBeChanceAsksForMorePairs() {
        assertThat(steps(FakeContenders.pairs(6).toArray(Fake[]::new)))
                .extracting(NextStep::what)
                .containsExactly("Run tpe and random under 6 more seeds");
    }

    @Test
    void aSettledLeadIsGoneOnWith() {
        assertThat(steps(FakeContenders.pairs(30).toArray(Fake[]::new)))
                .extracting(NextStep::what)
                .containsExactly("Go on with tpe");
    }

    @Test
    void nothingComesToMindWhereNothingCanBeCompared() {
        assertThat(steps(FakeContenders.run("a", "tpe", 1), FakeContenders.run("b", "random", 1)))
                .isEmpty();
        assertThat(steps(FakeContenders.run("a", "tpe", 1, 3), FakeStudies.cnn("cnn", 5, 1)))
                .isEmpty();
    }

    private static List<NextStep> steps(Fake... fakes) {
        return ComparisonSteps.of(
                FakeContenders.report(List.of(fakes)).comparison().orElseThrow(), Optional.of("fer.db"));
    }
}
