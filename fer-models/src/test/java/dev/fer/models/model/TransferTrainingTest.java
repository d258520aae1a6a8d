package dev.fer.models.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fer.data.FerDataset;
import dev.fer.data.batch.Normalizer;
import dev.fer.data.synthetic.SyntheticFaces;
import dev.fer.models.family.Families;
import dev.fer.models.family.ModelFamily;
import dev.fer.models.pretrained.WeightsException;
import dev.fer.models.train.Trainer;
import dev.fer.models.train.TrainingRun;
import dev.fer.models.train.TrainingSettings;
import dev.fer.search.space.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A head is trained on the very model that it began with, which sees images as it did before. */
class TransferTrainingTest {
    private static final FerDataset FACES = SyntheticFaces.dataset(1, 84, 28, 0);
    private static final ModelFamily TRANSFER = Families.load().get("transfer");

    @TempDir
    Path folder;

    @Test
    void aTrainingWhoseWeightsWereReplacedStartsOverAndItsCheckpointIsSetAside() throws IOException {
        Path weights = backbone("weights.fer", "unit", 1);
        Path checkpoint = folder.resolve("checkpoint.zip");
        trainAnEpoch(weights, "unit", checkpoint);
        assertThat(epochsGoneOnFrom(weights, "unit", checkpoint)).isOne();
        Files.copy(backbone("other.fer", "unit", 2), weights, StandardCopyOption.REPLACE_EXISTING);

        assertThat(epochsGoneOnFrom(weights, "unit", checkpoint)).isZero();
        assertThat(setAside()).hasSize(1);
    }

    @Test
    void aTrainingGoesOnWhereTheFileThatItBeganWithIsGone() throws IOException {
        Path weights = backbone("weights.fer", "unit", 1);
        Path checkpoint = folder.resolve("checkpoint.zip");
        trainAnEpoch(weights, "unit", checkpoint);
        Path moved = Files.move(weights, folder.resolve("moved.fer"));
        try (TrainingRun run = trainer("unit").resume(TRANSFER, on(weights), 5, checkpoint)) {
            assertThat(run.history()).hasSize(1);
            run.save(checkpoint);
        }
        Files.move(moved, weights);
        assertThat(epochsGoneOnFrom(weights, "unit", checkpoint))
                .as("the checkpoint still knows what it began with")
                .isOne();
    }

    @Test
    void aStandardizedTrainingNeedsTheFileThatTellsTheMeans() throws IOException {
        Path weights = backbone("weights.fer", "standardized", 1);
        Path checkpoint = folder.resolve("checkpoint.zip");
        trainAnEpoch(weights, "standardized", checkpoint);
        Files.delete(weights);

        assertThatThrownBy(() -> trainer("standardized").resume(TRANSFER, on(weights), 5, checkpoint))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("there is no file of weights");
    }

    @Test
    void aHeadOnAStandardizedModelSeesImagesAsTheModelDid() throws IOException {
        Path weights = backbone("weights.fer", "standardized", 1);
        Path head = folder.resolve("head.fer");
        Recipe recipe = Recipe.of(
                "transfer", on(weights), Map.of("epochs", 1, "normalization", "standardized", "train_limit", 20), 5);
        new ModelTraining(recipe, FACES, Families.load()).train(head, epoch -> true);

        try (TrainedModel before = TrainedModel.load(weights);
                TrainedModel after = TrainedModel.load(head)) {
            Normalizer expected = before.card().normalizer();
            assertThat(after.card().normalizer().scale()).isEqualTo(expected.scale());
            assertThat(after.card().normalizer().offset()).isEqualTo(expected.offset());
        }
    }

    private Path backbone(String name, String normalization, long seed) throws IOException {
        Path file = folder.resolve(name);
        Recipe recipe = Recipe.of(
                "fnn",
                Configuration.of(Map.of("layers", "9, 5")),
                Map.of("epochs", 1, "normalization", normalization),
                seed);
        new ModelTraining(recipe, FACES, Families.load()).train(file, epoch -> true);
        return file;
    }

    private static Configuration on(Path weights) {
        return Configuration.of(Map.of("weights", weights.toString()));
    }

    private static Trainer trainer(String normalization) {
        return new Trainer(FACES, TrainingSettings.of(Map.of("epochs", 3, "normalization", normalization)));
    }

    private static void trainAnEpoch(Path weights, String normalization, Path checkpoint) throws IOException {
        try (TrainingRun run = trainer(normalization).start(TRANSFER, on(weights), 5)) {
            run.trainEpoch();
            run.save(checkpoint);
        }
    }

    private static int epochsGoneOnFrom(Path weights, String normalization, Path checkpoint) {
        try (TrainingRun run = trainer(normalization).resume(TRANSFER, on(weights), 5, checkpoint)) {
            return run.history().size();
        }
    }

    private List<Path> setAside() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".old")).toList();
        }
    }
}
