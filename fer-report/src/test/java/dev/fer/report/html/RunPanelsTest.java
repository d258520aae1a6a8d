package dev.fer.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.report.FakeRuns;
import dev.fer.report.FakeStudies.Fake;
import dev.fer.report.data.ReportData;
import dev.fer.search.Direction;
import dev.fer.search.Goal;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition.Component;
import dev.fer.search.run.Standings;
import dev.fer.search.sampler.Sampler;
import dev.fer.search.store.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The designed states of the panels about goals, repeats, choices, stops and workers. */
class RunPanelsTest {
    private static final Goal LOSS = new Goal("loss", Direction.MINIMIZE);
    private static final Goal SIZE = new Goal("size", Direction.MINIMIZE);

    @Test
    void severalGoalsShowTheirFrontAndNoGoalHidesAnother() {
        String html = html(FakeRuns.goals(3, 40, 5));

        assertThat(html)
                .contains("data-panel=\"pareto\"", "data-panel=\"growth\"", "<bdi>inference.seconds</bdi>")
                .contains("data-panel=\"distribution\"", "data-panel=\"sources\"", "data-panel=\"timeline\"");
    }

    @Test
    void aFewTrialsOnTheFrontAreListedAtOnce() {
        assertThat(html(study(draft(0, 1, 2), draft(1, 2, 1)))).contains("<details open><summary>The 2 trials");
        assertThat(html(study(draft(0, 1, 1), draft(1, 2, 2)))).contains("The one trial that no other one beats");
    }

    @Test
    void theFrontIsListedWithTheMeansThatItGoesBy() {
        FakeRuns.Draft first = draft(0, 1, 2);
        String html = html(study(
                first,
                draft(1, 2, 5).of(first.trial().configuration().orElseThrow()).attribute(Standings.REPEAT_OF, "0"),
                draft(2, 2, 1)));

        assertThat(html)
                .contains("The 2 configurations that no other one beats")
                .contains("<tr><td>0</td>\n<td class=\"number\">1.5</td>\n<td class=\"number\">3.5</td>")
                .contains("\"means\":[{\"positions\":[0,1],\"values\":[1.5,3.5]}]");
    }

    @Test
    void goalsWithoutAnyFiniteValueDrawNothing() {
        String html = html(study(
                draft(0, Double.NaN, 1),
                draft(1, 1, Double.POSITIVE_INFINITY),
                draft(2, 1, 1).state(TrialState.FAILED)));

        assertThat(html)
                .contains("No trial is complete with a value of each of the 2 goals yet.")
                .doesNotContain("data-panel=\"pareto\"", "data-panel=\"growth\"");
    }

    @Test
    void oneTrialHasNeitherTimelineNorSpread() {
        assertThat(html(study(draft(0, 1, 1))))
                .doesNotContain("Timeline of the workers", "How many trials are how good", "Who chose");
    }

    @Test
    void anEmptyStudyOfSeveralGoalsIsAnEmptyReport() {
        assertThat(html(study())).contains("Nothing to draw yet").doesNotContain("Trade-offs");
    }

    @Test
    void repeatsAndStopsAppearOnlyWhereThereAreAny() {
        assertThat(html(FakeRuns.repeats(16, 9)))
                .contains("data-panel=\"repeats\"")
                .doesNotContain("What was stopped early");
        assertThat(html(FakeRuns.hyperband(4, 60, 7)))
                .contains("data-panel=\"pruning\"", "rung 2", "bracket 1 of 4")
                .doesNotContain("Repeats with other seeds");
    }

    @Test
    void notesReasonsAndWorkersAreTextWhateverTheySay() {
        String evil = "</script><img src=x onerror=alert(1)>";
        String html = html(study(
                draft(0, 1, 2).attribute(Sampler.NOTE, evil).on(evil + "/1/0"),
                draft(1, 2, 1)
                        .state(TrialState.PRUNED)
                        .steps(3)
                        .attribute(Outcome.PRUNED_BECAUSE, evil)
                        .on("other/1/0")));

        assertThat(html).doesNotContain("<img").contains("&lt;img src=x onerror=alert(1)&gt;");
    }

    private static FakeRuns.Draft draft(int number, double loss, double size) {
        return FakeRuns.draft(number).metric("loss", loss).metric("size", size);
    }

    private static Fake study(FakeRuns.Draft... drafts) {
        List<Trial> trials = List.of(drafts).stream().map(FakeRuns.Draft::trial).toList();
        return FakeRuns.study(List.of(LOSS, SIZE), new Component("tpe"), new Component("asha"), trials);
    }

    private static String html(Fake study) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            HtmlReport.write(ReportData.of(List.of(study.data()), List.of(), List.of()), out);
            return out.toString(StandardCharsets.UTF_8)
                    .replaceAll("(?s)<script>.*?</script>", "")
                    .replaceAll("(?s)<style>.*?</style>", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
