package dev.fer.models.model;

import dev.fer.data.faces.Emotion;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model answered to one image. Immutable and thread-safe.
 *
 * @param emotion the one of the highest probability, the first of equals
 * @param probabilities of each emotion, in the order of {@link Emotion} (scores, with a sigmoid output)
 */
public record Prediction(Emotion emotion, List<Double> probabilities) {
    /** Copies the list. */
    public Prediction {
        probabilities = List.copyOf(probabilities);
    }

    static Prediction of(float[] probabilities) {
        int best = 0;
        List<Double> all = new ArrayList<>();
        for (int i = 0; i < probabilities.length; i++) {
            best = probabilities[i] > probabilities[best] ? i : best;
            all.add((double) probabilities[i]);
        }
        return new Prediction(Emotion.of(best), all);
    }

    /** Returns the probability of the answer. */
    public double probability() {
        return probabilities.get(emotion.number());
    }
}
