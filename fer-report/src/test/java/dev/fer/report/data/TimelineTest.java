package dev.fer.report.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fer.report.FakeRuns;
import dev.fer.report.FakeStudies;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {
    @Test
    void eachWorkerHasARowAndIsIdleBetweenItsTrials() {
        Timeline timeline = of(
                on(0, "host/7/0", 0, 10), on(1, "host/7/1", 0, 4), on(2, "host/7/1", 6, 8), on(3, "host/7/0", 10, 20));

        assertThat(timeline.workers()).extracting(Timeline.Worker::name).containsExactly("worker 0", "worker 1");
        assertThat(timeline.worker()).containsExactly(0, 1, 1, 0);
        assertThat(timeline.workers()).extracting(Timeline.Worker::utilisation).containsExactly(1.0, 0.3);
        assertThat(timeline.utilisation()).isCloseTo(26 / 40.0, within(1e-9));
    }

    @Test
    void theWorkersOfAResumedSearchTakeTheRowsOfThoseBefore() {
        Timeline timeline = of(on(0, "host/7/0", 0, 10), on(1, "host/9/0", 100, 105), on(2, "host/9/1", 100, 110));

        assertThat(timeline.worker()).containsExactly(0, 0, 1);
        assertThat(timeline.workers()).extracting(Timeline.Worker::processes).containsExactly(2, 1);
        assertThat(timeline.workers()).extracting(Timeline.Worker::utilisation).containsExactly(0.75, 1.0);
    }

    @Test
    void processesAtTheSameTimeAreToldApart() {
        Timeline timeline = of(on(0, "host/7/0", 0, 10), on(1, "host/9/0", 5, 15), on(2, "other/7/0", 5, 15));

        assertThat(timeline.workers())
                .extracting(Timeline.Worker::name)
                .containsExactly("host/7/0", "host/9/0", "other/7/0");
    }

    @Test
    void aContainerThatIsStartedAnewIsTheSameHost() {
        Timeline timeline = of(
                on(0, "box:4026532001/1/0", 0, 10),
                on(1, "box:4026532002/1/0", 20, 30),
                on(2, "box:4026532003/1/0", 40, 50),
                on(3, "other:4026532004/1/0", 40, 50));

        assertThat(timeline.worker()).containsExactly(0, 0, 0, 1);
        assertThat(timeline.workers()).extracting(Timeline.Worker::name).containsExactly("box/1…/0", "other/1/0");
    }

    @Test
    void ofATrialThatWentOnOnlyTheLastAttemptIsDrawn() {
        Timeline timeline = of(
                FakeRuns.draft(0).on("host/9/0").during(0, 100).resumed(90, 30).trial());

        assertThat(timeline.from()).containsExactly(90);
        assertThat(timeline.to()).containsExactly(100);
        assertThat(timeline.retried()).isEqualTo(1);
        assertThat(timeline.elsewhere()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void anUnfinishedTrialEndsWhereItWasLastHeardOf() {
        Trial running = FakeRuns.draft(0)
                .on("host/7/0")
                .during(0, 0)
                .state(TrialState.RUNNING)
                .trial();

        assertThat(Timeline.of(List.of(running), FakeStudies.START.plusSeconds(30))
                        .to())
                .containsExactly(30);
    }

    @Test
    void trialsOfNobodyKnownStandSideBySide() {
        Timeline timeline = of(
                FakeRuns.draft(0).during(0, 10).trial(),
                FakeRuns.draft(1).during(5, 15).trial(),
                FakeRuns.draft(2).during(12, 20).trial());

        assertThat(timeline.worker()).containsExactly(0, 1, 0);
        assertThat(timeline.utilisation()).isNaN();
    }

    @Test
    void withoutTrialsThereIsNoWorker() {
        assertThat(of().workers()).isEmpty();
        assertThat(of().trials()).isZero();
    }

    private static Timeline of(Trial... trials) {
        return Timeline.of(List.of(trials), FakeStudies.START);
    }

    private static Trial on(int number, String worker, double from, double to) {
        return FakeRuns.draft(number).on(worker).during(from, to).trial();
    }
}
