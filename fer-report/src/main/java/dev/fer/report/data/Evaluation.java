package dev.fer.report.data;

import dev.fer.search.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A classifier's confusion matrix and the figures that follow from it.
 *
 * @param classes names in the order of rows and columns, at least two
 * @param confusion counts; rows are the true classes, columns the predicted ones
 */
public record Evaluation(List<String> classes, long[][] confusion) {
    /** The trial attribute that holds {@code {"classes": [...], "confusion": [[...]]}}. */
    public static final String ATTRIBUTE = "evaluation";

    /** Checks that the matrix is square, holds no negative count and at least one sample. */
    public Evaluation {
        classes = List.copyOf(classes);
        int size = classes.size();
        boolean square = confusion.length == size && Arrays.stream(confusion).allMatch(row -> row.length == size);
        if (size < 2
                || !square
                || Arrays.stream(confusion).flatMapToLong(Arrays::stream).anyMatch(n -> n < 0)) {
            throw new IllegalArgumentException("a confusion matrix has one row and one column for each class");
        }
        if (Arrays.stream(confusion).flatMapToLong(Arrays::stream).sum() == 0) {
            throw new IllegalArgumentException("a confusion matrix counts at least one sample");
        }
    }

    /**
     * The figures of one class.
     *
     * @param precision of those predicted as this class, the share that is; NaN if none was predicted
     * @param recall of those that are of this class, the share that was found; NaN if there is none
     * @param f1 their harmonic mean; 0 where the class exists but none was found, NaN if it neither exists nor
     *     was predicted
     * @param support how many samples are of this class
     */
    public record ClassScore(String name, double precision, double recall, double f1, long support) {}

    /** Reads the evaluation that a trial keeps, or empty if it keeps none that can be read. */
    static Optional<Evaluation> of(Trial trial) {
        String text = trial.attributes().get(ATTRIBUTE);
        if (text == null) {
            return Optional.empty();
        }
        try {
            JsonNode root = JsonMapper.shared().readTree(text);
            List<String> classes = new ArrayList<>();
            root.path("classes").forEach(name -> classes.add(name.asString("")));
            long[][] confusion = new long[root.path("confusion").size()][];
            for (int row = 0; row < confusion.length; row++) {
                JsonNode counts = root.path("confusion").get(row);
                confusion[row] = new long[counts.size()];
                for (int column = 0; column < counts.size(); column++) {
                    confusion[row][column] = counts.get(column).asLong(-1);
                }
            }
            return Optional.of(new Evaluation(classes, confusion));
        } catch (JacksonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns the number of samples. */
    public long total() {
        return Arrays.stream(confusion).flatMapToLong(Arrays::stream).sum();
    }

    /** Returns the share of samples on the diagonal, with its interval. */
    public Proportion accuracy() {
        long correct = 0;
        for (int i = 0; i < confusion.length; i++) {
            correct += confusion[i][i];
        }
        return Proportion.of((double) correct / total(), total());
    }

    /** Returns the share that always naming the most frequent class would reach. */
    public double majority() {
        return Arrays.stream(confusion)
                        .mapToLong(row -> Arrays.stream(row).sum())
                        .max()
                        .orElseThrow()
                / (double) total();
    }

    /** Returns the share of a true class's samples that were predicted as another, 0..1; NaN without samples. */
    public double share(int row, int column) {
        return confusion[row][column] / (double) Arrays.stream(confusion[row]).sum();
    }

    /** Returns the figures of each class. */
    public List<ClassScore> scores() {
        List<ClassScore> scores = new ArrayList<>();
        for (int i = 0; i < classes.size(); i++) {
            long support = Arrays.stream(confusion[i]).sum();
            long predicted = 0;
            for (long[] row : confusion) {
                predicted += row[i];
            }
            double hits = confusion[i][i];
            scores.add(new ClassScore(
                    classes.get(i), hits / predicted, hits / support, 2 * hits / (support + predicted), support));
        }
        return scores;
    }

    /** Returns the mean F1 of the classes that exist or were predicted, each counting the same. */
    public double macroF1() {
        return scores().stream()
                .mapToDouble(ClassScore::f1)
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }

    /** Returns the mean F1, each class counting by its support. */
    public double weightedF1() {
        return scores().stream()
                        .filter(score -> score.support() > 0)
                        .mapToDouble(score -> score.f1() * score.support())
                        .sum()
                / total();
    }

    /** Returns the mean recall of the classes that exist, each counting the same. */
    public double averageRecall() {
        return scores().stream()
                .mapToDouble(ClassScore::recall)
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }
}
