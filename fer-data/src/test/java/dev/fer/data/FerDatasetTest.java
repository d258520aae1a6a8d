package dev.fer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.fer.data.faces.Emotion;
import dev.fer.data.faces.Faces;
import dev.fer.data.faces.Split;
import dev.fer.data.inspect.DataSummary;
import dev.fer.data.synthetic.SyntheticFaces;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FerDatasetTest {
    @Test
    void facesOutliveTheDatasetThatTheyCameFrom() {
        FerDataset dataset = SyntheticFaces.dataset(1, 7, 0, 0);
        Faces train = dataset.split(Split.TRAIN);
        dataset.close();

        assertThat(train.pixels(6).remaining()).isEqualTo(Faces.PIXELS);
        assertThatThrownBy(() -> dataset.split(Split.TRAIN)).hasMessage("the data set was closed");
    }

    @Test
    void theFingerprintTellsLabelsPixelsAndOrderApart() {
        FerDataset faces = SyntheticFaces.dataset(1, 7, 7, 0);
        FerDataset swapped = FerDataset.of(
                "swapped",
                "test",
                Map.of(Split.TRAIN, faces.split(Split.VALIDATION), Split.VALIDATION, faces.split(Split.TRAIN)));

        assertThat(SyntheticFaces.dataset(1, 7, 7, 0).fingerprint()).isEqualTo(faces.fingerprint());
        assertThat(SyntheticFaces.dataset(2, 7, 7, 0).fingerprint()).isNotEqualTo(faces.fingerprint());
        assertThat(swapped.fingerprint()).isNotEqualTo(faces.fingerprint());
    }

    @Test
    void theRealImagesHaveTheirPublishedCounts(@TempDir Path cache) {
        Path real = Path.of("../../shared/data/fer2013.zip");
        assumeThat(Files.exists(real)).isTrue();

        try (FerDataset dataset = FerDataset.open(real, ReadOptions.defaults().withCacheDirectory(cache))) {
            DataSummary summary = DataSummary.of(dataset);

            assertThat(dataset.split(Split.TRAIN).counts())
                    .isEqualTo(Map.of(
                            Emotion.ANGRY, 3995,
                            Emotion.DISGUST, 436,
                            Emotion.FEAR, 4097,
                            Emotion.HAPPY, 7215,
                            Emotion.SAD, 4830,
                            Emotion.SURPRISE, 3171,
                            Emotion.NEUTRAL, 4965));
            assertThat(dataset.split(Split.VALIDATION).size()).isEqualTo(3589);
            assertThat(summary.splits())
                    .hasEntrySatisfying(
                            Split.VALIDATION,
                            validation -> assertThat(validation.majorityShare()).isEqualTo(895 / 3589.0));
            assertThat(summary.duplicates().trainAndValidation())
                    .as("253 groups, and the 17 that also stand in the test split, which the zip lacks")
                    .isEqualTo(253 + 17);
        }
    }
}
