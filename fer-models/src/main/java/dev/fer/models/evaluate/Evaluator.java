package dev.fer.models.evaluate;

import dev.fer.data.batch.Batch;
import dev.fer.models.network.ImageShape;
import dev.fer.models.network.Network;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs a network over labelled images. */
public final class Evaluator {
    private Evaluator() {}

    /**
     * Evaluates a network.
     *
     * @param batches at least one image, as they are: not shuffled, not augmented
     */
    public static EvaluationResult evaluate(Network network, Iterable<Batch> batches, ImageShape images) {
        return predict(network, List.of(batches), images).result();
    }

    /**
     * Has a network answer; with several views of the images (test-time augmentation) the mean of its probabilities
     * is the answer.
     *
     * @param views the same images in the same order and batches, seen in different ways; at least one view
     */
    public static Predictions predict(Network network, List<? extends Iterable<Batch>> views, ImageShape images) {
        List<Iterator<Batch>> passes = new ArrayList<>();
        views.forEach(view -> passes.add(view.iterator()));
        List<float[]> probabilities = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        double loss = 0;
        while (passes.get(0).hasNext()) {
            Batch batch = passes.get(0).next();
            try (INDArray mean = network.probabilities(images.shaped(batch.features()))) {
                for (Iterator<Batch> other : passes.subList(1, passes.size())) {
                    try (INDArray seen =
                            network.probabilities(images.shaped(other.next().features()))) {
                        mean.addi(seen);
                    }
                }
                mean.divi(passes.size());
                probabilities.addAll(List.of(mean.toFloatMatrix()));
                for (int label : batch.labels().argMax(1).toIntVector()) {
                    labels.add(label);
                }
                loss += network.loss(mean, batch.labels()) * batch.size();
            }
        }
        return Predictions.of(
                probabilities.toArray(float[][]::new),
                labels.stream().mapToInt(Integer::intValue).toArray(),
                loss / labels.size());
    }
}
