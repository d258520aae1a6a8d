package dev.fer.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fer.data.FerDataset;
import dev.fer.data.batch.BatchSource;
import dev.fer.data.batch.Presentation;
import dev.fer.data.faces.Emotion;
import dev.fer.data.faces.Split;
import dev.fer.data.synthetic.SyntheticFaces;
import dev.fer.models.evaluate.Evaluator;
import dev.fer.models.family.Families;
import dev.fer.models.family.ModelFamily;
import dev.fer.models.family.ParameterException;
import dev.fer.models.network.ImageShape;
import dev.fer.models.network.Network;
import dev.fer.search.space.Configuration;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RandomWindowTest {
    private static final FerDataset FACES = SyntheticFaces.dataset(1, 84, 28, 0);
    private static final Families FAMILIES = Families.load();

    @TempDir
    Path folder;

    @Test
    void firstEpochsSeeWindowsAndTheOthersWholeImages() {
        RandomWindow window = new RandomWindow(40, 2);
        assertThat(List.of(window.shape(1), window.shape(2))).containsOnly(new ImageShape(40, 40, 1));
        assertThat(window.shape(3)).isEqualTo(ImageShape.FACE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vgg      | widths | 8, 16, 16, 24",
                "resnet   | widths | 8, 16, 16, 24",
                "xception | widths | 8, 16"
            })
    void aNetworkThatWasTrainedOnWindowsJudgesWholeImagesAsItsCopyDoes(String family, String parameter, String value) {
        Trainer trainer = trainer(Map.of("epochs", 2, "window", Map.of("side", 36)));
        Configuration values = Configuration.of(Map.of(parameter, value, "batch_size", 16));
        try (TrainingRun run = trainer.start(FAMILIES.get(family), values, 3)) {
            run.trainEpoch();
            double loss = run.trainEpoch().validation().loss();
            try (Network copy = run.resultNetwork();
                    BatchSource whole =
                            new BatchSource(FACES.split(Split.VALIDATION), run.normalizer(), Presentation.PLAIN, 16)) {
                assertThat(Evaluator.evaluate(copy, whole.inOrder(), ImageShape.FACE)
                                .loss())
                        .isCloseTo(loss, within(1e-9));
            }
        }
    }

    @Test
    void aTrainingResumedBetweenWindowsAndWholeImagesEqualsAnUninterruptedOne() throws IOException {
        Trainer trainer = trainer(Map.of("epochs", 3, "window", Map.of("side", 40, "epochs", 2)));
        ModelFamily vgg = FAMILIES.get("vgg");
        Configuration values = Configuration.of(Map.of("widths", "8, 16, 16", "batch_size", 16));
        Path checkpoint = folder.resolve("checkpoint.zip");
        try (TrainingRun run = trainer.start(vgg, values, 5)) {
            run.trainEpoch();
            run.trainEpoch();
            run.save(checkpoint);
            double loss = run.trainEpoch().validation().loss();
            try (TrainingRun resumed = trainer.resume(vgg, values, 5, checkpoint)) {
                assertThat(resumed.history()).hasSize(2);
                assertThat(resumed.trainEpoch().validation().loss()).isEqualTo(loss);
            }
        }
    }

    @Test
    void aNetworkWhoseWeightsDependOnTheSizeOfImagesIsRefusedWithTheLayer() {
        Trainer trainer = trainer(Map.of("window", Map.of("side", 40)));
        Configuration values = Configuration.of(Map.of("layers", "conv 4, pool 4, dense 8"));
        assertThatThrownBy(() -> trainer.start(FAMILIES.get("cnn"), values, 1))
                .isInstanceOf(ParameterException.class)
                .hasMessageStartingWith("training.window.side: layer 3 of model 'cnn', dense 8")
                .hasMessageContaining("leave the window out");
    }

    @Test
    void aHeadOnDenseLayersThatWereTrainedOnWholeImagesIsRefused() throws IOException {
        ModelFamily fnn = FAMILIES.get("fnn");
        Path file = folder.resolve("fnn.zip");
        try (Network network = fnn.build(
                        fnn.resolve(Configuration.of(Map.of("layers", "9, 5"))), ImageShape.FACE, Emotion.COUNT, 1);
                OutputStream out = Files.newOutputStream(file)) {
            network.write(out);
        }
        Trainer trainer = trainer(Map.of("window", Map.of("side", 40)));
        assertThatThrownBy(() -> trainer.start(
                        FAMILIES.get("transfer"), Configuration.of(Map.of("weights", file.toString())), 1))
                .isInstanceOf(ParameterException.class)
                .hasMessageStartingWith("training.window.side: layer 1 of model 'transfer', saved FastDense");
    }

    private static Trainer trainer(Map<String, Object> settings) {
        return new Trainer(FACES, TrainingSettings.of(settings));
    }
}
