package dev.fer.examples.models;

import dev.fer.data.FerDataset;
import dev.fer.data.faces.Split;
import dev.fer.data.read.FaceImages;
import dev.fer.data.synthetic.SyntheticFaces;
import dev.fer.models.family.Families;
import dev.fer.models.model.ModelExport;
import dev.fer.models.model.ModelTraining;
import dev.fer.models.model.Prediction;
import dev.fer.models.model.Recipe;
import dev.fer.models.model.TrainedModel;
import dev.fer.search.space.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Trains a model to a file, loads it, asks it about an image file, and exports it for serving. */
public final class UseAModel {
    private UseAModel() {}

    /** Does it all below a folder and returns the answer. */
    public static Prediction run(Path folder, int images, int epochs) throws IOException {
        FerDataset faces = SyntheticFaces.dataset(1, images, images / 4, 7);
        Recipe recipe = Recipe.of(
                "cnn",
                Configuration.of(
                        Map.of("layers", "conv 16 5x5, pool 3, conv 32, pool 3, dense 64", "learning_rate", 0.05)),
                Map.of("epochs", epochs),
                42);
        Path file = folder.resolve("model.fer");
        new ModelTraining(recipe, faces, Families.load()).train(file, epoch -> {
            System.out.println(epoch.metrics());
            return true;
        });
        Path image =
                Files.write(folder.resolve("face.png"), faces.split(Split.TEST).toPng(0));
        try (TrainedModel model = TrainedModel.load(file)) {
            System.out.println(model.evaluate(faces.split(Split.VALIDATION), false)
                    .result()
                    .accuracyInterval());
            ModelExport.write(model, folder.resolve("serving"));
            return model.predict(List.of(FaceImages.read(image).pixels())).get(0);
        }
    }

    /** Runs the example. */
    public static void main(String[] args) throws IOException {
        System.out.println(run(Files.createTempDirectory("fer-model"), 1_400, 5));
    }
}
