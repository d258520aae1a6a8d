package dev.fer.report.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fer.report.FakeStudies;
import dev.fer.search.Trial;
import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.Condition;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.ConstantParameter;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.NormalParameter;
import dev.fer.search.space.OrdinalParameter;
import dev.fer.search.space.SearchSpace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ParameterColumnTest {
    @Test
    void choicesBecomeIndicesAndInactiveParametersNaN() {
        SearchSpace space = SearchSpace.of(
                new CategoricalParameter("optimizer", List.of("sgd", "adam")),
                new FloatParameter(
                        "momentum", 0, 1, OptionalDouble.empty(), false, Optional.of(Condition.in("optimizer", "sgd"))),
                new ConstantParameter("batch_size", 256));

        List<ParameterColumn> columns = columns(
                space,
                Map.of("optimizer", "adam", "batch_size", 256),
                Map.of("optimizer", "sgd", "momentum", 0.5, "batch_size", 256));

        assertThat(column(columns, "optimizer").codes()).containsExactly(1, 0);
        assertThat(column(columns, "momentum").codes()).containsExactly(Double.NaN, 0.5);
        assertThat(columns).hasSize(2);
    }

    @Test
    void valuesThatTheNewestDefinitionDoesNotKnowAreStillShown() {
        SearchSpace space =
                SearchSpace.of(new FloatParameter("rate", 0.1, 1, true), new OrdinalParameter("width", List.of(8, 16)));

        List<ParameterColumn> columns = columns(
                space, Map.of("rate", 0.01, "width", 32, "gone", true), Map.of("rate", 0.5, "width", 8, "gone", false));

        assertThat(column(columns, "rate").low()).isEqualTo(0.01);
        assertThat(column(columns, "width").choices()).containsExactly("8", "16", "32");
        assertThat(column(columns, "gone").choices()).containsExactly("true", "false");
    }

    @Test
    void anUnboundedParameterSpansWhatWasSeen() {
        SearchSpace space = SearchSpace.of(new NormalParameter(
                "n", 0, 1, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false, Optional.empty()));

        ParameterColumn column = column(columns(space, Map.of("n", -2.5), Map.of("n", 1.5)), "n");

        assertThat(List.of(column.low(), column.high())).containsExactly(-2.5, 1.5);
    }

    @Test
    void theParametersThatGoAlongWithTheGoalComeFirst() {
        StudyData study = FakeStudies.generic("g", 200, 4, 1).data();

        assertThat(study.parameters().get(0).association().orElseThrow()).isNotZero();
        assertThat(study.parameters())
                .isSortedAccordingTo((a, b) -> Double.compare(
                        Math.abs(b.association().orElse(0)),
                        Math.abs(a.association().orElse(0))));
    }

    @Test
    void aPerfectOrderHasAssociationOneAndTooFewTrialsNone() {
        double[] rising = {1, 2, 3, 4, 5, 6};
        double[] falling = {9, 7, 6, 3, 2, -8};

        assertThat(Association.ofNumbers(rising, falling).orElseThrow()).isCloseTo(-1, within(1e-12));
        assertThat(Association.ofNumbers(new double[] {1, 2, 3}, new double[] {1, 2, 3}))
                .isEmpty();
        assertThat(Association.ofNumbers(new double[6], rising)).isEmpty();
    }

    @Test
    void spearmansCorrelationSharesRanksBetweenTies() {
        double[] x = {1, 2, 2, 3, 4, 5, 5, 6};
        double[] y = {3, 1, 4, 1, 5, 9, 2, 6};

        // Pearson's correlation of the ranks 0 1.5 1.5 3 4 5.5 5.5 7 and 3 0.5 4 0.5 5 7 2 6
        assertThat(Association.ofNumbers(x, y).orElseThrow()).isCloseTo(0.5272824, within(1e-6));
    }

    @Test
    void choicesThatDecideTheValueHaveAStrongAssociationAndIrrelevantOnesNone() {
        double[] values = {1, 2, 3, 11, 12, 13};

        assertThat(Association.ofChoices(new double[] {0, 0, 0, 1, 1, 1}, 2, values)
                        .orElseThrow())
                .isGreaterThan(0.8);
        assertThat(Association.ofChoices(new double[] {0, 1, 0, 1, 0, 1}, 2, values)
                        .orElseThrow())
                .isLessThan(0.3);
    }

    @SafeVarargs
    private static List<ParameterColumn> columns(SearchSpace space, Map<String, ?>... configurations) {
        Trial[] trials = new Trial[configurations.length];
        for (int i = 0; i < trials.length; i++) {
            trials[i] = FakeStudies.complete(i, Configuration.of(configurations[i]), Map.of("loss", (double) i));
        }
        return FakeStudies.of("s", space, "loss", trials).data().parameters();
    }

    private static ParameterColumn column(List<ParameterColumn> columns, String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
