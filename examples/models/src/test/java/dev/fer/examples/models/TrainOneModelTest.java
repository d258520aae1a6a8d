package dev.fer.examples.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.data.synthetic.SyntheticFaces;
import org.junit.jupiter.api.Test;

class TrainOneModelTest {
    @Test
    void aNetworkIsTrainedAndJudgedByTheValidationImages() {
        assertThat(TrainOneModel.train(SyntheticFaces.dataset(1, 56, 14, 0), 1).images())
                .isEqualTo(14);
    }

    @Test
    void neitherTheReportNorTheCommandIsOnTheClassPath() {
        assertThat(System.getProperty("java.class.path"))
                .contains("fer-models")
                .doesNotContain("fer-report", "fer-cli", "picocli");
    }
}
