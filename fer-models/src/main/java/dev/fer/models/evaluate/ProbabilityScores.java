package dev.fer.models.evaluate;

import java.util.List;

/**
 * What the probabilities say beyond which of them is the largest. Immutable and thread-safe.
 *
 * @param rocAuc for each emotion, in the order of {@link dev.fer.data.faces.Emotion}, the area under the curve of true
 *     against false positives when it is told from all others: the chance that an image of it gets a higher
 *     probability of it than an image of another; NaN if there is none of it, or none of another
 * @param calibrationError the expected calibration error (Guo et al. 2017) over {@value Reliability#BINS} bins: how far
 *     the probability of the answer is, on average, from the share of answers that are right; 0 is best
 */
public record ProbabilityScores(List<Double> rocAuc, double calibrationError) {
    /** Copies the list. */
    public ProbabilityScores {
        rocAuc = List.copyOf(rocAuc);
    }

    /** Returns the mean area of the emotions that have one, each counting the same. */
    public double macroRocAuc() {
        return rocAuc.stream()
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }
}
