package dev.fer.report.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fer.report.FakeRuns;
import dev.fer.search.Direction;
import dev.fer.search.Goal;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition.Component;
import dev.fer.search.run.Standings;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParetoTest {
    private static final Goal GAIN = new Goal("gain", Direction.MAXIMIZE);
    private static final Goal COST = new Goal("cost", Direction.MINIMIZE);

    @Test
    void theFrontGoesFromTheBestOfTheFirstGoalToTheBestOfTheOthers() {
        StudyData study = study(trial(0, 1, 1), trial(1, 3, 5), trial(2, 2, 3), trial(3, 2, 4), trial(4, 0.5, 2));

        assertThat(study.front()).containsExactly(1, 2, 0);
        assertThat(study.pareto().orElseThrow().compared()).isEqualTo(5);
    }

    @Test
    void theVolumeGrowsWithEachTrialThatNothingBeforeItBeats() {
        Pareto.Growth growth = study(trial(0, 1, 1), trial(1, 0, 2), trial(2, 2, 0))
                .pareto()
                .orElseThrow()
                .growth()
                .orElseThrow();

        assertThat(growth.reference()).containsExactly(new double[] {-0.2, 2.2}, within(1e-12));
        assertThat(growth.trials()).containsExactly(0, 2);
        assertThat(growth.shares()).containsExactly(new double[] {1.2 * 1.2 / (2.2 * 2.2), 1}, within(1e-12));
    }

    @Test
    void onlyCompleteTrialsWithAFiniteValueOfEachGoalCount() {
        StudyData study = study(
                trial(0, 1, Double.NaN),
                trial(1, 2, Double.POSITIVE_INFINITY),
                FakeRuns.draft(2).metric("gain", 9).trial(),
                FakeRuns.draft(3)
                        .state(TrialState.PRUNED)
                        .metric("gain", 9)
                        .metric("cost", 0)
                        .trial());

        assertThat(study.front()).isEmpty();
        assertThat(study.pareto().orElseThrow().growth()).isEmpty();
    }

    @Test
    void aConfigurationThatWasRunSeveralTimesCountsOnceWithItsMeans() {
        Trial first = trial(0, 3, 1);
        StudyData study = study(first, repeat(1, first, 1, 1), trial(2, 2.5, 1), trial(3, 1, 2));

        Pareto pareto = study.pareto().orElseThrow();
        assertThat(pareto.compared()).isEqualTo(3);
        assertThat(pareto.front()).containsExactly(2);
        assertThat(study(first, repeat(1, first, 2.5, 0), trial(2, 2, 1))
                        .pareto()
                        .orElseThrow()
                        .values())
                .containsExactly(List.of(2.75, 0.5));
    }

    @Test
    void allCompleteTrialsOfAConfigurationStandAtItsMeans() {
        Trial first = trial(1, 3, 1);
        Trial copy = FakeRuns.draft(0)
                .of(first.configuration().orElseThrow())
                .attribute(Standings.DUPLICATE_OF, "1")
                .metric("gain", 3)
                .metric("cost", 1)
                .trial();
        Trial alone = trial(3, 1, 2);

        assertThat(study(copy, first, repeat(2, first, 1, 2), alone)
                        .pareto()
                        .orElseThrow()
                        .means())
                .containsExactly(new Pareto.Mean(List.of(1, 0, 2), List.of(2.0, 1.5)));
        assertThat(study(copy, first, alone).pareto().orElseThrow().isRepeated())
                .isFalse();
    }

    @Test
    void aRunWithoutAGoalLeavesItsConfigurationWithoutAMean() {
        Trial first = trial(0, 3, 1);

        Pareto pareto = study(first, repeat(1, first, 1, Double.NaN), trial(2, 1, 2))
                .pareto()
                .orElseThrow();

        assertThat(pareto.front()).containsExactly(2);
        assertThat(pareto.means()).containsExactly(new Pareto.Mean(List.of(0, 1), List.of(2.0, Double.NaN)));
    }

    private static Trial repeat(int number, Trial first, double gain, double cost) {
        return FakeRuns.draft(number)
                .of(first.configuration().orElseThrow())
                .attribute(Standings.REPEAT_OF, Integer.toString(first.number()))
                .metric("gain", gain)
                .metric("cost", cost)
                .trial();
    }

    @Test
    void oneGoalHasNoFront() {
        StudyData study = FakeRuns.study(
                        List.of(GAIN), new Component("tpe"), new Component("none"), List.of(trial(0, 1, 1)))
                .data();

        assertThat(study.pareto()).isEmpty();
        assertThat(study.front()).isEmpty();
    }

    private static StudyData study(Trial... trials) {
        return FakeRuns.study(List.of(GAIN, COST), new Component("tpe"), new Component("none"), List.of(trials))
                .data();
    }

    private static Trial trial(int number, double gain, double cost) {
        return FakeRuns.draft(number).metric("gain", gain).metric("cost", cost).trial();
    }
}
