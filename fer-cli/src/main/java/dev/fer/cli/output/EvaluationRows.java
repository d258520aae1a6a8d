package dev.fer.cli.output;

import dev.fer.data.faces.Emotion;
import dev.fer.models.evaluate.EmotionScore;
import dev.fer.models.evaluate.EvaluationResult;
import dev.fer.models.evaluate.Interval;
import dev.fer.models.evaluate.ProbabilityScores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How well a model does, as tables for people or one object for programs. */
public final class EvaluationRows {
    private EvaluationRows() {}

    /**
     * Writes an evaluation: the facts and figures, the figures of each emotion, the confusion matrix.
     *
     * @param facts what is said before the figures, by name
     */
    public static void write(OutputOptions output, Map<String, ?> facts, EvaluationResult result) {
        Map<String, Object> all = new LinkedHashMap<>(facts);
        all.putAll(figures(result));
        if (output.isNested()) {
            all.put("emotions", emotions(result));
            all.put("confusion", confusion(result));
            output.write(new Facts("what", all));
            return;
        }
        output.write(new Facts("what", all));
        output.newLine();
        output.write(emotionRows(result));
        output.newLine();
        output.write(confusionRows(result));
    }

    private static Map<String, Object> figures(EvaluationResult result) {
        Interval interval = result.accuracyInterval();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("images", result.images());
        figures.put("correct", result.correct());
        figures.put("accuracy", result.accuracy());
        figures.put("accuracy_low", interval.low());
        figures.put("accuracy_high", interval.high());
        figures.put("majority_accuracy", result.majorityShare());
        figures.put("human_accuracy", EvaluationResult.HUMAN_ACCURACY);
        figures.put("macro_f1", result.macroF1());
        figures.put("weighted_f1", result.weightedF1());
        figures.put("balanced_accuracy", result.balancedAccuracy());
        figures.put("loss", result.loss());
        result.probabilityScores().ifPresent(scores -> {
            figures.put("macro_roc_auc", finite(scores.macroRocAuc()));
            figures.put("calibration_error", finite(scores.calibrationError()));
        });
        return figures;
    }

    private static Rows emotionRows(EvaluationResult result) {
        Rows.Builder rows = Rows.of("emotion", "precision", "recall", "f1", "support", "roc_auc");
        for (EmotionScore score : result.scores()) {
            rows.row(
                    score.emotion().label(),
                    finite(score.precision()),
                    finite(score.recall()),
                    finite(score.f1()),
                    score.support(),
                    finite(rocAuc(result, score.emotion())));
        }
        return rows.build();
    }

    private static List<Map<String, @Nullable Object>> emotions(EvaluationResult result) {
        List<Map<String, @Nullable Object>> emotions = new ArrayList<>();
        for (EmotionScore score : result.scores()) {
            Map<String, @Nullable Object> figures = new LinkedHashMap<>();
            figures.put("emotion", score.emotion().label());
            figures.put("precision", finite(score.precision()).orElse(null));
            figures.put("recall", finite(score.recall()).orElse(null));
            figures.put("f1", finite(score.f1()).orElse(null));
            figures.put("support", score.support());
            figures.put("roc_auc", finite(rocAuc(result, score.emotion())).orElse(null));
            emotions.add(figures);
        }
        return emotions;
    }

    private static Rows confusionRows(EvaluationResult result) {
        List<String> columns = new ArrayList<>(List.of("true"));
        Emotion.labels().forEach(label -> columns.add("as_" + label));
        Rows.Builder rows = Rows.of(columns);
        for (Emotion emotion : Emotion.values()) {
            List<Object> row = new ArrayList<>(List.of(emotion.label()));
            row.addAll(result.confusion().get(emotion.number()));
            rows.row(row);
        }
        return rows.build();
    }

    private static Map<String, Object> confusion(EvaluationResult result) {
        return Map.of("classes", Emotion.labels(), "counts", result.confusion());
    }

    private static double rocAuc(EvaluationResult result, Emotion emotion) {
        return result.probabilityScores()
                .map(ProbabilityScores::rocAuc)
                .map(areas -> areas.get(emotion.number()))
                .orElse(Double.NaN);
    }

    private static Optional<Double> finite(double value) {
        return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
    }
}
