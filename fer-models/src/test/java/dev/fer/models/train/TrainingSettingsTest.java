package dev.fer.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fer.data.augment.Augmentation;
import dev.fer.data.batch.Normalization;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TrainingSettingsTest {
    @Test
    void nestedSettingsAreRead() {
        TrainingSettings settings = TrainingSettings.of(Map.of(
                "epochs",
                50L,
                "normalization",
                "standardized",
                "early_stopping",
                Map.of("patience", 8L),
                "augmentation",
                Map.of("horizontal_flip", true, "rotation", 10L, "width_shift", 0.1)));
        assertThat(settings)
                .isEqualTo(new TrainingSettings(
                        50,
                        Normalization.STANDARDIZED,
                        OptionalInt.of(8),
                        Augmentation.NONE
                                .withHorizontalFlip(true)
                                .withRotation(10)
                                .withShift(0.1, 0),
                        Optional.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty()));
    }

    @Test
    void nothingSetMeansPlainTraining() {
        assertThat(TrainingSettings.of(Map.of()))
                .isEqualTo(new TrainingSettings(
                        10,
                        Normalization.UNIT_CENTERED,
                        OptionalInt.empty(),
                        Augmentation.NONE,
                        Optional.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty()));
    }

    @Test
    void aWindowIsForAllEpochsUnlessItIsToldForHowMany() {
        assertThat(TrainingSettings.of(Map.of("window", Map.of("side", 40))).window())
                .contains(new RandomWindow(40, Integer.MAX_VALUE));
        assertThat(TrainingSettings.of(Map.of("window", Map.of("side", 40, "epochs", 3)))
                        .window())
                .contains(new RandomWindow(40, 3));
        assertThatThrownBy(() -> TrainingSettings.of(Map.of("window", Map.of("epochs", 3))))
                .hasMessageContaining("needs 'side'");
    }

    @Test
    void anEmptyGroupIsRefusedWithWhatItTakes() {
        assertThatThrownBy(() -> TrainingSettings.of(Map.of("early_stopping", Map.of())))
                .hasMessage("training.early_stopping is empty; leave it out, or set one of [patience]");
        assertThatThrownBy(() -> TrainingSettings.of(Map.of("window", Map.of())))
                .hasMessage("training.window is empty; leave it out, or set one of [side, epochs]");
        assertThatThrownBy(() -> TrainingSettings.of(Map.of("windows", Map.of())))
                .hasMessage("training.windows is no group of settings");
    }

    @Test
    void aMisspeltSettingIsNamedWithTheLikelyOne() {
        assertThatThrownBy(() -> TrainingSettings.of(Map.of("early_stoping", Map.of("patience", 3))))
                .hasMessage(
                        "training has no parameter 'early_stoping.patience'; did you mean 'early_stopping.patience'?");
    }
}
