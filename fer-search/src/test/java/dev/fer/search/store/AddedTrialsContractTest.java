package dev.fer.search.store;

import static dev.fer.search.store.Definitions.configuration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fer.search.FailureReason;
import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store promises about trials that ended elsewhere. */
abstract class AddedTrialsContractTest extends StoreFixture {
    @Test
    void aFinishedTrialFromElsewhereIsAddedWithAllThatIsKnownOfIt() {
        int original = claimed(4);
        List<Report> reports =
                List.of(new Report(1, Map.of("loss", 0.5), 1.0), new Report(2, Map.of("loss", Double.NaN), 2.0));
        reports.forEach(report -> store.report(study, original, report));
        store.finish(study, original, new Outcome.Complete(Map.of("loss", 0.25)), Map.of("note", "kept"));
        int failed = claimed(5);
        Trial.Failure failure = new Trial.Failure(FailureReason.NAN, "the loss is NaN", "trace");
        store.finish(study, failed, new Outcome.Failed(failure), Map.of());
        long other = store.create(Definitions.named("other"), Map.of()).id();

        int added = store.add(other, trial(original), reports);
        int second = store.add(other, trial(failed), List.of());

        Trial copy = store.trial(other, added).orElseThrow();
        assertThat(copy.configuration()).isEqualTo(trial(original).configuration());
        assertThat(copy.seed()).isEqualTo(trial(original).seed());
        assertThat(copy.metrics()).isEqualTo(Map.of("loss", 0.25));
        assertThat(copy.attributes()).containsEntry("note", "kept");
        assertThat(copy.lastStep()).isEqualTo(2);
        assertThat(store.reports(other, added)).extracting(Report::step).containsExactly(1, 2);
        assertThat(store.trial(other, second).orElseThrow().failure()).contains(failure);
        assertThat(store.claim(other, ME, NO_LIMIT)).map(Trial::number).contains(2);
        assertThat(store.changesSince(other, 0).trials()).hasSize(3);
        assertThatThrownBy(() -> store.add(other, store.trial(other, 2).orElseThrow(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anUnfinishedTrialIsNotTakenOverAndLeavesNothing() {
        Trial running = trial(claimed(1));
        int trials = store.trials(study).size();

        assertThatThrownBy(() -> store.add(study, running, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThat(store.trials(study)).hasSize(trials);
    }

    @Test
    void ofTrialsFromElsewhereAllAreAddedOrNone() {
        Trial good = complete(Map.of("loss", 0.5));
        List<Report> rising = reports(1, 2, 5);
        assertThat(store.addAll(study, List.of(new FinishedTrial(good, rising), new FinishedTrial(good, List.of()))))
                .containsExactly(0, 1);

        Map<String, Supplier<FinishedTrial>> bad = Map.of(
                "1 follows 1", () -> new FinishedTrial(good, reports(1, 1)),
                "2 follows 3", () -> new FinishedTrial(good, reports(1, 3, 2)),
                "0 is the first", () -> new FinishedTrial(good, reports(0, 1)),
                "'loss' is NaN", () -> new FinishedTrial(complete(Map.of("loss", Double.NaN)), rising),
                "has no metric", () -> new FinishedTrial(complete(Map.of()), rising));
        bad.forEach((reason, trial) -> assertThatThrownBy(
                        () -> store.addAll(study, List.of(new FinishedTrial(good, rising), trial.get())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason));
        assertThat(store.trials(study)).hasSize(2);
        assertThat(store.check()).isEmpty();
    }

    private static List<Report> reports(int... steps) {
        return IntStream.of(steps)
                .mapToObj(step -> new Report(step, Map.of("loss", 1.0), Double.NaN))
                .toList();
    }

    private static Trial complete(Map<String, Double> metrics) {
        return new Trial(
                7,
                TrialState.COMPLETE,
                Optional.of(configuration(1)),
                3,
                metrics,
                Map.of(),
                Optional.empty(),
                0,
                1,
                Optional.empty(),
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(90));
    }
}
