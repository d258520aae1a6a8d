package dev.fer.models.model;

import dev.fer.data.batch.Normalizer;
import dev.fer.models.evaluate.EvaluationResult;
import dev.fer.models.network.ImageShape;
import java.util.List;

/**
 * What there is to know about a trained model beside its weights. Immutable and thread-safe.
 *
 * @param classes the labels of the outputs, in their order
 * @param images the shape of the images that it takes
 * @param normalizer how pixels of 0 to 255 become its inputs, as fitted to the images that it was trained on
 * @param recipe how it was trained; parameters and settings are complete, defaults included
 * @param data what it was trained on
 * @param training what became of the training
 * @param version of this library that wrote it; "unknown" for a build without a version
 */
public record ModelCard(
        List<String> classes,
        ImageShape images,
        Normalizer normalizer,
        Recipe recipe,
        Data data,
        Training training,
        String version) {
    /**
     * The images of a training.
     *
     * @param fingerprint of the whole data set
     * @param trainImages how many were trained on
     * @param validationImages how many were validated on
     */
    public record Data(String fingerprint, int trainImages, int validationImages) {}

    /**
     * The course of a training.
     *
     * @param epochs how many were trained
     * @param epoch the one after which the weights were as they are here
     * @param seconds of all epochs
     * @param validation how the model does on the validation images
     */
    public record Training(int epochs, int epoch, double seconds, EvaluationResult validation) {}

    /** Copies the labels. */
    public ModelCard {
        classes = List.copyOf(classes);
    }
}
