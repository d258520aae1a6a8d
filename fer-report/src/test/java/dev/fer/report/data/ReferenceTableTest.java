package dev.fer.report.data;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fer.report.FakeFaces;
import dev.fer.report.FakeStudies.Fake;
import dev.fer.report.data.ReferenceTable.Ours;
import dev.fer.report.data.ReferenceTable.Row;
import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.store.HoldoutUse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceTableTest {
    private static final String ACCURACY = "validation.accuracy";
    private final Fake fake = FakeFaces.cnn("cnn", 40, 7);

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"0", "`\"3,589\"`", "2.5"})
    void aNumberOfSamplesIsAWholeNumber(String count) {
        String json = "{\"source\": \"a paper\", \"samples\": {\"validation\": " + count + "}, \"rows\": []}";
        assertThatThrownBy(() -> References.parse(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("/samples/validation: expected a whole number of at least 1, found " + count);
    }

    @Test
    void theBestTrialOfTheSameConfigurationStandsBesideAResult() {
        Ours ours = table(List.of()).rows().get(0).ours().orElseThrow();

        List<Trial> same = fake.data().ranking().stream()
                .map(fake.data().trials()::get)
                .filter(trial -> trial.configuration().orElseThrow().getLong("num_layers") == 2)
                .toList();
        assertThat(ours.trial()).isEqualTo(same.get(0).number());
        assertThat(ours.candidates()).isEqualTo(same.size());
        assertThat(ours.parameters()).isPresent();
        assertThat(ours.steps()).isEqualTo(20);
    }

    @Test
    void aTrialThatWentOnForLongerIsReadWhereTheResultEnded() {
        Row row = table(List.of()).rows().get(1);
        Ours ours = row.ours().orElseThrow();

        Report fifth = requireNonNull(fake.reports().get(ours.trial())).get(4);
        double accuracy = requireNonNull(fifth.metrics().get(ACCURACY));
        assertThat(ours.steps()).isEqualTo(5);
        assertThat(ours.metric(ACCURACY)).contains(accuracy);
        assertThat(ours.time()).hasSeconds(45);
        assertThat(row.difference().orElseThrow().value()).isCloseTo(accuracy - 0.3147, within(1e-12));
    }

    @Test
    void aResultOfAnotherModelHasNoCounterpart() {
        assertThat(table(List.of()).rows().get(2).ours()).isEmpty();
        assertThat(table(List.of()).real()).hasSize(2);
        assertThat(table(List.of()).others()).hasSize(1);
    }

    @Test
    void theBestTrialStandsBesideTheBestResult() {
        Row best = table(List.of()).best().orElseThrow();

        assertThat(best.reference().name()).isEqualTo("CNN 1");
        assertThat(best.isShorter()).isTrue();
        assertThat(best.ours().orElseThrow().trial())
                .isEqualTo(fake.data().best().orElseThrow().trial().number());
    }

    @Test
    void heldOutFiguresOfTheSameTrialAndDataAreShown() {
        int trial = table(List.of()).rows().get(0).ours().orElseThrow().trial();
        String data = requireNonNull(fake.study().provenance().get("data.fingerprint"));

        Ours seen = table(List.of(
                        use("cnn", trial, data, 0.55), use("cnn", trial, "other", 0.9), use("b", trial, data, 0.8)))
                .rows()
                .get(0)
                .ours()
                .orElseThrow();

        assertThat(seen.metric("test.accuracy")).contains(0.55);
        assertThat(seen.metric(ACCURACY)).isPresent();
    }

    @Test
    void theDifferenceOfTwoSharesHasNewcombesInterval() {
        // Newcombe 1998 (difference), table II, method 10: 56/70 - 48/80 has 0.0524 to 0.3339, 9/10 - 3/10 has 0.1705
        // to
        // 0.8090
        Proportion.Difference large = Proportion.of(56 / 70.0, 70).minus(Proportion.of(48 / 80.0, 80));
        Proportion.Difference small = Proportion.of(0.9, 10).minus(Proportion.of(0.3, 10));

        assertThat(large.low()).isCloseTo(0.0524, within(5e-5));
        assertThat(large.high()).isCloseTo(0.3339, within(5e-5));
        assertThat(small.low()).isCloseTo(0.1705, within(5e-5));
        assertThat(small.high()).isCloseTo(0.8090, within(5e-5));
        assertThat(large.isOpen()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | this is no JSON",
                "{\"rows\":[]} | /source: expected a text",
                "{\"source\":\"x\",\"rows\":[{\"name\":\"a\"}]} | /rows/0/model: expected a text",
                "{\"source\":\"x\",\"rows\":[{\"name\":\"a\",\"model\":\"m\",\"metrics\":{\"v\":\"1\"}}]} | /rows/0/metrics/v",
                "{\"source\":\"x\",\"rows\":[{\"name\":\"a\",\"model\":\"m\",\"values\":{\"v\":[1]}}]} | /rows/0/values/v"
            })
    void whatIsWrongInAFileOfResultsIsSaid(String json, String message) {
        assertThatThrownBy(() -> References.parse(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private ReferenceTable table(List<HoldoutUse> uses) {
        ReferenceTable.Builder builder = new ReferenceTable.Builder(FakeFaces.references(), uses);
        builder.add(fake.data(), number -> fake.reports().getOrDefault(number, List.of()));
        return builder.build().orElseThrow();
    }

    private HoldoutUse use(String study, int trial, String data, double accuracy) {
        return new HoldoutUse(
                fake.study().created(),
                data,
                "model",
                Optional.of(study),
                OptionalInt.of(trial),
                Map.of("test.accuracy", accuracy));
    }
}
