package dev.fer.report.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.report.FakeFaces;
import dev.fer.report.FakeStudies;
import dev.fer.report.FakeStudies.Fake;
import dev.fer.search.Trial;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CostTest {
    private final StudyData study = FakeFaces.cnn("cnn", 60, 3).data();

    @Test
    void nobodyOnTheFrontIsBeatenByACheaperTrial() {
        assertThat(study.costs()).isNotEmpty();
        for (Cost cost : study.costs()) {
            double[] values = study.history().values();
            for (int one : cost.front()) {
                assertThat(study.ranking())
                        .noneMatch(other -> cost.values()[other] <= cost.values()[one] && values[other] > values[one]);
            }
            assertThat(cost.front()).last().isEqualTo(study.ranking().get(0));
        }
    }

    @Test
    void sizeComesFirstThenWhatTookTime() {
        assertThat(study.costs()).extracting(Cost::name).first().isEqualTo("parameters");
    }

    @Test
    void aNumberThatIsNoEffortIsNoCost() {
        Fake fake = FakeFaces.cnn("cnn", 60, 3);
        List<Trial> repeated = fake.trials().stream()
                .map(trial -> trial.configured(
                        trial.configuration().orElseThrow(),
                        Map.of("repeat_of", Integer.toString(trial.number() / 2), "peak.bytes", "9".repeat(400))))
                .toList();

        assertThat(new Fake(fake.study(), repeated, fake.reports()).data().costs())
                .extracting(Cost::name)
                .contains("parameters", "epoch.seconds")
                .doesNotContain("repeat_of", "peak.bytes");
    }

    @Test
    void whatIsTheSameForAllIsNoCost() {
        assertThat(FakeStudies.generic("sphere", 30, 2, 1).data().costs()).isEqualTo(List.of());
    }
}
