package dev.fer.models.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fer.data.FerDataset;
import dev.fer.data.faces.Faces;
import dev.fer.data.faces.Split;
import dev.fer.data.synthetic.SyntheticFaces;
import dev.fer.models.family.Families;
import dev.fer.search.space.Configuration;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ModelExportTest {
    private static final FerDataset FACES = SyntheticFaces.dataset(1, 42, 14, 14);

    private static final Map<String, Map<String, Object>> BACKBONES = Map.of(
            "cnn", Map.of("layers", "conv 10 5x5, pool 4, conv 6, pool"),
            "resnet", Map.of("widths", "10, 16", "stem_stride", 2),
            "xception", Map.of("widths", "10, 20", "base_filters", 5));

    @TempDir
    Path folder;

    private static Stream<Arguments> models() {
        return Stream.of(
                Arguments.of("fnn", Map.of("layers", "20 drop .3, 10", "optimizer", "adamw")),
                Arguments.of(
                        "cnn",
                        Map.of(
                                "layers",
                                "conv 6 same, norm, pool, drop .25, conv 8 5x5, pool 4, norm, dense 16, norm")),
                Arguments.of("cnn", Map.of("layers", "conv 4 3x5, norm, dense 9", "activation", "elu", "l2", 0.01)),
                Arguments.of("cnn", Map.of("layers", "conv 4 5x5, pool 4", "output", "sigmoid", "activation", "swish")),
                Arguments.of("vgg", Map.of("widths", "4, 6", "convs_per_stage", 1, "head", "dense", "num_neurons", 8)),
                Arguments.of("vgg", Map.of("widths", "4, 6", "class_weights", "balanced")),
                Arguments.of("resnet", Map.of("widths", "10, 20, 20", "dropout", 0.1, "activation", "leaky_relu")),
                Arguments.of("xception", Map.of("widths", "10, 20", "base_filters", 5, "gradient_clip", 1.0)),
                Arguments.of("transfer", Map.of("weights", "cnn", "trainable_layers", 1, "dense", "12")),
                Arguments.of("transfer", Map.of("weights", "resnet", "trainable_layers", 4)),
                Arguments.of("transfer", Map.of("weights", "xception", "dense", "12")));
    }

    @ParameterizedTest
    @MethodSource("models")
    void anExportGivesTheSameProbabilitiesWithoutOurLayers(String family, Map<String, Object> parameters)
            throws IOException {
        Faces faces = FACES.split(Split.TEST);
        try (TrainedModel model = trained(family, parameters)) {
            List<Path> files = ModelExport.write(model, folder.resolve("export"));
            assertThat(files).allSatisfy(written -> assertThat(written).exists());
            boolean row = model.network().unwrap() instanceof MultiLayerNetwork;
            float[][] found = askPlainly(files.get(0).toFile(), row, inputs(model, faces));
            List<Prediction> expected = model.predict(pixels(faces));
            for (int i = 0; i < found.length; i++) {
                assertThat(found[i]).containsExactly(floats(expected.get(i)), within(1e-4f));
            }
        }
    }

    @Test
    void anExportTellsHowItIsUsed() throws IOException {
        try (TrainedModel model = trained("resnet", Map.of("widths", "10"))) {
            ModelExport.write(model, folder.resolve("export"));
        }
        assertThat(folder.resolve("export/labels.txt")).content().startsWith("angry\ndisgust\n");
        assertThat(folder.resolve("export/model.json")).content().contains("\"normalization\"");
        assertThat(folder.resolve("export/README.md"))
                .content()
                .contains(
                        "ComputationGraph network = ComputationGraph.load",
                        "network.outputSingle(image)",
                        "48 * 48 * 1");
    }

    private TrainedModel trained(String family, Map<String, Object> parameters) throws IOException {
        Path file = folder.resolve("model.fer");
        Map<String, Object> values = new HashMap<>(parameters);
        values.put("batch_size", 14);
        if (values.get("weights") instanceof String before) {
            trained(before, Objects.requireNonNull(BACKBONES.get(before))).close();
            Path backbone = Files.move(file, folder.resolve("backbone.fer"));
            values.put("weights", backbone.toString());
        }
        Recipe recipe = Recipe.of(family, Configuration.of(values), Map.of("epochs", 1), 5);
        new ModelTraining(recipe, FACES, Families.load()).train(file, epoch -> true);
        return TrainedModel.load(file);
    }

    /** Does what the export's README says. */
    private static float[][] askPlainly(File network, boolean row, INDArray images) throws IOException {
        if (row) {
            MultiLayerNetwork plain = MultiLayerNetwork.load(network, false);
            assertThat(plain.getLayerWiseConfigurations().toJson()).doesNotContain("dev.fer");
            return plain.output(images).toFloatMatrix();
        }
        ComputationGraph plain = ComputationGraph.load(network, false);
        assertThat(plain.getConfiguration().toJson()).doesNotContain("dev.fer");
        return plain.outputSingle(images).toFloatMatrix();
    }

    private static INDArray inputs(TrainedModel model, Faces faces) {
        float[] inputs = new float[faces.size() * Faces.PIXELS];
        float scale = model.card().normalizer().scale()[0];
        float offset = model.card().normalizer().offset()[0];
        int at = 0;
        for (byte[] face : pixels(faces)) {
            for (byte pixel : face) {
                inputs[at++] = (pixel & 0xFF) * scale + offset;
            }
        }
        return Nd4j.create(inputs, new long[] {faces.size(), Faces.SIDE, Faces.SIDE, 1}, 'c');
    }

    private static float[] floats(Prediction prediction) {
        float[] floats = new float[prediction.probabilities().size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = prediction.probabilities().get(i).floatValue();
        }
        return floats;
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
}
