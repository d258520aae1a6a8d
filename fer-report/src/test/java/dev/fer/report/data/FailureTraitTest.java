package dev.fer.report.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.report.FakeStudies;
import dev.fer.search.FailureReason;
import dev.fer.search.Trial;
import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.SearchSpace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FailureTraitTest {
    private static final SearchSpace SPACE = SearchSpace.of(
            new FloatParameter("rate", 0, 1, false), new CategoricalParameter("optimizer", List.of("adam", "sgd")));

    @Test
    void aBoundBeyondWhichMostTrialsFailIsFound() {
        assertThat(trait((rate, optimizer) -> rate >= 0.7))
                .contains(new FailureTrait("rate", new FailureTrait.Condition.AtLeast(0.7), 6, 6));
        assertThat(trait((rate, optimizer) -> rate <= 0.2))
                .contains(new FailureTrait("rate", new FailureTrait.Condition.AtMost(0.2), 5, 5));
    }

    @Test
    void aChoiceWithWhichMostTrialsFailIsFound() {
        assertThat(trait((rate, optimizer) -> optimizer.equals("sgd")))
                .contains(new FailureTrait("optimizer", new FailureTrait.Condition.Choice("sgd"), 10, 10));
    }

    @Test
    void failuresWithoutACommonTraitHaveNone() {
        assertThat(trait((rate, optimizer) -> rate > 0.42 && rate < 0.58 && optimizer.equals("sgd")))
                .isEmpty();
        assertThat(trait((rate, optimizer) -> rate * 20 % 7 == 1)).isEmpty();
    }

    @Test
    void trialsWithoutTheParameterHaveNoTraitOfIt() {
        Trial[] trials = IntStream.range(0, 12)
                .mapToObj(i -> i < 4
                        ? FakeStudies.failed(
                                i, Configuration.of(Map.of("optimizer", "sgd")), FailureReason.NAN, "loss is NaN")
                        : FakeStudies.complete(
                                i,
                                Configuration.of(Map.of("rate", i / 20.0, "optimizer", "adam")),
                                Map.of("loss", 1.0)))
                .toArray(Trial[]::new);
        StudyData study = FakeStudies.of("s", SPACE, "loss", trials).data();

        assertThat(FailureTrait.of(study, study.failures().get(0)))
                .contains(new FailureTrait("optimizer", new FailureTrait.Condition.Choice("sgd"), 4, 4));
    }

    private static Optional<FailureTrait> trait(BiPredicate<Double, String> fails) {
        Trial[] trials = IntStream.range(0, 20)
                .mapToObj(i -> {
                    double rate = i * 7 % 20 / 20.0;
                    String optimizer = i * 3 % 4 < 2 ? "adam" : "sgd";
                    Configuration values = Configuration.of(Map.of("rate", rate, "optimizer", optimizer));
                    return fails.test(rate, optimizer)
                            ? FakeStudies.failed(i, values, FailureReason.NAN, "loss is NaN")
                            : FakeStudies.complete(i, values, Map.of("loss", rate));
                })
                .toArray(Trial[]::new);
        StudyData study = FakeStudies.of("s", SPACE, "loss", trials).data();
        return study.failures().stream().findFirst().flatMap(group -> FailureTrait.of(study, group));
    }
}
