package dev.fer.report.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.fer.report.FakeStudies;
import dev.fer.report.FakeStudies.Fake;
import dev.fer.search.FailureReason;
import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.SearchSpace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StudyDataTest {
    private static final SearchSpace LINE = SearchSpace.of(new FloatParameter("x", 0, 1, false));

    @Test
    void theHistoryKnowsTheBestTrialAndEachImprovement() {
        StudyData study = FakeStudies.of(
                        "s", LINE, "loss", complete(0, 0.5), complete(1, 0.7), complete(2, 0.3), complete(3, 0.3))
                .data();

        assertThat(study.history().improvements()).containsExactly(0, 2);
        assertThat(study.history().ranking()).containsExactly(2, 3, 0, 1);
        assertThat(study.best().orElseThrow().trial().number()).isEqualTo(2);
    }

    @Test
    void trialsAreSortedByNumberWhateverTheirOrder() {
        StudyData study = FakeStudies.of("s", LINE, "loss", complete(2, 0.1), complete(0, 0.2), complete(1, 0.3))
                .data();

        assertThat(study.history().values()).containsExactly(0.2, 0.3, 0.1);
    }

    @Test
    void prunedTrialsHaveAValueButNeverWin() {
        StudyData study = FakeStudies.of(
                        "s",
                        LINE,
                        "loss",
                        complete(0, 0.5),
                        FakeStudies.trial(1, TrialState.PRUNED, x(0.1), Map.of("loss", 0.1), Optional.empty()))
                .data();

        assertThat(study.history().values()).containsExactly(0.5, 0.1);
        assertThat(study.best().orElseThrow().trial().number()).isZero();
    }

    @Test
    void aStudyOfFailuresHasNoBestTrial() {
        StudyData study = FakeStudies.of(
                        "s",
                        LINE,
                        "loss",
                        FakeStudies.failed(0, x(0.1), FailureReason.NAN, "NaN in epoch 3"),
                        FakeStudies.failed(1, x(0.2), FailureReason.NAN, "NaN in epoch 12"),
                        FakeStudies.failed(2, x(0.2), FailureReason.ERROR, "no file"))
                .data();

        assertThat(study.best()).isEmpty();
        assertThat(study.history().values()).containsOnly(Double.NaN);
        assertThat(study.failures())
                .extracting(group -> group.trials().toString(), FailureGroup::message)
                .containsExactly(tuple("[0, 1]", "NaN in epoch 3"), tuple("[2]", "no file"));
    }

    @Test
    void anEmptyStudyIsEmptyEverywhere() {
        StudyData study = FakeStudies.of("s", LINE, "loss").data();

        assertThat(study.best()).isEmpty();
        assertThat(study.curves()).isEmpty();
        assertThat(study.varying()).isEmpty();
        assertThat(study.progress().total()).isZero();
        assertThat(study.progress().lastChange()).isEqualTo(FakeStudies.START);
    }

    @Test
    void progressCountsTheStepsThatPruningSaved() {
        Fake fake = FakeStudies.of(
                "s",
                LINE,
                "loss",
                complete(0, 0.5),
                FakeStudies.trial(1, TrialState.PRUNED, x(0.1), Map.of("loss", 0.9), Optional.empty()));
        Map<Integer, List<Report>> reports = Map.of(0, steps(10), 1, steps(4));

        Progress progress = StudyData.of(fake.study(), fake.trials(), reports).progress();

        assertThat(progress.steps()).isEqualTo(14);
        assertThat(progress.stepsSaved()).isEqualTo(6);
        assertThat(progress.computeTime()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void theWorkOnARunningTrialCountsAsTheLastChange() {
        Progress progress = FakeStudies.of(
                        "s", LINE, "loss", FakeStudies.trial(5, TrialState.RUNNING, x(0.1), Map.of(), Optional.empty()))
                .data()
                .progress();

        assertThat(progress.lastChange()).isEqualTo(FakeStudies.START.plusSeconds(12));
        assertThat(progress.wallTime()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void anAccuracyHasAnIntervalAndRivalsWithinIt() {
        StudyData study = FakeStudies.cnn("cnn", 40, 7).data();
        BestTrial best = study.best().orElseThrow();
        Proportion interval = best.interval().orElseThrow();

        assertThat(interval.samples())
                .isEqualTo(study.evaluation().orElseThrow().total());
        assertThat(best.rivals())
                .doesNotContain(best.trial().number())
                .allSatisfy(rival -> assertThat(interval.covers(study.history().values()[rival]))
                        .isTrue());
    }

    @Test
    void aLossHasNoInterval() {
        StudyData study = FakeStudies.generic("g", 5, 2, 1).data();

        assertThat(study.best().orElseThrow().interval()).isEmpty();
        assertThat(study.majority()).isEmpty();
    }

    private static List<Report> steps(int last) {
        return IntStream.rangeClosed(1, last)
                .mapToObj(step -> new Report(step, Map.of("loss", 1.0 / step), step))
                .toList();
    }

    private static Trial complete(int number, double loss) {
        return FakeStudies.complete(number, x(number / 10.0), Map.of("loss", loss));
    }

    private static Configuration x(double value) {
        return Configuration.of(Map.of("x", value));
    }
}
