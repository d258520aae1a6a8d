package dev.fer.report.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fer.report.FakeRuns;
import dev.fer.report.FakeStudies;
import dev.fer.search.Direction;
import dev.fer.search.Goal;
import dev.fer.search.definition.SearchDefinition.Component;
import dev.fer.search.run.Standings;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.IntParameter;
import dev.fer.search.space.NormalParameter;
import dev.fer.search.space.Parameter;
import dev.fer.search.space.SearchSpace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangeEndTest {
    @ParameterizedTest
    @CsvSource({
        "1e-4, 1e-1, true, 9.9e-2, 1e-4, 1",
        "1e-4, 1e-1, true, 1.01e-4, 1e-5, 1e-1",
        "-5, 5, false, 5, -5, 10",
        "-5, 5, false, -4.95, -10, 5",
        "0, 0.5, false, 0.5, 0, 0.75",
        "0, 0.99, false, 0.985, 0, 0.995",
        "0.2, 0.5, false, 0.2, 0.05, 0.5",
        "0, 0.01, false, 0.01, 0, 0.015",
        "1, 2, false, 2, 1, 2.5",
        "1, 1.2, false, 1.2, 1, 1.3",
        "1000, 1010, false, 1010, 1000, 1020"
    })
    void aRangeIsWidenedWhereTheBestValueLies(
            double low, double high, boolean log, double best, double widerLow, double widerHigh) {
        List<RangeEnd> ends = ends(new FloatParameter("x", low, high, log), best, (low + high) / 2);

        assertThat(ends).hasSize(1);
        assertThat(ends.get(0).upper()).isEqualTo(best > (low + high) / 2);
        assertThat(ends.get(0).low()).isCloseTo(widerLow, within(1e-9));
        assertThat(ends.get(0).high()).isCloseTo(widerHigh, within(1e-9));
    }

    @Test
    void nothingLiesBelowZeroOrAFirstLayer() {
        assertThat(ends(new FloatParameter("dropout", 0, 0.5, false), 0.0, 0.3)).isEmpty();
        assertThat(ends(new IntParameter("layers", 1, 5), 1L, 3L)).isEmpty();
        assertThat(ends(new IntParameter("layers", 1, 5), 5L, 3L))
                .containsExactly(new RangeEnd("layers", true, 5, 1, 7));
        assertThat(ends(new IntParameter("layers", 1, 2), 2L, 1L))
                .containsExactly(new RangeEnd("layers", true, 2, 1, 3));
        assertThat(ends(new IntParameter("layers", 3, 4), 4L, 3L))
                .containsExactly(new RangeEnd("layers", true, 4, 3, 5));
        assertThat(ends(new IntParameter("layers", 2, 3), 2L, 3L))
                .containsExactly(new RangeEnd("layers", false, 2, 1, 3));
    }

    @Test
    void aValueInTheMiddleIsNoEnd() {
        assertThat(ends(new FloatParameter("x", 0, 1, false), 0.5, 0.9)).isEmpty();
    }

    private static List<RangeEnd> ends(Parameter parameter, Object best, Object other) {
        return RangeEnd.of(FakeStudies.of(
                        "s",
                        SearchSpace.of(parameter),
                        "loss",
                        FakeStudies.complete(0, Configuration.of(Map.of(parameter.name(), best)), Map.of("loss", 1.0)),
                        FakeStudies.complete(1, Configuration.of(Map.of(parameter.name(), other)), Map.of("loss", 2.0)))
                .data());
    }

    @Test
    void whatIsDrawnFromANormalDistributionHasNoEnd() {
        assertThat(ends(
                        new NormalParameter(
                                "shift",
                                0,
                                1,
                                Double.NEGATIVE_INFINITY,
                                Double.POSITIVE_INFINITY,
                                false,
                                Optional.empty()),
                        2.5,
                        -1.5))
                .isEmpty();
    }

    @Test
    void theBestTrialIsTheOneWithTheBestMean() {
        Configuration end = Configuration.of(Map.of("width", 64.0, "rate", 0.01));
        Configuration middle = Configuration.of(Map.of("width", 8.0, "rate", 0.01));
        StudyData study = FakeRuns.study(
                        List.of(new Goal("loss", Direction.MINIMIZE)),
                        new Component("random"),
                        new Component("none"),
                        List.of(
                                FakeRuns.draft(0).of(end).metric("loss", 1).trial(),
                                FakeRuns.draft(1).of(middle).metric("loss", 2).trial(),
                                FakeRuns.draft(2)
                                        .of(end)
                                        .metric("loss", 9)
                                        .attribute(Standings.REPEAT_OF, "0")
                                        .trial()))
                .data();

        assertThat(study.history().best()).contains(0);
        assertThat(RangeEnd.of(study)).isEmpty();
    }
}
