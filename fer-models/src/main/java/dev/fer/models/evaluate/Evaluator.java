package dev.fer.models.evaluate;

import dev.fer.data.batch.Batch;
import dev.fer.data.faces.Emotion;
import dev.fer.models.network.ImageShape;
import dev.fer.models.network.Network;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs a network over labelled images and counts. */
public final class Evaluator {
    private Evaluator() {}

    /**
     * Evaluates a network.
     *
     * @param batches at least one image, as they are: not shuffled, not augmented
     */
    public static EvaluationResult evaluate(Network network, Iterable<Batch> batches, ImageShape images) {
        long[][] confusion = new long[Emotion.COUNT][Emotion.COUNT];
        double loss = 0;
        long seen = 0;
        for (Batch batch : batches) {
            INDArray pixels = images.shaped(batch.features());
            try (INDArray probabilities = network.probabilities(pixels)) {
                int[] found = probabilities.argMax(1).toIntVector();
                int[] wanted = batch.labels().argMax(1).toIntVector();
                for (int i = 0; i < found.length; i++) {
                    confusion[wanted[i]][found[i]]++;
                }
                loss += network.loss(probabilities, batch.labels()) * found.length;
                seen += found.length;
            }
        }
        return EvaluationResult.of(confusion, loss / seen);
    }
}
