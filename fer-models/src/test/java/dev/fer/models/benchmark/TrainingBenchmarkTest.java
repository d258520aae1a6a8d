package dev.fer.models.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fer.models.family.Families;
import dev.fer.models.family.UnknownFamilyException;
import org.junit.jupiter.api.Test;

class TrainingBenchmarkTest {
    @Test
    void bothSidesTrainTheSameNetwork() {
        Comparison fnn = TrainingBenchmark.run("fnn", 1, false);
        assertThat(fnn.parameters()).isEqualTo(2_966_657);
        assertThat(fnn.ours().training()).isPositive();
        assertThat(fnn.shipped())
                .hasValueSatisfying(shipped -> assertThat(shipped.inference()).isPositive());
        assertThat(fnn.backend().threads()).isPositive();
    }

    @Test
    void everyFamilyCanBeMeasured() {
        assertThat(TrainingBenchmark.models())
                .containsExactlyInAnyOrderElementsOf(Families.load().names());
    }

    @Test
    void theShippedCnnIsTheReports() {
        assertThat(Shipped.cnn().numParams()).isEqualTo(593_383);
    }

    @Test
    void aModelThatCannotBeMeasuredIsRefused() {
        assertThatThrownBy(() -> TrainingBenchmark.run("cn", 1, true)).isInstanceOf(UnknownFamilyException.class);
    }
}
