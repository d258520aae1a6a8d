package dev.fer.examples.models;

import dev.fer.data.FerDataset;
import dev.fer.data.synthetic.SyntheticFaces;
import dev.fer.models.evaluate.EvaluationResult;
import dev.fer.models.family.Families;
import dev.fer.models.train.Trainer;
import dev.fer.models.train.TrainingRun;
import dev.fer.models.train.TrainingSettings;
import dev.fer.search.space.Configuration;
import java.util.Map;

/** Builds a small convolutional network, trains it on drawn faces and evaluates it. */
public final class TrainOneModel {
    private TrainOneModel() {}

    /** Prints each epoch, and how the network does on the validation images. */
    public static void main(String[] arguments) {
        train(SyntheticFaces.dataset(1, 1_400, 350, 0), 5).scores().forEach(System.out::println);
    }

    static EvaluationResult train(FerDataset faces, int epochs) {
        Trainer trainer = new Trainer(faces, TrainingSettings.of(Map.of("epochs", epochs)));
        Configuration parameters = Configuration.of(
                Map.of("layers", "conv 16, pool 3, conv 32, dense 64", "optimizer", "adam", "learning_rate", 0.003));
        try (TrainingRun run = trainer.start(Families.load().get("cnn"), parameters, 42)) {
            while (!run.isOver()) {
                System.out.println(run.trainEpoch().metrics());
            }
            return run.result().validation();
        }
    }
}
