package dev.fer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.cli.program.ExitCodes;
import dev.fer.data.synthetic.SyntheticFaces;
import dev.fer.models.model.TrainedModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A model from training to serving, from the command line. */
class ModelFilesTest {
    @TempDir
    static Path folder;

    private static Path faces;
    private static Path search;
    private static Path model;
    private static Shell trained;

    @BeforeAll
    static void train() throws IOException {
        faces = folder.resolve("faces");
        SyntheticFaces.writeTo(faces, 3, 70, 28, 14);
        search = Files.writeString(folder.resolve("one.json"), """
                {
                  "name": "one",
                  "model": "cnn",
                  "space": {
                    "layers": "conv 4 5x5, pool 4, dense 12",
                    "learning_rate": {"type": "float", "low": 0.001, "high": 0.1, "log": true},
                    "optimizer": {"type": "categorical", "choices": ["sgd", "adam"]},
                    "momentum": {"type": "float", "low": 0, "high": 0.9, "when": {"optimizer": "sgd"}},
                    "batch_size": 14
                  },
                  "objective": {"metric": "validation.balanced_accuracy", "direction": "maximize"},
                  "training": {"epochs": 2},
                  "budget": {"trials": 1},
                  "seed": 9
                }
                """);
        model = folder.resolve("model.fer");
        trained = fer(
                "train",
                search,
                "--set",
                "learning_rate=0.01",
                "--set",
                "optimizer=adam",
                "--data",
                faces,
                "--out",
                model,
                "-o",
                "json");
    }

    private static Shell fer(Object... words) {
        List<String> line =
                new ArrayList<>(Stream.of(words).map(String::valueOf).toList());
        if (List.of("train", "evaluate").contains(line.get(0))) {
            line.addAll(List.of("--cache", folder.resolve("cache").toString()));
        }
        return Shell.fer(line.toArray(String[]::new));
    }

    private static JsonNode json(Shell shell) {
        return JsonMapper.shared().readTree(shell.out());
    }

    private static String store() {
        return folder.resolve("fer.db").toString();
    }

    @Test
    void trainingTellsEachEpochAndEndsWithItsFigures() {
        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(trained.err())
                .contains("epoch 1 of 2: training loss ", "epoch 2 of 2", ", validation.balanced_accuracy ")
                .contains("The model is in " + model);
        JsonNode result = json(trained);
        assertThat(result.get("family").asString()).isEqualTo("cnn");
        assertThat(result.get("parameters").get("optimizer").asString()).isEqualTo("adam");
        assertThat(result.get("split").asString()).isEqualTo("validation");
        assertThat(result.get("images").asInt()).isEqualTo(28);
        assertThat(result.get("accuracy_low").asDouble())
                .isLessThan(result.get("accuracy").asDouble());
        assertThat(result.get("emotions").size()).isEqualTo(7);
        assertThat(result.get("confusion").get("counts").size()).isEqualTo(7);
        assertThat(result.get("study").isNull()).isTrue();
    }

    @Test
    void whatAFileLeavesOpenIsNamed() {
        Shell shell = fer("train", search, "--set", "optimizer=sgd", "--data", faces, "--out", folder.resolve("x.fer"));
        assertThat(shell.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(shell.err()).startsWith("error: the search 'one' leaves open: learning_rate, momentum");
        Shell misspelt = fer(
                "train",
                search,
                "--set",
                "learning_rate=0.01",
                "--set",
                "optimizer=adam",
                "--set",
                "num_layer=3",
                "--data",
                faces,
                "--out",
                folder.resolve("x.fer"));
        assertThat(misspelt.err()).contains("no parameter 'num_layer'; did you mean 'num_layers'?");
        assertThat(fer("train", "--out", folder.resolve("x.fer")).err()).contains("either a search file or --trial");
        assertThat(fer("train", search, "--data", faces, "--out", model).err()).contains("exists already");
    }

    @Test
    void theSameFiguresComeOutOfTheFile() {
        Shell shell = fer("evaluate", model, "--data", faces, "-o", "json");
        assertThat(shell.code()).as(shell.err()).isZero();
        assertThat(shell.err()).isEmpty();
        JsonNode result = json(shell);
        assertThat(result.get("confusion")).isEqualTo(json(trained).get("confusion"));
        assertThat(result.get("test_time_augmentation").asString()).isEqualTo("none");
        assertThat(result.get("reliability").size()).isEqualTo(15);
        assertThat(result.has("test_split_uses")).isFalse();
        assertThat(json(fer("evaluate", model, "--data", faces, "--tta", "-o", "json"))
                        .get("test_time_augmentation")
                        .asString())
                .isEqualTo("mean over image and mirror image");
    }

    @Test
    void everyLookAtTheTestSplitIsCounted() {
        Path own = folder.resolve("looks.db");
        Object[] look = {"evaluate", model, "--data", faces, "--split", "test", "--store", own};
        assertThat(fer(look).err()).contains("This is the 1st evaluation on the test split of this data set");
        Shell second = fer(look);
        assertThat(second.err()).contains("This is the 2nd evaluation");
        assertThat(second.out()).contains("test_split_uses\t2", "emotion\tprecision", "true\tas_angry");
    }

    @Test
    void anotherDataSetIsSaid() throws IOException {
        Path other = folder.resolve("other-faces");
        SyntheticFaces.writeTo(other, 4, 14, 14, 0);
        Shell shell = fer("evaluate", model, "--data", other);
        assertThat(shell.err()).startsWith("warning: the model was trained on other data");
        assertThat(shell.out()).contains("same_data\tfalse", "unit-centered, as fitted in training");
    }

    @Test
    void imagesAreAnsweredAndBrokenOnesNamed() throws IOException {
        Path images = Files.createDirectories(folder.resolve("images"));
        Path good;
        try (Stream<Path> all = Files.walk(faces.resolve("test"))) {
            good = all.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
        }
        Files.copy(good, images.resolve("a" + suffix(good)));
        Files.writeString(images.resolve("b.png"), "no image", StandardCharsets.UTF_8);
        Shell shell = fer("predict", model, images, "-o", "json");
        assertThat(shell.code()).isEqualTo(ExitCodes.FAILED);
        assertThat(shell.err()).startsWith("error: " + images.resolve("b.png") + ": ");
        JsonNode answers = JsonMapper.shared().readTree(shell.out());
        assertThat(answers.size()).isEqualTo(1);
        assertThat(answers.get(0).get("probabilities").size()).isEqualTo(7);
        assertThat(answers.get(0).get("converted").size()).isZero();
        Shell alone = fer("predict", model, good);
        assertThat(alone.code()).isZero();
        assertThat(alone.out()).startsWith("image\temotion\tprobability\tangry\tdisgust");
    }

    private static String suffix(Path file) {
        String name = file.toString();
        return name.substring(name.lastIndexOf('.'));
    }

    @Test
    void aModelIsExported() {
        Path out = folder.resolve("serving");
        Shell shell = fer("model", "export", model, "--out", out);
        assertThat(shell.code()).as(shell.err()).isZero();
        assertThat(shell.out()).contains(out.resolve("network.zip").toString());
        assertThat(out.resolve("README.md")).exists();
        Shell again = fer("model", "export", model, "--out", out);
        assertThat(again.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(again.err()).contains("exists already").contains("--force");
        assertThat(fer("model", "export", model, "--out", out, "--force").code())
                .isZero();
    }

    @Test
    void whatIsNoModelIsAUsageError() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "these are my notes");
        Shell shell = fer("predict", file, faces);
        assertThat(shell.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(shell.err()).startsWith("error: " + file + " is no model of this program");
    }

    private static Shell trial(Path out, Object... more) {
        return fer(Stream.concat(
                        Stream.of(
                                "train", "--trial", 0, "--store", store(), "--study", "one", "--out", out, "-o",
                                "json"),
                        Stream.of(more))
                .toArray());
    }

    private static String weights(Path file) throws IOException {
        try (TrainedModel read = TrainedModel.load(file)) {
            return read.fingerprint();
        }
    }

    @Test
    void aTrialsNetworkBecomesTheModelAndIsTrainedAgainWhereItIsGoneOrOtherwiseWanted() throws IOException {
        Shell searched = fer(
                "search",
                "run",
                search,
                "--data",
                faces,
                "--store",
                store(),
                "--in-process",
                "--workers",
                "1",
                "--cache",
                folder.resolve("cache"));
        assertThat(searched.code()).as(searched.err()).isZero();
        JsonNode metrics = JsonMapper.shared()
                .readTree(Shell.fer("trials", "export", "--store", store(), "--study", "one", "-o", "json")
                        .out())
                .get(0)
                .get("metrics");

        Path kept = folder.resolve("kept.fer");
        Shell shell = trial(kept);
        assertThat(shell.code()).as(shell.err()).isZero();
        assertThat(shell.err())
                .contains("The trial's network was kept: nothing had to be trained.")
                .doesNotContain("epoch 1 of 2");
        assertThat(json(shell).get("study").asString()).isEqualTo("one");
        assertThat(json(shell).get("trial").asInt()).isZero();
        assertThat(json(shell).get("accuracy")).isEqualTo(metrics.get("validation.accuracy"));
        assertThat(json(shell).get("loss")).isEqualTo(metrics.get("validation.loss"));
        assertThat(json(fer("evaluate", kept, "--data", faces, "-o", "json")).get("confusion"))
                .isEqualTo(json(shell).get("confusion"));

        Path again = folder.resolve("again.fer");
        int threads = Runtime.getRuntime().availableProcessors();
        Shell retrained = trial(again, "--retrain", "--threads", threads);
        assertThat(retrained.err()).contains("epoch 2 of 2").doesNotContain("was kept");
        assertThat(weights(again)).isEqualTo(weights(kept));

        Path other = folder.resolve("other.fer");
        Shell seeded = trial(other, "--seed", 5, "--set", "batch_size=7");
        assertThat(seeded.err())
                .contains("This is a training of its own, and not that of trial 0.", "epoch 2 of 2")
                .doesNotContain("was kept");
        assertThat(json(seeded).get("seed").asInt()).isEqualTo(5);
        assertThat(json(seeded).get("parameters").get("batch_size").asInt()).isEqualTo(7);
        assertThat(json(seeded).get("trial").isNull()).isTrue();

        Path checkpoint = folder.resolve("fer.db-files/one/0/checkpoint.zip");
        Files.writeString(checkpoint, "damaged");
        assertThat(trial(again, "--force").err())
                .contains("trained again: " + checkpoint + " is damaged", "epoch 2 of 2");
        assertThat(checkpoint).content().isEqualTo("damaged");
        Files.delete(checkpoint);
        assertThat(trial(again, "--force").err())
                .contains("Trial 0 is trained again: its network is not in " + checkpoint.getParent(), "epoch 2 of 2");

        fer("evaluate", again, "--data", faces, "--split", "test", "--store", store());
        assertThat(Shell.fer("search", "status", "--store", store(), "--study", "one")
                        .out())
                .containsPattern("test_split_uses\t[1-9]");
        assertThat(fer("train", "--trial", 7, "--store", store(), "--out", folder.resolve("y.fer"))
                        .err())
                .contains("has no trial 7");
    }

    @Test
    void aFileHasNothingToBeTrainedAgain() {
        assertThat(fer("train", search, "--retrain", "--out", folder.resolve("z.fer"))
                        .err())
                .contains("--retrain is for a --trial");
    }
}
