package dev.fer.models.evaluate;

import dev.fer.data.faces.Emotion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a network answered to labelled images, from which all figures follow. Immutable and thread-safe.
 */
public final class Predictions {
    private final float[][] probabilities;
    private final int[] labels;
    private final double loss;

    private Predictions(float[][] probabilities, int[] labels, double loss) {
        this.probabilities = probabilities;
        this.labels = labels;
        this.loss = loss;
    }

    /**
     * Makes predictions; copies nothing, so that the arrays must not change afterwards.
     *
     * @param probabilities a row per image, a column per emotion
     * @param labels the number of each image's emotion
     * @param loss mean over the images
     * @throws IllegalArgumentException if there is no image, or not one label per row
     */
    public static Predictions of(float[][] probabilities, int[] labels, double loss) {
        boolean fits = probabilities.length == labels.length
                && labels.length > 0
                && Arrays.stream(probabilities).allMatch(row -> row.length == Emotion.COUNT);
        if (!fits) {
            throw new IllegalArgumentException("expected " + Emotion.COUNT
                    + " probabilities for each of at least one label, found " + probabilities.length + " rows for "
                    + labels.length + " labels");
        }
        return new Predictions(probabilities, labels, loss);
    }

    /** Returns how many images there are. */
    public int images() {
        return labels.length;
    }

    /** Returns the emotion that an image is labelled with. */
    public Emotion label(int image) {
        return Emotion.of(labels[image]);
    }

    /** Returns the emotion that was answered: that of the highest probability, the first of equals. */
    public Emotion answer(int image) {
        return Emotion.of(best(image));
    }

    /** Returns the probability (or score, with a sigmoid output) that an image was given of an emotion. */
    public double probability(int image, Emotion emotion) {
        return probabilities[image][emotion.number()];
    }

    /** Returns counts, loss and the figures that follow. */
    public EvaluationResult result() {
        long[][] confusion = new long[Emotion.COUNT][Emotion.COUNT];
        for (int i = 0; i < labels.length; i++) {
            confusion[labels[i]][best(i)]++;
        }
        List<Double> areas = Arrays.stream(Emotion.values()).map(this::rocAuc).toList();
        ProbabilityScores scores =
                new ProbabilityScores(areas, reliability(Reliability.BINS).calibrationError());
        return EvaluationResult.of(confusion, loss).with(scores, misread(MisreadImage.PER_EMOTION));
    }

    /**
     * Returns the images that were most surely taken for another emotion, by the emotion that they are labelled with,
     * the surest first.
     *
     * @param perEmotion how many of each at most
     */
    public List<MisreadImage> misread(int perEmotion) {
        List<MisreadImage> wrong = new ArrayList<>();
        for (Emotion emotion : Emotion.values()) {
            IntStream.range(0, labels.length)
                    .filter(i -> labels[i] == emotion.number() && best(i) != labels[i])
                    .filter(i -> Float.isFinite(probabilities[i][best(i)]))
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> -probabilities[i][best(i)]))
                    .limit(perEmotion)
                    .forEach(i -> wrong.add(new MisreadImage(i, emotion, answer(i), probabilities[i][best(i)])));
        }
        return wrong;
    }

    /**
     * Returns the area under an emotion's curve of true against false positives, by its ranks (Mann and Whitney 1947),
     * images of the same probability counting half; NaN if there is no image of it, or none of another.
     */
    public double rocAuc(Emotion emotion) {
        int column = emotion.number();
        int[] order = IntStream.range(0, labels.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> probabilities[i][column]))
                .mapToInt(Integer::intValue)
                .toArray();
        long positives = Arrays.stream(labels).filter(label -> label == column).count();
        long negatives = labels.length - positives;
        double rankSum = 0;
        for (int from = 0, to; from < order.length; from = to) {
            to = from + 1;
            while (to < order.length && probabilities[order[to]][column] == probabilities[order[from]][column]) {
                to++;
            }
            double rank = (from + 1 + to) / 2.0;
            for (int i = from; i < to; i++) {
                rankSum += labels[order[i]] == column ? rank : 0;
            }
        }
        return (rankSum - positives * (positives + 1) / 2.0) / ((double) positives * negatives);
    }

    /** Returns how sure the answers were and how often they were right, in so many bins of equal width. */
    public Reliability reliability(int bins) {
        long[] images = new long[bins];
        long[] right = new long[bins];
        double[] confidence = new double[bins];
        for (int i = 0; i < labels.length; i++) {
            int answer = best(i);
            double probability = probabilities[i][answer];
            int bin = (int) Math.min(bins - 1, Math.max(0, Math.ceil(probability * bins) - 1));
            images[bin]++;
            confidence[bin] += probability;
            right[bin] += answer == labels[i] ? 1 : 0;
        }
        List<Reliability.Bin> found = new ArrayList<>();
        for (int bin = 0; bin < bins; bin++) {
            found.add(new Reliability.Bin(
                    (double) bin / bins,
                    (bin + 1.0) / bins,
                    images[bin],
                    confidence[bin] / images[bin],
                    (double) right[bin] / images[bin]));
        }
        return new Reliability(found);
    }

    private int best(int image) {
        float[] row = probabilities[image];
        int best = 0;
        for (int i = 1; i < row.length; i++) {
            best = row[i] > row[best] ? i : best;
        }
        return best;
    }
}
