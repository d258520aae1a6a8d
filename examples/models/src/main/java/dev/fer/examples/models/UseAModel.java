package dev.fer.examples.models;

import dev.fer.data.FerDataset;
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

    /** Prints what a model of drawn faces takes an image for; argument: its file. */
    public static void main(String[] arguments) throws IOException {
        FerDataset faces = SyntheticFaces.dataset(1, 1_400, 350, 0);
        System.out.println(use(faces, Path.of(arguments[0]), Files.createTempDirectory("fer"), 5));
    }

    static Prediction use(FerDataset faces, Path image, Path folder, int epochs) throws IOException {
        Configuration values = Configuration.of(Map.of("layers", "conv 16, pool 3, dense 64", "optimizer", "adam"));
        Recipe recipe = Recipe.of("cnn", values, Map.of("epochs", epochs), 42);
        new ModelTraining(recipe, faces, Families.load()).train(folder.resolve("model.fer"), epoch -> true);
        try (TrainedModel model = TrainedModel.load(folder.resolve("model.fer"))) {
            ModelExport.write(model, folder.resolve("serving"));
            byte[] face = FaceImages.read(image).pixels();
            return model.predict(List.of(face)).get(0);
        }
    }
}
