package dev.fer.models.evaluate;

import dev.fer.data.faces.Emotion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a network did on one split. Immutable and thread-safe.
 *
 * @param confusion counts; row by true emotion, column by predicted emotion, in the order of {@link Emotion}
 * @param loss mean over the images
 * @param probabilityScores what follows from the probabilities, where they were at hand
 * @param misread of each emotion the images that were most surely taken for another one, likewise
 */
public record EvaluationResult(
        List<List<Long>> confusion,
        double loss,
        Optional<ProbabilityScores> probabilityScores,
        List<MisreadImage> misread) {
    /** The trial attribute under which a search keeps the {@linkplain #toJson JSON} of its trials. */
    public static final String ATTRIBUTE = "evaluation";

    /** How often people agree with the labels of FER2013: 65 +- 5 % (Goodfellow et al. 2013). */
    public static final double HUMAN_ACCURACY = 0.65;

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if it is not square, or counts nothing
     */
    public EvaluationResult {
        confusion = confusion.stream().map(List::copyOf).toList();
        misread = List.copyOf(misread);
        boolean square =
                confusion.size() == Emotion.COUNT && confusion.stream().allMatch(row -> row.size() == Emotion.COUNT);
        if (!square || sum(confusion) == 0) {
            throw new IllegalArgumentException(
                    "a confusion matrix has " + Emotion.COUNT + " rows and columns and counts at least one image");
        }
    }

    /** Makes the result of counts. */
    public static EvaluationResult of(long[][] confusion, double loss) {
        return new EvaluationResult(
                Arrays.stream(confusion)
                        .map(row -> Arrays.stream(row).boxed().toList())
                        .toList(),
                loss,
                Optional.empty(),
                List.of());
    }

    /** Returns this result with what follows from the probabilities. */
    EvaluationResult with(ProbabilityScores scores, List<MisreadImage> examples) {
        return new EvaluationResult(confusion, loss, Optional.of(scores), examples);
    }

    /** Returns how many images were looked at. */
    public long images() {
        return sum(confusion);
    }

    /** Returns how many were classified rightly. */
    public long correct() {
        long correct = 0;
        for (int i = 0; i < Emotion.COUNT; i++) {
            correct += confusion.get(i).get(i);
        }
        return correct;
    }

    /** Returns the share classified rightly. */
    public double accuracy() {
        return (double) correct() / images();
    }

    /** Returns the accuracy's 95 % interval. */
    public Interval accuracyInterval() {
        return Interval.wilson(correct(), images());
    }

    /** Returns the mean F1 of the emotions that are there or were named, each counting the same. */
    public double macroF1() {
        return scores().stream()
                .mapToDouble(EmotionScore::f1)
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }

    /** Returns the mean F1 of the emotions that are there, each counting by its images. */
    public double weightedF1() {
        return scores().stream()
                .filter(score -> score.support() > 0)
                .mapToDouble(score -> score.f1() * score.support() / images())
                .sum();
    }

    /** Returns the mean recall of the emotions that are there, each counting the same (unweighted average recall). */
    public double balancedAccuracy() {
        return scores().stream()
                .mapToDouble(EmotionScore::recall)
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }

    /** Returns the accuracy of always answering the most frequent emotion: what a network has to beat. */
    public double majorityShare() {
        return scores().stream().mapToDouble(EmotionScore::support).max().orElse(0) / images();
    }

    /** Returns each emotion's figures, in the order of {@link Emotion}. */
    public List<EmotionScore> scores() {
        List<EmotionScore> scores = new ArrayList<>();
        for (Emotion emotion : Emotion.values()) {
            int i = emotion.number();
            double hits = confusion.get(i).get(i);
            long support = confusion.get(i).stream().mapToLong(Long::longValue).sum();
            long named = confusion.stream().mapToLong(row -> row.get(i)).sum();
            scores.add(new EmotionScore(emotion, hits / named, hits / support, 2 * hits / (support + named), support));
        }
        return scores;
    }

    /** Returns the counts with the figures that follow from them, as one line of JSON. */
    public String toJson() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("classes", Emotion.labels());
        fields.put("confusion", confusion);
        fields.put("loss", loss);
        fields.put("accuracy", accuracy());
        fields.put(
                "accuracy_interval",
                List.of(accuracyInterval().low(), accuracyInterval().high()));
        fields.put("macro_f1", macroF1());
        fields.put("weighted_f1", weightedF1());
        fields.put("balanced_accuracy", balancedAccuracy());
        probabilityScores.ifPresent(scores -> {
            fields.put(
                    "roc_auc",
                    scores.rocAuc().stream().map(EvaluationResult::finite).toList());
            fields.put("macro_roc_auc", scores.macroRocAuc());
            fields.put("calibration_error", scores.calibrationError());
        });
        if (!misread.isEmpty()) {
            fields.put("misread", MisreadImage.columns(misread));
        }
        return JsonMapper.shared().writeValueAsString(fields);
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws IllegalArgumentException if the text is something else
     */
    public static EvaluationResult fromJson(String json) {
        try {
            JsonNode root = JsonMapper.shared().readTree(json);
            List<List<Long>> confusion = new ArrayList<>();
            for (JsonNode row : root.path("confusion")) {
                List<Long> counts = new ArrayList<>();
                row.forEach(count -> counts.add(count.asLong()));
                confusion.add(counts);
            }
            return new EvaluationResult(
                    confusion,
                    root.path("loss").asDouble(),
                    probabilityScores(root),
                    MisreadImage.read(root.path("misread")));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("this is no evaluation: " + json, e);
        }
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static Optional<ProbabilityScores> probabilityScores(JsonNode root) {
        if (!root.has("roc_auc")) {
            return Optional.empty();
        }
        List<Double> areas = new ArrayList<>();
        root.path("roc_auc").forEach(area -> areas.add(area.asDouble(Double.NaN)));
        return Optional.of(
                new ProbabilityScores(areas, root.path("calibration_error").asDouble(Double.NaN)));
    }

    private static long sum(List<List<Long>> confusion) {
        return confusion.stream()
                .flatMap(List::stream)
                .mapToLong(Long::longValue)
                .sum();
    }
}
