package dev.fer.report.data;

import dev.fer.search.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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
 * @param rocAuc for each class the area under its curve of true against false positives, NaN where it has none;
 *     empty if unknown
 * @param calibrationError how far probabilities are, on average, from the share that is right; NaN if unknown
 * @param misread samples that were most surely taken for another class, by their true class, the surest first
 */
public record Evaluation(
        List<String> classes, long[][] confusion, List<Double> rocAuc, double calibrationError, List<Misread> misread) {
    /**
     * The trial attribute that holds {@code {"classes": [...], "confusion": [[...]]}}, and may hold {@code "roc_auc":
     * [...]}, {@code "calibration_error": 0.05} and {@code "misread": {"index": [...], "true": [...], "predicted":
     * [...], "probability": [...]}}, whose classes are positions in {@code classes}.
     */
    public static final String ATTRIBUTE = "evaluation";

    /**
     * A sample that was taken for another class.
     *
     * @param index of the sample among those that were judged
     * @param label position of its true class
     * @param answer position of the predicted class
     * @param probability that the answer was given, 0..1
     */
    public record Misread(int index, int label, int answer, double probability) {}

    /**
     * Samples of one class that were taken for another.
     *
     * @param share of the true class's samples, 0..1
     */
    public record Confusion(String label, String answer, long count, double share) {}

    /** Creates an evaluation of which only the counts are known. */
    public Evaluation(List<String> classes, long[][] confusion) {
        this(classes, confusion, List.of(), Double.NaN, List.of());
    }

    /** Checks that the matrix is square, holds no negative count and at least one sample. */
    public Evaluation {
        classes = List.copyOf(classes);
        rocAuc = List.copyOf(rocAuc);
        misread = List.copyOf(misread);
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
            return Optional.of(new Evaluation(
                    classes,
                    confusion,
                    areas(root, classes.size()),
                    root.path("calibration_error").asDouble(Double.NaN),
                    misread(root.path("misread"), classes.size())));
        } catch (JacksonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<Double> areas(JsonNode root, int classes) {
        List<Double> areas = new ArrayList<>();
        root.path("roc_auc").forEach(area -> areas.add(area.asDouble(Double.NaN)));
        return areas.size() == classes ? areas : List.of();
    }

    private static List<Misread> misread(JsonNode columns, int classes) {
        List<Misread> misread = new ArrayList<>();
        for (int i = 0; i < columns.path("index").size(); i++) {
            Misread found = new Misread(
                    columns.path("index").path(i).asInt(-1),
                    columns.path("true").path(i).asInt(-1),
                    columns.path("predicted").path(i).asInt(-1),
                    columns.path("probability").path(i).asDouble(Double.NaN));
            if (found.index >= 0 && isClass(found.label, classes) && isClass(found.answer, classes)) {
                misread.add(found);
            }
        }
        return misread;
    }

    private static boolean isClass(int position, int classes) {
        return position >= 0 && position < classes;
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

    /** Returns the samples of one class that were most surely taken for another, the surest first. */
    public List<Misread> misread(int label) {
        return misread.stream().filter(found -> found.label == label).toList();
    }

    /** Returns the share of a class's samples that were found, with its interval; empty without samples. */
    public Optional<Proportion> recall(int row) {
        long support = Arrays.stream(confusion[row]).sum();
        return support == 0
                ? Optional.empty()
                : Optional.of(Proportion.of(confusion[row][row] / (double) support, support));
    }

    /** Returns which classes were taken for which others, the most frequent first. */
    public List<Confusion> confusions() {
        List<Confusion> confusions = new ArrayList<>();
        for (int row = 0; row < confusion.length; row++) {
            for (int column = 0; column < confusion.length; column++) {
                if (row != column && confusion[row][column] > 0) {
                    confusions.add(new Confusion(
                            classes.get(row), classes.get(column), confusion[row][column], share(row, column)));
                }
            }
        }
        confusions.sort(Comparator.comparingLong(Confusion::count).reversed());
        return confusions;
    }

    /** Returns the mean area under the curves of the classes that have one; NaN if there is none. */
    public double macroRocAuc() {
        return rocAuc.stream()
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
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
