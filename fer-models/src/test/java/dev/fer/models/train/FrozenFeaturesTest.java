package dev.fer.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fer.data.FerDataset;
import dev.fer.data.augment.Augmentation;
import dev.fer.data.batch.Normalization;
import dev.fer.data.batch.Normalizer;
import dev.fer.data.batch.Presentation;
import dev.fer.data.faces.Emotion;
import dev.fer.data.faces.Faces;
import dev.fer.data.faces.Split;
import dev.fer.data.synthetic.SyntheticFaces;
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
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrozenFeaturesTest {
    private static final FerDataset DATA = SyntheticFaces.dataset(1, 70, 21, 0);
    private static final Faces TRAIN = DATA.split(Split.TRAIN);
    private static final ModelFamily TRANSFER = Families.load().get("transfer");

    @TempDir
    Path folder;

    private Configuration values = Configuration.of(Map.of());

    @BeforeEach
    void saveABackbone() throws IOException {
        ModelFamily cnn = Families.load().get("cnn");
        Path file = folder.resolve("cnn.zip");
        Configuration layers = cnn.resolve(Configuration.of(Map.of("layers", "conv 6 5x5, pool 4, conv 8, pool 3")));
        try (Network network = cnn.build(layers, ImageShape.FACE, Emotion.COUNT, 1);
                OutputStream out = Files.newOutputStream(file)) {
            network.write(out);
        }
        values = Configuration.of(Map.of(
                "weights", file.toString(), "dense", "16", "batch_size", 16, "optimizer", "adam", "dropout", 0.2));
    }

    @Test
    void featuresAreKeptAndADamagedFileIsMadeAnew() throws IOException {
        Path directory = folder.resolve("cache");
        assertThat(evaluations(directory)).isEqualTo(evaluations(directory));
        List<Path> files = files(directory);
        assertThat(files).hasSize(2);
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
        }
        double expected = evaluations(folder.resolve("other"));
        assertThat(evaluations(directory)).isEqualTo(expected);
        assertThat(files(directory)).isEqualTo(files);
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    private double evaluations(Path directory) {
        Normalizer normalizer = Normalization.UNIT_CENTERED.fit(TRAIN);
        Inputs.Images images = new Inputs.Images(
                TRAIN,
                DATA.split(Split.VALIDATION),
                normalizer,
                Presentation.PLAIN,
                new FeatureCache(Optional.of(directory)));
        try (Network network = TRANSFER.build(TRANSFER.resolve(values), ImageShape.FACE, Emotion.COUNT, 1);
                Inputs inputs = Inputs.of(network, images, 16)) {
            assertThat(inputs.areImages()).isFalse();
            return inputs.evaluate().loss();
        }
    }

    @Test
    void aTrainingOnFeaturesIsTheTrainingOnImagesAndGoesOnFromItsCheckpoint() throws IOException {
        Trainer onFeatures = new Trainer(DATA, TrainingSettings.of(Map.of("epochs", 3)));
        Path checkpoint = folder.resolve("checkpoint.zip");
        double accuracy;
        double loss;
        try (TrainingRun run = onFeatures.start(TRANSFER, values, 5)) {
            run.trainEpoch();
            run.save(checkpoint);
            run.trainEpoch();
            run.trainEpoch();
            accuracy = run.result().validation().accuracy();
            loss = run.result().validation().loss();
            assertThat(run.secondsPerImage()).isPositive();
        }
        try (TrainingRun run = onFeatures.resume(TRANSFER, values, 5, checkpoint)) {
            assertThat(run.history()).hasSize(1);
            run.trainEpoch();
            run.trainEpoch();
            assertThat(run.result().validation().loss()).isEqualTo(loss);
            try (Network network = run.resultNetwork()) {
                Inputs.Images images = new Inputs.Images(
                        TRAIN,
                        DATA.split(Split.VALIDATION),
                        onFeatures.normalizer(),
                        Presentation.of(Augmentation.NONE.withHorizontalFlip(true)),
                        new FeatureCache(Optional.empty()));
                try (Inputs direct = Inputs.of(network, images, 16)) {
                    assertThat(direct.areImages()).isTrue();
                    assertThat(direct.evaluate().accuracy()).isEqualTo(accuracy);
                    assertThat(direct.evaluate().loss()).isCloseTo(loss, within(1e-5));
                }
            }
        }
    }

    @Test
    void vgg16AsksForTheNormalizationThatItsWeightsNeed() {
        Trainer trainer = new Trainer(DATA, TrainingSettings.of(Map.of("normalization", "unit")));
        assertThatThrownBy(() -> trainer.start(TRANSFER, Configuration.of(Map.of("weights", "vgg16.h5")), 1))
                .isInstanceOf(ParameterException.class)
                .hasMessage("training.normalization: model 'transfer' with these weights takes 'unit-centered',"
                        + " found 'unit'");
    }
}
