package dev.fer.models.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EvaluationResultTest {
    @Test
    void theFiguresFollowFromTheCounts() {
        EvaluationResult result = EvaluationResult.of(counts(), 1.25);
        assertThat(result.images()).isEqualTo(20);
        assertThat(result.accuracy()).isEqualTo(0.65);
        EmotionScore angry = result.scores().get(0);
        assertThat(angry.precision()).isEqualTo(8.0 / 9);
        assertThat(angry.recall()).isEqualTo(0.8);
        assertThat(angry.f1()).isEqualTo(16.0 / 19);
        EmotionScore happy = result.scores().get(3);
        assertThat(happy.f1()).isEqualTo(10.0 / 17);
        EmotionScore neutral = result.scores().get(6);
        assertThat(neutral.precision()).isZero();
        assertThat(neutral.recall()).isNaN();
        assertThat(result.scores().get(1).f1()).isNaN();
        assertThat(result.macroF1()).isCloseTo((16.0 / 19 + 10.0 / 17 + 0) / 3, within(1e-12));
    }

    @Test
    void weightedFiguresCountEmotionsByTheirImages() {
        EvaluationResult result = EvaluationResult.of(counts(), 1.25);
        assertThat(result.weightedF1()).isCloseTo((16.0 / 19 + 10.0 / 17) / 2, within(1e-12));
        assertThat(result.balancedAccuracy()).isCloseTo((0.8 + 0.5) / 2, within(1e-12));
        assertThat(result.majorityShare()).isEqualTo(0.5);
    }

    @Test
    void anEvaluationSurvivesBeingWritten() {
        EvaluationResult result = EvaluationResult.of(counts(), 0.1 + 0.2);
        assertThat(EvaluationResult.fromJson(result.toJson())).isEqualTo(result);
        assertThatThrownBy(() -> EvaluationResult.fromJson("{")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EvaluationResult.fromJson("{}")).isInstanceOf(IllegalArgumentException.class);
    }

    /** Values of R's {@code prop.test(correct = FALSE)}. */
    @Test
    void theIntervalIsWilsons() {
        assertThat(Interval.wilson(0, 10).low()).isZero();
        assertThat(Interval.wilson(0, 10).high()).isCloseTo(0.2775328, within(1e-6));
        assertThat(Interval.wilson(70, 100).low()).isCloseTo(0.6041515, within(1e-6));
        assertThat(Interval.wilson(70, 100).high()).isCloseTo(0.7810511, within(1e-6));
    }

    private static long[][] counts() {
        long[][] counts = new long[7][7];
        counts[0][0] = 8;
        counts[0][3] = 2;
        counts[3][3] = 5;
        counts[3][0] = 1;
        counts[3][6] = 4;
        return counts;
    }
}
