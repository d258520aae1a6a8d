package dev.fer.report.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fer.report.FakeRuns;
import dev.fer.report.FakeStudies;
import dev.fer.report.FakeStudies.Fake;
import dev.fer.search.Direction;
import dev.fer.search.FailureReason;
import dev.fer.search.Goal;
import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition.Component;
import dev.fer.search.run.Standings;
import dev.fer.search.space.Configuration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SampleTest {
    private static final Fake LARGE = mixed(30_000);

    @Test
    void allTrialsOfAnOrdinaryStudyAreShown() {
        StudyData study = FakeStudies.generic("s", 10_000, 2, 1).data();

        assertThat(study.sample().isWhole()).isTrue();
        assertThat(study.shown().trials()).isEqualTo(study.trials());
    }

    @Test
    void ofALargeOneTheBestThoseThatWereTheBestSoFarAndThoseThatRunAreAllShown() {
        StudyData study = LARGE.data();
        Set<Integer> shown = new HashSet<>(study.sample().positions());

        assertThat(shown).hasSizeBetween(9_990, 10_010);
        assertThat(shown).containsAll(study.ranking().subList(0, study.ranking().size() / 100));
        assertThat(shown).containsAll(study.history().improvements());
        assertThat(shown).containsAll(positions(study, TrialState.RUNNING));
    }

    @Test
    void eachStateHasItsShare() {
        StudyData study = LARGE.data();

        Map<TrialState, Long> counts =
                study.shown().trials().stream().collect(Collectors.groupingBy(Trial::state, Collectors.counting()));

        assertThat(counts.get(TrialState.FAILED)).isBetween(950L, 1_050L);
        assertThat(counts.get(TrialState.PRUNED)).isEqualTo(1);
    }

    @Test
    void theWeightsOfTheShownTrialsAddUpToAll() {
        StudyData study = LARGE.data();
        int best = study.sample().positions().indexOf(study.history().best().orElseThrow());

        assertThat(Arrays.stream(study.sample().weights()).sum()).isCloseTo(30_000, within(1e-6));
        assertThat(study.sample().weights()[best]).isEqualTo(1);
    }

    @Test
    void theColumnsAreThoseOfTheShownTrials() {
        StudyData study = LARGE.data();
        StudyData shown = study.shown();

        int last = shown.trials().size() - 1;
        int position = study.sample().positions().get(last);
        assertThat(shown.trials().get(last)).isEqualTo(study.trials().get(position));
        assertThat(shown.history().values()).hasSameSizeAs(shown.trials());
        assertThat(shown.history().compute()[last]).isEqualTo(study.history().compute()[position]);
        assertThat(shown.parameters().get(0).codes()[last])
                .isEqualTo(study.parameters().get(0).codes()[position]);
        assertThat(shown.trials().get(shown.history().best().orElseThrow()))
                .isEqualTo(study.best().orElseThrow().trial());
        assertThat(shown.history().improvements()).hasSameSizeAs(study.history().improvements());
    }

    @Test
    void whatIsToldIsOfAllTrials() {
        StudyData shown = LARGE.data().shown();

        assertThat(shown.progress().total()).isEqualTo(30_000);
        assertThat(shown.failures().get(0).trials()).hasSize(3_000);
    }

    @Test
    void aTrialMoreChangesTheSampleLittle() {
        Set<Integer> before = new HashSet<>(LARGE.data().sample().positions());
        Set<Integer> after = new HashSet<>(mixed(30_001).data().sample().positions());

        after.removeAll(before);

        assertThat(after).hasSizeLessThan(10);
    }

    @Test
    void onlyTheReportsOfShownTrialsAreAskedFor() {
        List<Integer> asked = new ArrayList<>();

        StudyData study = StudyData.of(LARGE.study(), LARGE.trials(), numbers -> {
            asked.addAll(numbers);
            return Map.of(numbers.get(0), List.of(new Report(1, Map.of("loss", 1.0), 1)));
        });

        assertThat(asked).hasSameSizeAs(study.sample().positions());
        assertThat(study.curves()).hasSize(1);
    }

    @Test
    void ofManyParametersFewerTrialsAreShown() {
        assertThat(FakeStudies.generic("s", 3_000, 200, 1).data().sample().size())
                .isBetween(2_500, 2_510);
    }

    @Test
    void equalValuesDoNotMakeTheSampleLarge() {
        Fake fake = FakeStudies.generic("s", 12_000, 1, 1);
        List<Trial> same = fake.trials().stream()
                .map(trial -> FakeStudies.complete(
                        trial.number(), trial.configuration().orElseThrow(), Map.of("loss", 1.0)))
                .toList();

        assertThat(StudyData.of(fake.study(), same, Map.of()).sample().size()).isLessThan(10_010);
    }

    /** Every tenth trial failed, one was pruned, the last two run. */
    private static Fake mixed(int count) {
        Fake fake = FakeStudies.generic("s", count, 2, 1);
        List<Trial> trials = new ArrayList<>(fake.trials());
        for (int i = 0; i < count; i += 10) {
            trials.set(i, FakeStudies.failed(i, configuration(trials.get(i)), FailureReason.NAN, "loss is NaN"));
        }
        trials.set(5, in(TrialState.PRUNED, trials.get(5)));
        trials.set(count - 2, in(TrialState.RUNNING, trials.get(count - 2)));
        trials.set(count - 1, in(TrialState.RUNNING, trials.get(count - 1)));
        return new Fake(fake.study(), trials, Map.of());
    }

    private static Trial in(TrialState state, Trial trial) {
        return FakeStudies.trial(trial.number(), state, configuration(trial), trial.metrics(), Optional.empty());
    }

    private static Configuration configuration(Trial trial) {
        return trial.configuration().orElseThrow();
    }

    private static List<Integer> positions(StudyData study, TrialState state) {
        return IntStream.range(0, study.trials().size())
                .filter(i -> study.trials().get(i).state() == state)
                .boxed()
                .toList();
    }

    @Test
    void theFrontOfTheShownTrialsIsThatOfAllByTheSameMeans() {
        StudyData study = FakeRuns.repeatedGoals(5_000, 3).data();
        StudyData shown = study.shown();
        Pareto all = study.pareto().orElseThrow();
        Pareto drawn = shown.pareto().orElseThrow();

        assertThat(numbers(shown, drawn.front())).isEqualTo(numbers(study, all.front()));
        assertThat(drawn.values()).isEqualTo(all.values());
        assertThat(drawn.compared()).isEqualTo(5_000);
        assertThat(drawn.growth()).isEqualTo(all.growth());
        for (Pareto.Mean mean : drawn.means()) {
            int first = numbers(shown, mean.positions()).get(0) / 3 * 3;
            assertThat(all.means().get(first / 3).values()).isEqualTo(mean.values());
        }
    }

    private static List<Integer> numbers(StudyData study, List<Integer> positions) {
        return positions.stream().map(i -> study.trials().get(i).number()).toList();
    }

    @Test
    void aFrontOfVeryManyDoesNotMakeTheSampleLarge() {
        List<Goal> goals = Stream.of("loss", "size", "seconds", "bytes")
                .map(metric -> new Goal(metric, Direction.MINIMIZE))
                .toList();
        List<Trial> trials = IntStream.range(0, 12_000)
                .mapToObj(i -> FakeRuns.draft(i)
                        .metric("loss", i)
                        .metric("size", -i)
                        .metric("seconds", 0)
                        .metric("bytes", 0)
                        .trial())
                .toList();
        StudyData study = FakeRuns.study(goals, new Component("random"), new Component("none"), trials)
                .data();
        Pareto drawn = study.shown().pareto().orElseThrow();

        assertThat(study.sample().size()).isBetween(9_000, 10_500);
        assertThat(study.front()).hasSize(12_000);
        assertThat(drawn.front())
                .hasSameSizeAs(drawn.values())
                .hasSize(study.sample().size());
    }

    @Test
    void theWinnerByItsMeanIsShownHoweverBadItsFirstRunWas() {
        for (int lucky : new int[] {7, 77, 777}) {
            List<Trial> trials = new ArrayList<>();
            for (int i = 0; i < 12_000; i++) {
                trials.add(FakeRuns.draft(i)
                        .metric("loss", i == lucky ? 1e6 : 12_000 - i)
                        .trial());
            }
            trials.add(FakeRuns.draft(12_000)
                    .of(configuration(trials.get(lucky)))
                    .metric("loss", -1e9)
                    .attribute(Standings.REPEAT_OF, Integer.toString(lucky))
                    .trial());
            StudyData study = FakeRuns.study(
                            List.of(new Goal("loss", Direction.MINIMIZE)),
                            new Component("random"),
                            new Component("none"),
                            trials)
                    .data();

            assertThat(study.winner()).contains(lucky);
            assertThat(study.shown().winner()).isPresent();
        }
    }
}
