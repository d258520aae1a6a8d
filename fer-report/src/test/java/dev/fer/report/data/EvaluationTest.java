package dev.fer.report.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fer.report.FakeFaces;
import dev.fer.report.FakeStudies;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.space.Configuration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationTest {
    private static final Evaluation CATS = new Evaluation(List.of("cat", "dog"), new long[][] {{8, 2}, {6, 4}});

    @Test
    void theFiguresOfEachClassFollowFromTheCounts() {
        Evaluation.ClassScore cat = CATS.scores().get(0);

        assertThat(cat.precision()).isCloseTo(8 / 14.0, within(1e-12));
        assertThat(cat.recall()).isCloseTo(0.8, within(1e-12));
        assertThat(cat.f1()).isCloseTo(16 / 24.0, within(1e-12));
        assertThat(CATS.accuracy().value()).isCloseTo(0.6, within(1e-12));
        assertThat(CATS.macroF1()).isCloseTo((16 / 24.0 + 8 / 16.0) / 2, within(1e-12));
        assertThat(CATS.averageRecall()).isCloseTo(0.6, within(1e-12));
        assertThat(CATS.majority()).isEqualTo(0.5);
    }

    @Test
    void aClassWithoutSamplesHasNoRecallAndDoesNotSpoilTheMeans() {
        Evaluation evaluation = new Evaluation(List.of("a", "b", "c"), new long[][] {{3, 1, 0}, {0, 4, 0}, {0, 0, 0}});

        assertThat(evaluation.scores().get(2).recall()).isNaN();
        assertThat(evaluation.averageRecall()).isCloseTo(0.875, within(1e-12));
        assertThat(evaluation.weightedF1()).isFinite();
    }

    @Test
    void wilsonsIntervalIsThatOfTheLiterature() {
        // Newcombe 1998, table I: 81 of 263 has 0.2553 to 0.3662, 15 of 148 has 0.0624 to 0.1605
        assertThat(Proportion.of(81 / 263.0, 263).low()).isCloseTo(0.2553, within(5e-5));
        assertThat(Proportion.of(81 / 263.0, 263).high()).isCloseTo(0.3662, within(5e-5));
        assertThat(Proportion.of(15 / 148.0, 148).low()).isCloseTo(0.0624, within(5e-5));
        assertThat(Proportion.of(15 / 148.0, 148).high()).isCloseTo(0.1605, within(5e-5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"classes\":[\"a\",\"b\"]}",
                "{\"classes\":[\"a\",\"b\"],\"confusion\":[[1,2]]}",
                "{\"classes\":[\"a\",\"b\"],\"confusion\":[[1,2],[3]]}",
                "{\"classes\":[\"a\",\"b\"],\"confusion\":[[1,-2],[3,4]]}",
                "{\"classes\":[\"a\",\"b\"],\"confusion\":[[0,0],[0,0]]}",
                "{\"classes\":[\"a\",\"b\"],\"confusion\":[[\"x\",0],[0,0]]}"
            })
    void whatIsNoConfusionMatrixIsLeftOut(String text) {
        assertThat(Evaluation.of(trial(text))).isEmpty();
    }

    @Test
    void theMatrixIsReadFromTheTrial() {
        Evaluation evaluation =
                Evaluation.of(trial(FakeStudies.evaluation(0.6))).orElseThrow();

        assertThat(evaluation.classes()).hasSize(7).contains("disgust");
        assertThat(evaluation.accuracy().value()).isCloseTo(0.6, within(0.02));
    }

    @Test
    void whatProbabilitiesSayIsReadWhereItIsKept() {
        Evaluation told = Evaluation.of(trial(FakeFaces.withMistakes(FakeStudies.evaluation(0.6))))
                .orElseThrow();

        assertThat(told.rocAuc()).hasSize(7);
        assertThat(told.macroRocAuc()).isCloseTo(0.8757, within(1e-4));
        assertThat(told.calibrationError()).isEqualTo(0.062);
        assertThat(told.misread(1)).extracting(Evaluation.Misread::index).containsExactly(51, 68, 85);
        assertThat(told.misread(1).get(0).answer()).isEqualTo(2);
    }

    @Test
    void mistakesThatNameNoClassOrNoSampleAreLeftOut() {
        String text = FakeStudies.evaluation(0.6).replace("{", "").replace("}", "");
        Evaluation told = Evaluation.of(trial("{" + text
                        + ",\"roc_auc\":[1],\"calibration_error\":\"x\",\"misread\":{\"index\":[1,-1,2,3,4],"
                        + "\"true\":[0,0,7,0],\"predicted\":[1,1,1,-2],\"probability\":[]}}"))
                .orElseThrow();

        assertThat(told.misread()).extracting(Evaluation.Misread::index).containsExactly(1);
        assertThat(told.misread().get(0).probability()).isNaN();
        assertThat(told.rocAuc()).isEmpty();
        assertThat(told.calibrationError()).isNaN();
    }

    @Test
    void theMostFrequentConfusionComesFirst() {
        assertThat(CATS.confusions()).extracting(Evaluation.Confusion::count).containsExactly(6L, 2L);
        assertThat(CATS.confusions().get(0).answer()).isEqualTo("cat");
        assertThat(CATS.confusions().get(0).share()).isCloseTo(0.6, within(1e-12));
    }

    private static Trial trial(String evaluation) {
        return new Trial(
                0,
                TrialState.COMPLETE,
                Optional.of(Configuration.EMPTY),
                0,
                Map.of(),
                Map.of(Evaluation.ATTRIBUTE, evaluation),
                Optional.empty(),
                0,
                1,
                Optional.empty(),
                FakeStudies.START,
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO);
    }
}
