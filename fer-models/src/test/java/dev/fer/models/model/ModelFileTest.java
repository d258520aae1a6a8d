package dev.fer.models.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fer.data.FerDataset;
import dev.fer.data.batch.Normalization;
import dev.fer.data.faces.Faces;
import dev.fer.data.faces.Split;
import dev.fer.data.synthetic.SyntheticFaces;
import dev.fer.models.evaluate.EvaluationResult;
import dev.fer.models.evaluate.Predictions;
import dev.fer.models.family.Families;
import dev.fer.search.space.Configuration;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {
    private static final FerDataset FACES = SyntheticFaces.dataset(1, 84, 28, 14);
    private static final String LAYERS =
            "conv 6 same, norm, pool, drop .25, conv 8 5x5, pool 4, norm, dense 16 drop .5, norm";

    @TempDir
    Path folder;

    private ModelTraining training(Map<String, Object> parameters, Map<String, Object> settings) {
        Recipe recipe = Recipe.of("cnn", Configuration.of(parameters), settings, 5);
        return new ModelTraining(recipe, FACES, Families.load());
    }

    private ModelTraining training(int epochs, Normalization normalization) {
        return training(
                Map.of("layers", LAYERS, "learning_rate", 0.05, "batch_size", 16),
                Map.of("epochs", epochs, "normalization", normalization.label()));
    }

    private Path trained(Normalization normalization) throws IOException {
        Path file = folder.resolve("model.fer");
        training(1, normalization).train(file, epoch -> true);
        return file;
    }

    @Test
    void aModelIsLoadedAsItWasWritten() throws IOException {
        Path file = folder.resolve("model.fer");
        ModelCard card = training(2, Normalization.STANDARDIZED)
                .train(file, epoch -> true)
                .orElseThrow();
        try (TrainedModel model = TrainedModel.load(file)) {
            ModelCard read = model.card();
            assertThat(read.recipe()).isEqualTo(card.recipe());
            assertThat(read.training()).isEqualTo(card.training());
            assertThat(read.data()).isEqualTo(card.data());
            assertThat(read.classes())
                    .containsExactly("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral");
            assertThat(read.normalizer().scale())
                    .isEqualTo(card.normalizer().scale())
                    .doesNotContain(1 / 255f);
            assertThat(read.data().fingerprint()).isEqualTo(FACES.fingerprint());
            assertThat(read.recipe().parameters().getString("optimizer"))
                    .as("defaults are kept, too")
                    .isEqualTo("sgd");
        }
        assertThat(ModelTraining.checkpoint(file)).doesNotExist();
    }

    @Test
    void itsValidationFiguresComeOutAgain() throws IOException {
        try (TrainedModel model = TrainedModel.load(trained(Normalization.STANDARDIZED))) {
            EvaluationResult again =
                    model.evaluate(FACES.split(Split.VALIDATION), false).result();
            assertThat(again.confusion())
                    .isEqualTo(model.card().training().validation().confusion());
        }
    }

    @Test
    void predictingIsEvaluatingOneByOne() throws IOException {
        Faces faces = FACES.split(Split.TEST);
        try (TrainedModel model = TrainedModel.load(trained(Normalization.UNIT))) {
            Predictions evaluated = model.evaluate(faces, false);
            List<Prediction> predicted = model.predict(pixels(faces));
            for (int i = 0; i < faces.size(); i++) {
                assertThat(predicted.get(i).emotion()).isEqualTo(evaluated.answer(i));
                assertThat(predicted.get(i).probability()).isEqualTo(evaluated.probability(i, evaluated.answer(i)));
            }
            assertThatThrownBy(() -> model.predict(List.of(new byte[10]))).hasMessageContaining("2304 pixels");
        }
    }

    @Test
    void withTestTimeAugmentationTheMirrorImageHasAnEqualSay() throws IOException {
        Faces faces = FACES.split(Split.TEST);
        try (TrainedModel model = TrainedModel.load(trained(Normalization.STANDARDIZED))) {
            Predictions both = model.evaluate(faces, true);
            List<Prediction> plain = model.predict(pixels(faces));
            List<Prediction> mirrored = model.predict(
                    pixels(faces).stream().map(ModelFileTest::mirrored).toList());
            for (int i = 0; i < faces.size(); i++) {
                int answer = both.answer(i).number();
                double mean = (plain.get(i).probabilities().get(answer)
                                + mirrored.get(i).probabilities().get(answer))
                        / 2;
                assertThat(both.probability(i, both.answer(i))).isCloseTo(mean, within(1e-6));
            }
        }
    }

    @Test
    void aStoppedTrainingGoesOnToTheSameBits() throws IOException {
        Path whole = folder.resolve("whole.fer");
        Path stopped = folder.resolve("stopped.fer");
        training(3, Normalization.UNIT_CENTERED).train(whole, epoch -> true);
        assertThat(training(3, Normalization.UNIT_CENTERED).train(stopped, epoch -> epoch.epoch() < 2))
                .isEmpty();
        assertThat(stopped).doesNotExist();
        assertThat(ModelTraining.checkpoint(stopped)).exists();
        List<Integer> told = new ArrayList<>();
        training(3, Normalization.UNIT_CENTERED).train(stopped, epoch -> told.add(epoch.epoch()));
        assertThat(told).containsExactly(3);
        try (TrainedModel one = TrainedModel.load(whole);
                TrainedModel other = TrainedModel.load(stopped)) {
            assertThat(other.fingerprint()).isEqualTo(one.fingerprint()).hasSize(64);
        }
    }

    @Test
    void aTrainingThatWasDoneElsewhereIsWrittenFromItsCheckpoint() throws IOException {
        Map<String, Object> parameters =
                Map.of("layers", LAYERS, "learning_rate", 0.05, "batch_size", 16, "weight_averaging", "ema");
        Map<String, Object> settings = Map.of("epochs", 4, "early_stopping.patience", 2);
        Path trained = folder.resolve("trained.fer");
        Path written = folder.resolve("written.fer");
        Path unfinished = folder.resolve("unfinished.zip");
        Path whole = folder.resolve("whole.zip");
        assertThat(training(parameters, settings).train(trained, epoch -> false))
                .isEmpty();
        copy(ModelTraining.checkpoint(trained), unfinished);
        ModelCard card = training(parameters, settings)
                .train(trained, epoch -> {
                    copy(ModelTraining.checkpoint(trained), whole);
                    return true;
                })
                .orElseThrow();

        assertThat(training(parameters, settings).writeFrom(unfinished, written))
                .isEmpty();
        assertThat(training(Map.of("layers", LAYERS), settings).writeFrom(whole, written))
                .isEmpty();
        assertThat(training(parameters, settings).writeFrom(folder.resolve("none.zip"), written))
                .isEmpty();
        assertThat(written).doesNotExist();
        assertThat(whole).exists();
        assertThat(training(parameters, settings).writeFrom(whole, written))
                .map(ModelCard::training)
                .contains(card.training());
        try (TrainedModel one = TrainedModel.load(trained);
                TrainedModel other = TrainedModel.load(written)) {
            assertThat(other.fingerprint()).isEqualTo(one.fingerprint());
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatIsNoModelIsNamedForWhatItIs() throws IOException {
        Path file = trained(Normalization.UNIT);
        byte[] whole = Files.readAllBytes(file);
        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 1;
        assertRefused(flipped, "is damaged");
        assertRefused(Arrays.copyOf(whole, whole.length / 2), "is damaged");
        assertRefused(new byte[] {1, 2, 3}, "is no model");
        assertRefused(new byte[0], "is no model");
        assertRefused(zip("state.json", "{}"), "is no model");
        assertRefused(zip("model.json", "{\"format\": 99}"), "has format 99, this program knows formats up to 1");
        assertRefused(zip("model.json", "{}"), "is no model");
        assertRefused(zip("model.json", "{\"format\": 1}"), "is damaged");
        assertThatThrownBy(() -> TrainedModel.load(folder.resolve("none.fer")))
                .isInstanceOf(ModelFileException.class)
                .hasMessageEndingWith("none.fer does not exist");
    }

    private void assertRefused(byte[] content, String problem) throws IOException {
        Path file = Files.write(folder.resolve("other.fer"), content);
        assertThatThrownBy(() -> TrainedModel.load(file).close())
                .isInstanceOf(ModelFileException.class)
                .hasMessageStartingWith(file + " " + problem);
    }

    private static byte[] zip(String name, String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static List<byte[]> pixels(Faces faces) {
        List<byte[]> pixels = new ArrayList<>();
        for (int i = 0; i < faces.size(); i++) {
            byte[] face = new byte[Faces.PIXELS];
            faces.copyPixels(i, face, 0);
            pixels.add(face);
        }
        return pixels;
    }

    private static byte[] mirrored(byte[] face) {
        byte[] mirrored = new byte[face.length];
        for (int y = 0; y < Faces.SIDE; y++) {
            for (int x = 0; x < Faces.SIDE; x++) {
                mirrored[y * Faces.SIDE + x] = face[y * Faces.SIDE + Faces.SIDE - 1 - x];
            }
        }
        return mirrored;
    }
}
