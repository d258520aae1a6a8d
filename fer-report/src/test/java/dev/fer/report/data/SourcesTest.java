package dev.fer.report.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.fer.report.FakeRuns;
import dev.fer.report.FakeRuns.Draft;
import dev.fer.search.Direction;
import dev.fer.search.Goal;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition.Component;
import dev.fer.search.run.Standings;
import dev.fer.search.sampler.Sampler;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SourcesTest {
    @Test
    void trialsAreGroupedByTheNotesWithoutTheirFigures() {
        Sources sources = of(
                draft(0, 5).attribute(Sampler.NOTE, "random: 3 parameters, 0 trials"),
                draft(1, 3).attribute(Sampler.NOTE, "random: 3 parameters, 1 trial"),
                draft(2, 1).attribute(Sampler.NOTE, "gp: 3 parameters, 2 trials"),
                draft(3, 2).attribute(Sampler.NOTE, "tpe: 3 parameters, 40 trials, hard to predict"),
                draft(4, 9).attribute(Standings.REPEAT_OF, "2"),
                draft(5, 9));

        assertThat(sources.sources())
                .extracting(Sources.Source::name, Sources.Source::reason, Sources.Source::trials)
                .containsExactly(
                        tuple("random", "", 2),
                        tuple("gp", "", 1),
                        tuple("tpe", "hard to predict", 1),
                        tuple("repeats", "", 1),
                        tuple("given later, or without a note", "", 1));
        assertThat(sources.source()).containsExactly(0, 0, 1, 2, 3, 4);
    }

    @Test
    void whatCameFromElsewhereIsNoTimeOfTheStudy() {
        Trial foreign = FakeRuns.draft(0)
                .during(-7200, -3600)
                .metric("loss", 1)
                .attribute("imported_from", "old:7")
                .trial();
        Trial own = FakeRuns.draft(1).during(10, 40).metric("loss", 2).trial();

        StudyData both = study(foreign, own);
        assertThat(both.history().elapsed()).containsExactly(0, 40);
        assertThat(both.progress().wallTime()).hasSeconds(30);
        StudyData moved = study(foreign);
        assertThat(moved.history().elapsed()).containsExactly(3600);
        assertThat(moved.progress().wallTime()).hasSeconds(3600);
    }

    private static StudyData study(Trial... trials) {
        return FakeRuns.study(
                        List.of(new Goal("loss", Direction.MINIMIZE)),
                        new Component("tpe"),
                        new Component("none"),
                        List.of(trials))
                .data();
    }

    @Test
    void aSourceKnowsItsBestTrialAndTheSpreadOfItsCompleteOnes() {
        Sources.Source source = of(draft(0, 5), draft(1, 1), draft(2, 0).state(TrialState.PRUNED))
                .sources()
                .get(0);

        assertThat(source.name()).isEqualTo("tpe");
        assertThat(source.best()).contains(1);
        assertThat(source.count(TrialState.PRUNED)).isEqualTo(1);
        assertThat(source.values()).contains(new Distribution(2, 1, 2, 3, 4, 5));
    }

    @Test
    void withoutACompleteTrialASourceHasNoValues() {
        assertThat(of(draft(0, 5).state(TrialState.FAILED)).sources().get(0).values())
                .isEmpty();
        assertThat(of().sources()).isEmpty();
    }

    private static Draft draft(int number, double loss) {
        return FakeRuns.draft(number).metric("loss", loss);
    }

    private static Sources of(Draft... drafts) {
        List<Trial> trials = Stream.of(drafts).map(Draft::trial).toList();
        return FakeRuns.study(
                        List.of(new Goal("loss", Direction.MINIMIZE)),
                        new Component("tpe"),
                        new Component("none"),
                        trials)
                .data()
                .sources();
    }
}
