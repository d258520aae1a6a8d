package dev.fer.models.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fer.data.faces.Emotion;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Expected values are those of scikit-learn 1.2.1 on the same 60 rows ({@code f1_score}, {@code balanced_accuracy_score},
 * {@code roc_auc_score} of each class against the rest) and of Guo's definition in NumPy.
 */
class PredictionsTest {
    private static final int IMAGES = 60;

    private final Predictions predictions = predictions();

    @Test
    void theFiguresAreScikitLearns() {
        EvaluationResult result = predictions.result();
        assertThat(result.accuracy()).isCloseTo(0.55, within(1e-12));
        assertThat(result.weightedF1()).isCloseTo(0.5644839057882537, within(1e-12));
        assertThat(result.macroF1()).isCloseTo(0.49154399775517793, within(1e-12));
        assertThat(result.balancedAccuracy()).isCloseTo(0.5768939393939393, within(1e-12));
    }

    @Test
    void theAreasUnderTheCurvesAreScikitLearns() {
        List<Double> areas =
                predictions.result().probabilityScores().orElseThrow().rocAuc();
        double[] expected = {
            0.7795138888888888, 0.8462732919254659, 0.8191094619666048, 0.882, 0.889423076923077, 0.989090909090909
        };
        for (int i = 0; i < expected.length; i++) {
            assertThat(areas.get(i)).isCloseTo(expected[i], within(1e-12));
        }
        assertThat(areas.get(6)).as("no image is neutral").isNaN();
        assertThat(new ProbabilityScores(areas, 0).macroRocAuc()).isCloseTo(0.8675684381325075, within(1e-12));
    }

    @Test
    void theCalibrationErrorFollowsItsDefinition() {
        assertThat(predictions.result().probabilityScores().orElseThrow().calibrationError())
                .isCloseTo(0.28578303481141726, within(1e-9));
        List<Reliability.Bin> bins = predictions.reliability(5).bins();
        assertThat(bins).extracting(Reliability.Bin::images).containsExactly(5L, 54L, 1L, 0L, 0L);
        assertThat(bins.get(1).accuracy()).isCloseTo(0.5370370370370371, within(1e-12));
        assertThat(bins.get(1).confidence()).isCloseTo(0.26943467943756666, within(1e-7));
        assertThat(bins.get(3).accuracy()).isNaN();
    }

    @Test
    void aProbabilityOnABoundaryBelongsToTheBinBelow() {
        float[][] rows = {{1, 0, 0, 0, 0, 0, 0}, {0, 0.5f, 0, 0, 0, 0, 0}};
        Predictions few = Predictions.of(rows, new int[] {0, 0}, 0);
        assertThat(few.reliability(2).bins())
                .extracting(Reliability.Bin::images)
                .containsExactly(1L, 1L);
        assertThat(few.answer(1)).isEqualTo(Emotion.DISGUST);
        assertThat(few.label(1)).isEqualTo(Emotion.ANGRY);
    }

    @Test
    void theFiguresSurviveBeingWritten() {
        EvaluationResult result = predictions.result();
        assertThat(EvaluationResult.fromJson(result.toJson())).isEqualTo(result);
        assertThat(result.toJson()).contains("null]").doesNotContain("NaN");
    }

    @Test
    void ofEachEmotionTheSurestWrongAnswersAreKeptTheSurestFirst() {
        float[][] rows = {
            {0.2f, 0.8f, 0, 0, 0, 0, 0},
            {0.9f, 0.1f, 0, 0, 0, 0, 0},
            {0.1f, 0, 0.90004f, 0, 0, 0, 0},
            {0.4f, 0.6f, 0, 0, 0, 0, 0},
            {0.3f, 0, 0, 0.7f, 0, 0, 0},
            {Float.NaN, Float.NaN, 0, 0, 0, 0, 0}
        };
        Predictions few = Predictions.of(rows, new int[] {0, 0, 0, 0, 6, 3}, 0);

        assertThat(few.misread(2))
                .containsExactly(
                        new MisreadImage(2, Emotion.ANGRY, Emotion.FEAR, 0.9),
                        new MisreadImage(0, Emotion.ANGRY, Emotion.DISGUST, 0.8),
                        new MisreadImage(4, Emotion.NEUTRAL, Emotion.HAPPY, 0.7));
    }

    @Test
    void whatWasWrittenWithoutMisreadImagesIsReadWithoutThem() {
        String before = "{\"confusion\":" + predictions.result().confusion() + ",\"loss\":1.5}";

        assertThat(EvaluationResult.fromJson(before).misread()).isEmpty();
        assertThat(predictions.result().misread()).isNotEmpty().hasSizeLessThanOrEqualTo(21);
    }

    @Test
    void rowsAndLabelsHaveToFit() {
        assertThatThrownBy(() -> Predictions.of(new float[2][7], new int[1], 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Predictions.of(new float[0][7], new int[0], 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Rows from a linear congruential generator, coarse, so that many probabilities are the same. */
    private static Predictions predictions() {
        long[] state = {12345};
        float[][] rows = new float[IMAGES][Emotion.COUNT];
        int[] labels = new int[IMAGES];
        for (int i = 0; i < IMAGES; i++) {
            labels[i] = draw(state) % 6;
            float sum = 0;
            for (int c = 0; c < Emotion.COUNT; c++) {
                rows[i][c] = draw(state) + 1f + (c == labels[i] ? 8 : 0);
                sum += rows[i][c];
            }
            for (int c = 0; c < Emotion.COUNT; c++) {
                rows[i][c] /= sum;
            }
        }
        return Predictions.of(rows, labels, 1.5);
    }

    private static int draw(long[] state) {
        state[0] = (state[0] * 1103515245 + 12345) % (1L << 31);
        return (int) ((state[0] >> 8) % 20);
    }
}
