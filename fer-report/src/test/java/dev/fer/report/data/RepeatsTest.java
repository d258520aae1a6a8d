package dev.fer.report.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.groups.Tuple.tuple;

import dev.fer.report.FakeRuns;
import dev.fer.search.Direction;
import dev.fer.search.Goal;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition.Component;
import dev.fer.search.run.Standings;
import dev.fer.search.space.Configuration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RepeatsTest {
    @Test
    void theBestConfigurationIsTheOneWithTheBestMeanAndNotTheLuckiestRun() {
        StudyData study = study(
                run(0, "a", 0.9), run(1, "b", 0.7), repeat(2, "a", 0, 0.5), repeat(3, "b", 1, 0.72), run(4, "c", 0.6));

        BestTrial best = study.best().orElseThrow();

        assertThat(best.trial().number()).isEqualTo(1);
        assertThat(best.value()).isCloseTo(0.71, within(1e-12));
        assertThat(best.repeats().orElseThrow().runs()).isEqualTo(2);
        assertThat(best.repeats().orElseThrow().deviation()).isCloseTo(0.02 / Math.sqrt(2), within(1e-12));
        assertThat(study.history().best()).contains(0);
    }

    @Test
    void groupsAreRankedByTheirMeanAndTheirSpreadIsPooled() {
        Repeats repeats = study(run(0, "a", 1), run(1, "b", 5), repeat(2, "a", 0, 3), repeat(3, "b", 1, 6))
                .repeats()
                .orElseThrow();

        assertThat(repeats.groups())
                .extracting(group -> group.positions().toString(), Repeats.Group::mean)
                .containsExactly(tuple("[1, 3]", 5.5), tuple("[0, 2]", 2.0));
        assertThat(repeats.spread()).isCloseTo(Math.sqrt((2 + 0.5) / 2), within(1e-12));
    }

    @Test
    void aRunThatFailedDoesNotCount() {
        StudyData study = study(
                run(0, "a", 1),
                FakeRuns.draft(1)
                        .of(configuration("a"))
                        .state(TrialState.FAILED)
                        .attribute(Standings.REPEAT_OF, "0")
                        .trial());

        assertThat(study.repeats().orElseThrow().groups()).isEmpty();
        assertThat(study.best().orElseThrow().value()).isEqualTo(1);
        assertThat(study.best().orElseThrow().repeats()).isEmpty();
    }

    @Test
    void theSameConfigurationByChanceIsAnotherRunOfIt() {
        StudyData study = study(run(0, "a", 1), run(1, "a", 2), run(2, "b", 1.6));

        assertThat(study.repeats().orElseThrow().groups())
                .extracting(Repeats.Group::mean)
                .containsExactly(1.5);
        assertThat(study.best().orElseThrow().trial().number()).isEqualTo(2);
    }

    @Test
    void whatTookOverAResultIsNoRun() {
        Trial copy = FakeRuns.draft(1)
                .of(configuration("a"))
                .metric("accuracy", 1)
                .attribute(Standings.DUPLICATE_OF, "0")
                .trial();

        assertThat(study(run(0, "a", 1), copy).repeats()).isEmpty();
    }

    private static StudyData study(Trial... trials) {
        return FakeRuns.study(
                        List.of(new Goal("accuracy", Direction.MAXIMIZE)),
                        new Component("tpe"),
                        new Component("none"),
                        List.of(trials))
                .data();
    }

    private static Trial run(int number, String name, double value) {
        return FakeRuns.draft(number)
                .of(configuration(name))
                .metric("accuracy", value)
                .trial();
    }

    private static Trial repeat(int number, String name, int original, double value) {
        return FakeRuns.draft(number)
                .of(configuration(name))
                .metric("accuracy", value)
                .attribute(Standings.REPEAT_OF, String.valueOf(original))
                .trial();
    }

    private static Configuration configuration(String name) {
        return Configuration.of(Map.of("name", name));
    }
}
