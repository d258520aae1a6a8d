package dev.fer.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.report.FakeStudies;
import dev.fer.report.data.StudyData;
import dev.fer.search.FailureReason;
import dev.fer.search.TrialState;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.SearchSpace;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static final SearchSpace LINE = SearchSpace.of(new FloatParameter("x", 0, 1, false));
    private static final Configuration HALF = Configuration.of(Map.of("x", 0.5));

    @Test
    void itSaysWhatWonHowSureThatIsWhatWasPrunedAndWhatFailed() {
        String text = text(FakeStudies.cnn("cnn", 40, 7).data());

        assertThat(text)
                .startsWith("This study searched 8 parameters of the model cnn with tpe for the highest"
                        + " validation.accuracy.")
                .contains("is the best with 0.65", "95 % interval", "order among them is not settled", "pruned early")
                .contains("failed: 1 × nan");
    }

    @Test
    void itSaysThatNothingHasHappenedYet() {
        assertThat(text(FakeStudies.of("s", LINE, "loss").data())).endsWith("No trial has been started yet.");
    }

    @Test
    void itSaysThatNoTrialReachedAValue() {
        StudyData study = FakeStudies.of(
                        "s", LINE, "loss", FakeStudies.failed(0, HALF, FailureReason.OUT_OF_MEMORY, "heap"))
                .data();

        assertThat(text(study)).contains("no trial has reached a value", "1 trial failed: 1 × out of memory.");
        assertThat(Captions.failures(study)).isEqualTo("1 trial failed: heap.");
        assertThat(Captions.history(study)).isEqualTo("No complete trial has a value yet.");
    }

    @Test
    void itNamesParametersWhoseBestValueLiesAtTheEndOfTheirRange() {
        StudyData study = FakeStudies.of(
                        "s",
                        LINE,
                        "loss",
                        FakeStudies.complete(0, HALF, Map.of("loss", 1.0)),
                        FakeStudies.complete(1, Configuration.of(Map.of("x", 0.999)), Map.of("loss", 0.5)))
                .data();

        assertThat(text(study)).contains("Its x lies at the end of the searched range");
    }

    @Test
    void itSaysThatTheStudyIsNotFinished() {
        StudyData study = FakeStudies.of(
                        "s", LINE, "loss", FakeStudies.trial(0, TrialState.RUNNING, HALF, Map.of(), Optional.empty()))
                .data();

        assertThat(text(study)).contains("1 trial is not finished");
    }

    private static String text(StudyData study) {
        return String.join(" ", Summary.of(study)).replace('\u00a0', ' ');
    }
}
