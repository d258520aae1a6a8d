package dev.fer.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.report.FakeContenders;
import dev.fer.report.FakeStudies;
import dev.fer.report.FakeStudies.Fake;
import dev.fer.report.data.Comparison;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTextTest {
    @Test
    void oneRunOfEachIsTooFewToSay() {
        assertThat(text(
                        FakeStudies.cnn("one", 20, 1),
                        FakeContenders.seeded(FakeStudies.cnn("two", 10, 2), "random", 42)))
                .contains(
                        "compares 2 studies: one and two.",
                        "At the same budget of 10 finished trials",
                        "The one pair of runs with the same seed is too few to say whether that is chance.",
                        "All searched the same space of 9 parameters.");
    }

    @Test
    void repeatsAreNamedWithTheirSpreadAndTested() {
        assertThat(text(FakeContenders.pairs(30).toArray(Fake[]::new)))
                .contains(
                        "compares 60 studies, runs of 2 searches: tpe (30 runs) and random (30 runs).",
                        "tpe is in front with 0.3",
                        "Of 30 pairs of runs with the same seed, tpe is ahead of random in",
                        "more than chance, p < 0.001.");
    }

    @Test
    void nobodyIsInFrontOfAnotherWithTheSameValue() {
        assertThat(text(FakeContenders.run("a", "tpe", 1, 3, 2), FakeContenders.run("b", "random", 1, 2, 4)))
                .contains("At the same budget of 2 finished trials, b and a are level at 2.")
                .doesNotContain("in front");
    }

    @Test
    void runsOfOneSearchShowWhatChanceDoes() {
        assertThat(text(FakeContenders.run("a-1", "tpe", 1, 3, 2), FakeContenders.run("a-2", "tpe", 2, 4, 1)))
                .contains("all runs of one search", "1.5 (1 to 2): that is how far chance alone moves this search.");
        assertThat(text(FakeContenders.run("a-1", "tpe", 1, 3, 2), FakeContenders.run("a-2", "tpe", 1, 3, 2)))
                .contains("2 (2 to 2); some have the same seed, so they say little about chance.");
    }

    @Test
    void whatCannotBeComparedIsSaid() {
        assertThat(text(FakeContenders.run("a", "tpe", 1, 3), FakeStudies.cnn("cnn", 5, 1)))
                .contains("They pursue different goals, so their values cannot be ranked.");
        assertThat(text(FakeContenders.run("a", "tpe", 1), FakeContenders.run("b", "random", 1)))
                .contains("None of them has finished a trial yet.");
    }

    @Test
    void manyContendersAreCountedAndNotAllNamed() {
        assertThat(text(FakeContenders.samplers(12).toArray(Fake[]::new)))
                .contains("compares 12 studies: search-a, search-b, search-c and 9 more.");
    }

    private static String text(Fake... fakes) {
        Comparison comparison =
                FakeContenders.report(List.of(fakes)).comparison().orElseThrow();
        return String.join(" ", ComparisonText.summary(comparison)).replace('\u00a0', ' ');
    }
}
