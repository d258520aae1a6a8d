package dev.fer.data.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.data.FerDataset;
import dev.fer.data.faces.Emotion;
import dev.fer.data.faces.Faces;
import dev.fer.data.faces.Split;
import dev.fer.data.synthetic.SyntheticFaces;
import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DataSummaryTest {
    private static final Faces FACES = SyntheticFaces.dataset(3, 70, 0, 0).split(Split.TRAIN);

    @Test
    void duplicatesAreCountedUnderExactlyTheSplitsThatTheyStandIn() {
        FerDataset dataset = FerDataset.of(
                "test",
                "test",
                Map.of(
                        Split.TRAIN, pick(0, 1, 2, 3, 4, 4),
                        Split.VALIDATION, pick(0, 1, 5),
                        Split.TEST, pick(0, 2, 5, 6)));

        Duplicates duplicates = DataSummary.of(dataset).duplicates();

        assertThat(duplicates).isEqualTo(new Duplicates(5, 11, 1, 0, 0, 1, 1, 1, 1, 0, 2, 2));
    }

    @Test
    void theSameImageWithTwoLabelsIsAConflict() {
        byte[] twice = new byte[2 * Faces.PIXELS];
        FACES.copyPixels(0, twice, 0);
        FACES.copyPixels(0, twice, Faces.PIXELS);
        Faces conflicting = Faces.of(new byte[] {0, 4}, ByteBuffer.wrap(twice));
        FerDataset dataset = FerDataset.of("test", "test", Map.of(Split.TRAIN, conflicting));

        assertThat(DataSummary.of(dataset).duplicates().conflicting()).isEqualTo(1);
    }

    @Test
    void everySplitIsCountedByEmotion() {
        DataSummary summary = DataSummary.of(SyntheticFaces.dataset(3, 8, 7, 0));

        assertThat(summary.images()).isEqualTo(15);
        assertThat(summary.splits()).containsOnlyKeys(Split.TRAIN, Split.VALIDATION);
        assertThat(summary.splits()).hasEntrySatisfying(Split.TRAIN, train -> {
            assertThat(train.counts()).containsEntry(Emotion.ANGRY, 2).containsEntry(Emotion.NEUTRAL, 1);
            assertThat(train.majorityShare()).isEqualTo(0.25);
        });
        assertThat(summary.problems()).isEmpty();
    }

    @Test
    void samplesAreDrawnFromTheSeedAndOfTheRightEmotion() {
        Map<Emotion, java.util.List<Integer>> samples = Samples.of(FACES, 3, 1);

        assertThat(samples).hasSize(Emotion.COUNT).isEqualTo(Samples.of(FACES, 3, 1));
        assertThat(samples).isNotEqualTo(Samples.of(FACES, 3, 2));
        samples.forEach((emotion, images) -> assertThat(images)
                .hasSize(3)
                .doesNotHaveDuplicates()
                .allSatisfy(image -> assertThat(FACES.emotion(image)).isEqualTo(emotion)));
        assertThat(Samples.of(FACES, 99, 1).get(Emotion.SAD)).hasSize(10);
    }

    private static Faces pick(int... images) {
        byte[] labels = new byte[images.length];
        byte[] pixels = new byte[images.length * Faces.PIXELS];
        for (int i = 0; i < images.length; i++) {
            labels[i] = (byte) FACES.label(images[i]);
            FACES.copyPixels(images[i], pixels, i * Faces.PIXELS);
        }
        return Faces.of(labels, ByteBuffer.wrap(pixels));
    }
}
