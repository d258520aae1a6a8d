package dev.fer.report.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.fer.report.FakeStudies;
import dev.fer.search.Trial;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.SearchSpace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    @Test
    void aStudyThatRanLongerIsJudgedAtTheBudgetOfTheShorter() {
        Comparison comparison = Comparison.of(List.of(study("long", "x", 5, 4, 3, 2, 1), study("short", "x", 4, 3.5)));

        assertThat(comparison.trials()).isEqualTo(2);
        assertThat(comparison.compute()).isEqualTo(Duration.ofSeconds(4));
        assertThat(comparison.rows())
                .extracting(Comparison.Row::best, Comparison.Row::atTrials, Comparison.Row::atCompute)
                .containsExactly(tuple(of(1), of(4), of(4)), tuple(of(3.5), of(3.5), of(3.5)));
    }

    @Test
    void whatDiffersBetweenTheWinnersAndTheSpacesIsMarked() {
        Comparison comparison = Comparison.of(List.of(study("a", "x", 1), study("b", "y", 1)));

        assertThat(comparison.winners()).extracting(Comparison.Side::name).containsExactly("x", "y");
        assertThat(comparison.winners()).allMatch(Comparison.Side::differs);
        assertThat(comparison.spaces()).allMatch(Comparison.Side::differs);
    }

    @Test
    void studiesWithOtherGoalsAreNotRanked() {
        Comparison comparison = Comparison.of(
                List.of(study("a", "x", 1), FakeStudies.cnn("cnn", 5, 1).data()));

        assertThat(comparison.sameGoal()).isFalse();
    }

    @Test
    void anEmptyStudyCanBeComparedToo() {
        Comparison comparison = Comparison.of(List.of(study("a", "x", 1), study("empty", "x")));

        assertThat(comparison.trials()).isZero();
        assertThat(comparison.rows()).extracting(Comparison.Row::atTrials).containsOnly(OptionalDouble.empty());
    }

    private static OptionalDouble of(double value) {
        return OptionalDouble.of(value);
    }

    private static StudyData study(String name, String parameter, double... losses) {
        Trial[] trials = new Trial[losses.length];
        for (int i = 0; i < losses.length; i++) {
            trials[i] = FakeStudies.complete(i, Configuration.of(Map.of(parameter, 0.5)), Map.of("loss", losses[i]));
        }
        return FakeStudies.of(name, SearchSpace.of(new FloatParameter(parameter, 0, 1, false)), "loss", trials)
                .data();
    }
}
