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
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrozenFeaturesTest {
    private static final FerDataset DATA = SyntheticFaces.dataset(1, 70, 21, 0);
    private static final Faces TRAIN = DATA.split(Split.TRAIN);
    private static final ModelFamily TRANSFER = Families.load().get("transfer");

    @TempDir
    Path folder;

    /** Saves a network and returns what puts a head on it. */
    private Configuration transfer(String family, Map<String, Object> saved, int trainable, String dense)
            throws IOException {
        ModelFamily model = Families.load().get(family);
        Path file = folder.resolve(family + ".zip");
        try (Network network = model.build(model.resolve(Configuration.of(saved)), ImageShape.FACE, Emotion.COUNT, 1);
                OutputStream out = Files.newOutputStream(file)) {
            network.write(out);
        }
        return Configuration.of(Map.of(
                "weights",
                file.toString(),
                "trainable_layers",
                trainable,
                "dense",
                dense,
                "batch_size",
                16,
                "optimizer",
                "adam",
                "dropout",
                0.2));
    }

    private Configuration onCnn() throws IOException {
        return transfer("cnn", Map.of("layers", "conv 6 5x5, pool 4, conv 8, pool 3"), 0, "16");
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

    @Test
    void featuresThatWereNotUsedForLongestMakeRoomForNewOnes() throws IOException {
        Path directory = Files.createDirectories(folder.resolve("cache"));
        Path old = leftover(directory, "old", 40, 3);
        Path other = leftover(directory, "other", 40, 2);
        Path foreign = leftover(directory, "faces", 40, 9).resolveSibling("x.faces");
        Files.move(directory.resolve("faces.features"), foreign);
        evaluations(directory, 1 << 20);
        assertThat(old).as("all has room").exists();
        List<Path> used = files(directory);
        used.removeAll(List.of(old, other, foreign));
        if (Files.size(used.get(0)) < Files.size(used.get(1))) {
            Collections.reverse(used); // That of the training images, which is read before the other is written, stays.
        }
        long size = Files.size(used.get(0)) + Files.size(used.get(1));
        for (Path file : used) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(9))));
        }
        Files.delete(used.get(1));

        evaluations(directory, size + 40);

        assertThat(files(directory))
                .as("what is read counts as used")
                .contains(used.get(0), used.get(1), other, foreign);
        assertThat(old).doesNotExist();
    }

    private static Path leftover(Path directory, String name, int bytes, int days) throws IOException {
        Path file = Files.write(directory.resolve(name + ".features"), new byte[bytes]);
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(days))));
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return new ArrayList<>(files.sorted().toList());
        }
    }

    private double evaluations(Path directory) throws IOException {
        return evaluations(directory, Long.MAX_VALUE);
    }

    private double evaluations(Path directory, long most) throws IOException {
        Normalizer normalizer = Normalization.UNIT_CENTERED.fit(TRAIN);
        Inputs.Images images = new Inputs.Images(
                TRAIN,
                DATA.split(Split.VALIDATION),
                normalizer,
                Presentation.PLAIN,
                Optional.empty(),
                new FeatureCache(Optional.of(directory), most));
        try (Network network = TRANSFER.build(TRANSFER.resolve(onCnn()), ImageShape.FACE, Emotion.COUNT, 1);
                Inputs inputs = Inputs.of(network, images, 16)) {
            assertThat(inputs.areImages()).isFalse();
            return inputs.evaluate().loss();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cnn      | layers | conv 6 5x5, pool 4, conv 8, pool 3 | 0 | 16",
                "resnet   | widths | 16, 20, 20                         | 4 | 16",
                "resnet   | widths | 8, 8                               | 0 | none",
                "fnn      | layers | 20, 10                             | 0 | none",
                "xception | widths | 6, 8                               | 0 | 16",
                "xception | widths | 6, 8, 10                           | 3 | 16"
            })
    void aTrainingOnFeaturesIsTheTrainingOnImagesAndGoesOnFromItsCheckpoint(
            String family, String parameter, String value, int trainable, String dense) throws IOException {
        Configuration values = transfer(family, Map.of(parameter, value), trainable, dense);
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
                        run.normalizer(),
                        Presentation.of(Augmentation.NONE.withHorizontalFlip(true)),
                        Optional.empty(),
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
