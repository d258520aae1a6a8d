package dev.fer.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.definition.SearchDefinitions;
import dev.fer.search.run.Standings;
import dev.fer.search.space.Configuration;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SearchProgressTest {
    private static final String TWO_GOALS =
            "[{\"metric\": \"loss\", \"direction\": \"minimize\"}, {\"metric\": \"size\", \"direction\": \"minimize\"}]";

    private final StringWriter said = new StringWriter();

    private SearchProgress progress(String budget) {
        return progress(budget, "{\"metric\": \"loss\", \"direction\": \"minimize\"}");
    }

    private SearchProgress progress(String budget, String objective) {
        SearchProgress progress = notBegun(budget, objective);
        progress.begin(List.of());
        return progress;
    }

    private SearchProgress notBegun(String budget, String objective) {
        SearchDefinition definition = SearchDefinitions.parse("""
                {"name": "s", "model": "any", "space": {"x": {"type": "float", "low": 0, "high": 1}},
                 "objective": %s, "training": {"epochs": 10},
                 "budget": %s}
                """.formatted(objective, budget), "s");
        return new SearchProgress(new PrintWriter(said, true), Terminal.detect(Map.of()), false, definition);
    }

    private static Trial trial(int number, double loss, double size) {
        return trial(number, TrialState.COMPLETE, 10, Map.of("loss", loss, "size", size));
    }

    private static Trial trial(int number, TrialState state, int steps) {
        return trial(number, state, steps, Map.of("loss", 0.25));
    }

    private static Trial trial(int number, TrialState state, int steps, Map<String, Double> metrics) {
        Instant now = Instant.EPOCH;
        return new Trial(
                number,
                state,
                Optional.of(Configuration.of(Map.of("x", number / 10.0))),
                1,
                metrics,
                Map.of(),
                Optional.empty(),
                steps,
                1,
                Optional.empty(),
                now,
                Optional.of(now),
                Optional.of(now),
                Optional.of(now),
                Duration.ofSeconds(2));
    }

    @Test
    void aBudgetOfTrialsIsCountedInTrials() {
        progress("{\"trials\": 4}").trialFinished(trial(0, TrialState.COMPLETE, 10));

        assertThat(said.toString())
                .startsWith("trial 0 complete: loss 0.2500, 10 epochs, 2.0 s (best 0.2500, trial 0) - 1 of 4, about");
    }

    @Test
    void aSmallValueKeepsItsDigits() {
        progress("{\"trials\": 4}").trialFinished(trial(0, TrialState.COMPLETE, 10, Map.of("loss", 3.2e-5)));

        assertThat(said.toString()).startsWith("trial 0 complete: loss 3.200e-05, 10 epochs, 2.0 s (best 3.200e-05, ");
    }

    @Test
    void withSeveralGoalsTheFrontIsCounted() {
        SearchProgress progress = progress("{\"trials\": 4}", TWO_GOALS);
        progress.trialFinished(trial(0, 0.25, 20_000));
        progress.trialFinished(trial(1, 0.5, 10_000));
        progress.trialFinished(trial(2, 0.75, 10_000));

        assertThat(said.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith(
                                        "trial 0 complete: loss 0.2500, size 20000, 10 epochs, 2.0 s (on the front of 1) - 1 of 4"),
                        line -> assertThat(line).contains("(on the front of 2)"),
                        line -> assertThat(line).contains("(front of 2)"));
    }

    @Test
    void aConfigurationThatIsRunAgainStandsOnTheFrontByTheMeanOfItsRuns() {
        SearchProgress progress = progress("{\"trials\": 5}", TWO_GOALS);
        Trial lucky = trial(0, 0.1, 10);
        progress.trialFinished(lucky);
        progress.trialFinished(trial(1, 0.4, 20));
        progress.trialFinished(repeat(2, lucky, 0.9, 10));
        progress.trialFinished(repeat(3, lucky, 0.9, 90));

        assertThat(said.toString().lines().map(line -> line.replaceFirst(".*(\\(.*front.*\\)).*", "$1")))
                .containsExactly("(on the front of 1)", "(front of 1)", "(on the front of 2)", "(front of 1)");
    }

    @Test
    void aResumedSearchCountsItsFrontByTheSameMeans() {
        SearchProgress progress = notBegun("{\"trials\": 5}", TWO_GOALS);
        Trial lucky = trial(0, 0.1, 10);
        progress.begin(List.of(lucky, repeat(1, lucky, 0.9, 90), trial(2, 0.4, 20)));
        progress.trialFinished(trial(3, 0.3, 30));

        assertThat(said.toString()).contains("(on the front of 2)");
    }

    private static Trial repeat(int number, Trial first, double loss, double size) {
        return trial(number, loss, size)
                .configured(
                        first.configuration().orElseThrow(),
                        Map.of(Standings.REPEAT_OF, Integer.toString(first.number())));
    }

    @Test
    void theEpochsOfPausedTrialsCountWhileTheyWaitAndWhenTheyGoOn() {
        SearchProgress progress = progress("{\"trials\": 1000, \"epochs\": 36}");

        progress.trialFinished(trial(0, TrialState.PAUSED, 3));
        progress.trialFinished(trial(1, TrialState.PAUSED, 3));
        progress.trialStarted(trial(0, TrialState.RUNNING, 3));
        progress.trialFinished(trial(0, TrialState.COMPLETE, 10));

        assertThat(said.toString())
                .contains("trial 0 paused: loss 0.2500, 3 epochs")
                .contains("- 0 trials, 6 of 36 epochs")
                .contains("- 1 trial, 13 of 36 epochs");
    }

    @Test
    void aBudgetOfEpochsIsCountedInEpochsThoseOfRunningTrialsIncluded() {
        SearchProgress progress = progress("{\"trials\": 1000, \"epochs\": 36}");
        Trial running = trial(1, TrialState.RUNNING, 0);
        progress.trialStarted(running);
        progress.reported(running, new Report(7, Map.of("loss", 1.0), 1));
        progress.trialFinished(trial(0, TrialState.PRUNED, 3));

        assertThat(said.toString())
                .contains("- 1 trial, 10 of 36 epochs, about")
                .doesNotContain("1000");
    }
}
