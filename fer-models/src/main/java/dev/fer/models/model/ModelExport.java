package dev.fer.models.model;

import dev.fer.common.AtomicFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;

/**
 * Writes a model for serving: as an ordinary Deeplearning4j network, of its own layers only, so that a program needs
 * nothing of this project to load it.
 */
public final class ModelExport {
    private static final String NETWORK = "network.zip";
    private static final String CARD = "model.json";
    private static final String LABELS = "labels.txt";
    private static final String README = "README.md";

    /** The names of the files of an export. */
    public static final List<String> FILES = List.of(NETWORK, CARD, LABELS, README);

    private static final String README_TEXT = """
            # A face-emotion classifier

            | file | holds |
            |---|---|
            | `network.zip` | a Deeplearning4j 1.0.0-M2.1 network (`%1$s`) |
            | `labels.txt` | the names of its outputs, a line each, in their order |
            | `model.json` | how it was made; `normalization` tells how pixels become inputs |

            It takes float32 images of shape [images, %2$d, %3$d, %4$d]: channels last, each pixel of 0 to 255 (0 is black)
            times `scale` plus `offset`; each of these is one number for all pixels, or a list with one for each pixel, row by
            row. Dependencies: `org.deeplearning4j:deeplearning4j-nn:1.0.0-M2.1` and a backend, for instance
            `org.nd4j:nd4j-native-platform:1.0.0-M2.1`.

            ```java
            %1$s network = %1$s.load(new File("network.zip"), false);
            List<String> labels = Files.readAllLines(Path.of("labels.txt"));
            float[] inputs = new float[%2$d * %3$d * %4$d];   // pixel * scale + offset
            INDArray image = Nd4j.create(inputs, new long[] {1, %2$d, %3$d, %4$d}, 'c');
            INDArray probabilities = %5$s;
            System.out.println(labels.get(probabilities.argMax(1).getInt(0)));
            ```
            """;

    private ModelExport() {}

    /**
     * Writes the files of an export into a folder, which is made if missing; files of the same names are replaced.
     *
     * @return the files
     * @throws dev.fer.common.FerException if the network has a layer that Deeplearning4j has no counterpart for
     * @throws IOException if the disk fails
     */
    public static List<Path> write(TrainedModel model, Path folder) throws IOException {
        Model plain = PlainNetworks.of(model.network().unwrap(), model.card().images());
        try {
            AtomicFiles.write(folder.resolve(NETWORK), out -> ModelSerializer.writeModel(plain, out, false));
            write(folder.resolve(CARD), ModelCardJson.write(model.card()));
            write(folder.resolve(LABELS), String.join("\n", model.card().classes()) + "\n");
            write(folder.resolve(README), readme(model.card(), plain));
            return FILES.stream().map(folder::resolve).toList();
        } finally {
            plain.close();
        }
    }

    private static String readme(ModelCard card, Model plain) {
        return README_TEXT.formatted(
                plain.getClass().getSimpleName(),
                card.images().height(),
                card.images().width(),
                card.images().channels(),
                plain instanceof ComputationGraph ? "network.outputSingle(image)" : "network.output(image)");
    }

    private static void write(Path file, String text) throws IOException {
        AtomicFiles.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
