package dev.fer.models.evaluate;

import dev.fer.data.faces.Emotion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * An image that a network took for another emotion than its label's. Says which one, not what it looks like, so that
 * it may be kept where no face may.
 *
 * @param image its number among the images that were evaluated
 * @param label the emotion that it is labelled with
 * @param answer the emotion that was answered
 * @param probability the probability that the answer was given, to four digits
 */
public record MisreadImage(int image, Emotion label, Emotion answer, double probability) {
    /** How many are kept of each emotion. */
    public static final int PER_EMOTION = 3;

    private static final double DIGITS = 1e4;

    /** Rounds the probability. */
    public MisreadImage {
        probability = Math.round(probability * DIGITS) / DIGITS;
    }

    /** Returns images as columns of numbers, short enough to be kept with each epoch; emotions are their numbers. */
    static Map<String, List<? extends Number>> columns(List<MisreadImage> images) {
        Map<String, List<? extends Number>> columns = new LinkedHashMap<>();
        columns.put("index", images.stream().map(MisreadImage::image).toList());
        columns.put("true", images.stream().map(image -> image.label.number()).toList());
        columns.put(
                "predicted", images.stream().map(image -> image.answer.number()).toList());
        columns.put(
                "probability", images.stream().map(MisreadImage::probability).toList());
        return columns;
    }

    /** Reads what {@link #columns} gave; nothing where there is none. */
    static List<MisreadImage> read(JsonNode columns) {
        List<MisreadImage> images = new ArrayList<>();
        for (int i = 0; i < columns.path("index").size(); i++) {
            images.add(new MisreadImage(
                    columns.path("index").path(i).asInt(),
                    Emotion.of(columns.path("true").path(i).asInt()),
                    Emotion.of(columns.path("predicted").path(i).asInt()),
                    columns.path("probability").path(i).asDouble()));
        }
        return images;
    }
}
