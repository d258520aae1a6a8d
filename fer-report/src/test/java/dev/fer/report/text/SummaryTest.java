package dev.fer.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.report.FakeRuns;
import dev.fer.report.FakeStudies;
import dev.fer.report.data.StudyData;
import dev.fer.search.FailureReason;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.run.Standings;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.SearchSpace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
    void itSaysWhatMattersAndWhatPruningSaved() {
        assertThat(text(FakeStudies.cnn("cnn", 40, 7).data()))
                .contains(
                        "What goes along most with the value is num_filters (higher is better).",
                        "which saved about 97 of 780 steps (12 %), some 14 min 36 s of computing");
    }

    @Test
    void runsOfAConfigurationAreNoFurtherEvidenceOfWhatMatters() {
        String text = text(FakeRuns.repeatedGoals(11, 5).data());

        assertThat(text)
                .contains("What goes along most with validation.accuracy is width")
                .contains("as far as 11 configurations can tell.");
    }

    @Test
    void runsOfFewConfigurationsDoNotShowThatNothingMatters() {
        Trial[] runs = IntStream.range(0, 30)
                .mapToObj(number -> FakeStudies.complete(
                                number, Configuration.of(Map.of("x", number / 3 / 10.0)), Map.of("loss", 0.5))
                        .configured(
                                Configuration.of(Map.of("x", number / 3 / 10.0)),
                                number % 3 == 0
                                        ? Map.of()
                                        : Map.of(Standings.REPEAT_OF, Integer.toString(number / 3 * 3))))
                .toArray(Trial[]::new);

        assertThat(text(FakeStudies.of("s", LINE, "loss", runs).data())).doesNotContain("No parameter stands out");
    }

    @Test
    void itSaysHowFarSeedsMoveTheWinner() {
        List<Trial> runs = Stream.of(0.4, 0.5, 0.6)
                .map(loss -> repeat((int) Math.round(loss * 10) - 4, loss))
                .toList();

        assertThat(text(FakeStudies.of("s", LINE, "loss", runs.toArray(Trial[]::new))
                        .data()))
                .contains(
                        "is the best with 0.5. That is the mean of 3 runs of its parameters under different seeds, whose"
                                + " standard deviation is 0.1.");
    }

    private static Trial repeat(int number, double loss) {
        Trial run = FakeStudies.complete(number, HALF, Map.of("loss", loss));
        return number == 0 ? run : run.configured(HALF, Map.of(Standings.REPEAT_OF, "0"));
    }

    @Test
    void itIsShort() {
        assertThat(Summary.of(FakeStudies.cnn("cnn", 40, 7).data())).hasSizeLessThanOrEqualTo(8);
    }

    @Test
    void itSaysThatTheStudyIsNotFinished() {
        StudyData study = FakeStudies.of(
                        "s", LINE, "loss", FakeStudies.trial(0, TrialState.RUNNING, HALF, Map.of(), Optional.empty()))
                .data();

        assertThat(text(study)).contains("1 trial is not finished");
    }

    @Test
    void trialsThatWaitAreNoUnfinishedBusiness() {
        StudyData study = FakeStudies.of(
                        "s",
                        LINE,
                        "loss",
                        FakeStudies.complete(0, HALF, Map.of("loss", 0.5)),
                        FakeStudies.trial(1, TrialState.PAUSED, HALF, Map.of(), Optional.empty()))
                .data();

        assertThat(text(study)).contains("1 trial waits, laid aside early").doesNotContain("not finished");
    }

    private static String text(StudyData study) {
        return String.join(" ", Summary.of(study)).replace('\u00a0', ' ');
    }

    @Test
    void withSeveralGoalsNoSingleTrialHasWon() {
        List<String> sentences = Summary.of(FakeRuns.goals(3, 60, 5).data());

        assertThat(sentences.get(0))
                .contains("for the highest validation.accuracy, the lowest model.parameters and the lowest");
        assertThat(sentences.get(1))
                .startsWith("After 60 finished trials and ")
                .contains("are beaten by no other in all goals; there is no single best one.")
                .doesNotContain("is the best with");
    }
}
