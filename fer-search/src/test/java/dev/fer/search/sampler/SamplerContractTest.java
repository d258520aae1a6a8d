package dev.fer.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.search.History;
import dev.fer.search.TrialState;
import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.IntParameter;
import dev.fer.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every sampler promises. */
abstract class SamplerContractTest {
    /** Returns a fresh sampler. */
    abstract Sampler sampler();

    private static double loss(Configuration configuration) {
        double loss = Math.abs(Math.log10(configuration.getDouble("rate")) + 2);
        loss += configuration.find("momentum").isPresent() ? 1 - configuration.getDouble("momentum") : 0.5;
        return loss + configuration.getLong("layers") + Math.abs(configuration.getDouble("shift"));
    }

    @Test
    void suggestionsAreActiveCompleteWithinBoundsAndNotForbidden() {
        SearchSpace space = Spaces.everything();
        List<Configuration> tried = new Loop(space, sampler(), 1).run(120, SamplerContractTest::loss);
        assertThat(tried)
                .hasSize(120)
                .allSatisfy(configuration ->
                        assertThat(space.problems(configuration)).isEmpty());
    }

    @Test
    void everyChoiceOfAnUnweightedParameterIsTried() {
        List<Configuration> tried = new Loop(Spaces.everything(), sampler(), 2).run(120, SamplerContractTest::loss);
        assertThat(tried).extracting(c -> c.getLong("layers")).contains(2L, 3L, 4L);
        assertThat(tried).extracting(c -> c.getString("optimizer")).contains("sgd", "adam");
    }

    @Test
    void theSameSeedGivesTheSameSuggestionsAndAnotherSeedOthers() {
        List<Configuration> one = new Loop(Spaces.everything(), sampler(), 3).run(40, SamplerContractTest::loss);
        List<Configuration> same = new Loop(Spaces.everything(), sampler(), 3).run(40, SamplerContractTest::loss);
        List<Configuration> other = new Loop(Spaces.everything(), sampler(), 4).run(40, SamplerContractTest::loss);
        assertThat(same).isEqualTo(one);
        assertThat(other).doesNotContainAnyElementsOf(one);
    }

    @Test
    void aFreshSamplerOnARebuiltHistoryGoesOnTheSame() {
        Loop loop = new Loop(Spaces.everything(), sampler(), 5);
        loop.run(150, configuration -> {
            double loss = loss(configuration);
            return loss > 5 ? Double.NaN : loss;
        });
        loop.ask();
        Configuration next = loop.ask().orElseThrow();

        History rebuilt = new History(Spaces.everything(), List.of(Loop.LOSS));
        for (History.Finished trial : loop.history.finished()) {
            rebuilt.start(trial.number(), trial.configuration());
            rebuilt.finish(
                    trial.number(),
                    trial.state(),
                    trial.losses().isEmpty()
                            ? Map.of()
                            : Map.of("loss", trial.losses().get(0)));
        }
        loop.history.active(150).ifPresent(trial -> rebuilt.start(150, trial.configuration()));
        Optional<Sampler.Suggestion> again = sampler().suggest(rebuilt, 151, 5);
        assertThat(again.map(Sampler.Suggestion::configuration)).contains(next);
    }

    @Test
    void oneSamplerServesTwoHistoriesInTurn() {
        Sampler shared = sampler();
        Loop one = new Loop(Spaces.everything(), shared, 6);
        Loop two = new Loop(Spaces.small(), shared, 6);
        List<Configuration> alternating = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            alternating.addAll(one.run(1, SamplerContractTest::loss));
            two.run(1, c -> c.getLong("a"));
        }
        assertThat(alternating)
                .isEqualTo(new Loop(Spaces.everything(), sampler(), 6).run(20, SamplerContractTest::loss));
    }

    @Test
    void aFiniteSpaceIsTriedWithoutRepetitionUntilItIsExhausted() {
        Loop loop = new Loop(Spaces.small(), sampler(), 7);
        List<Configuration> tried = loop.run(50, c -> c.getLong("a"));
        assertThat(tried).hasSize(8).doesNotHaveDuplicates();
        assertThat(loop.ask()).isEmpty();
    }

    @Test
    void activeTrialsAreNotSuggestedAgain() {
        Loop loop = new Loop(Spaces.small(), sampler(), 8);
        HashSet<Configuration> asked = new HashSet<>();
        for (int i = 0; i < 8; i++) {
            asked.add(loop.ask().orElseThrow());
        }
        assertThat(asked).hasSize(8);
        assertThat(loop.ask()).isEmpty();
    }

    @Test
    void aLargeFiniteSpaceIsTriedWithoutRepetition() {
        SearchSpace space = SearchSpace.of(new IntParameter("a", 0, 14), new IntParameter("b", 0, 19));
        List<Configuration> tried =
                new Loop(space, sampler(), 9).run(400, c -> Math.abs(c.getLong("a") - 7) + c.getLong("b"));
        assertThat(tried).hasSize(300).doesNotHaveDuplicates();
    }

    @Test
    void aSpaceThatIsForbiddenAsAWholeIsExhausted() {
        SearchSpace space = SearchSpace.of(
                List.of(new CategoricalParameter("a", List.of("x", "y")), new FloatParameter("b", 0, 1, false)),
                List.of(Configuration.of(Map.of("a", "x")), Configuration.of(Map.of("a", "y"))));
        assertThat(new Loop(space, sampler(), 10).ask()).isEmpty();
    }

    @Test
    void theOneAllowedBranchOfMostlyForbiddenSpaceIsFound() {
        List<Configuration> forbidden = new ArrayList<>();
        for (int i = 0; i < 999; i++) {
            forbidden.add(Configuration.of(Map.of("a", i)));
        }
        SearchSpace space =
                SearchSpace.of(List.of(new IntParameter("a", 0, 999), new FloatParameter("b", 0, 1, false)), forbidden);
        List<Configuration> tried = new Loop(space, sampler(), 11).run(15, c -> c.getDouble("b"));
        assertThat(tried).hasSize(15).allSatisfy(c -> assertThat(c.getLong("a")).isEqualTo(999));
    }

    @Test
    void aSpaceOfOneConfigurationIsTriedOnce() {
        SearchSpace space = SearchSpace.of(new FloatParameter("a", 2, 2, false), new IntParameter("b", 1, 1));
        assertThat(new Loop(space, sampler(), 12).run(5, c -> 0)).hasSize(1);
        assertThat(new Loop(SearchSpace.of(), sampler(), 12).run(5, c -> 0)).hasSize(1);
    }

    @Test
    void oneAndTwoHundredParametersWork() {
        assertThat(new Loop(Spaces.box(1), sampler(), 13).run(40, c -> c.getDouble("x0")))
                .hasSize(40)
                .doesNotHaveDuplicates();
        assertThat(new Loop(Spaces.box(200), sampler(), 13).run(30, c -> c.getDouble("x0")))
                .hasSize(30);
    }

    @Test
    void historiesWithoutAnyInformationAreSurvived() {
        assertThat(new Loop(Spaces.everything(), sampler(), 14).run(40, c -> Double.NaN))
                .as("all failed")
                .hasSize(40)
                .doesNotHaveDuplicates();
        assertThat(new Loop(Spaces.everything(), sampler(), 14).run(40, c -> 1))
                .as("constant")
                .hasSize(40)
                .doesNotHaveDuplicates();
        assertThat(new Loop(Spaces.everything(), sampler(), 14).run(40, c -> Double.POSITIVE_INFINITY))
                .as("infinite")
                .hasSize(40)
                .doesNotHaveDuplicates();
    }

    @Test
    void prunedTrialsWithAndWithoutReportsAreSurvived() {
        Loop loop = new Loop(Spaces.everything(), sampler(), 15);
        for (int i = 0; i < 40; i++) {
            Configuration configuration = loop.ask().orElseThrow();
            if (i % 3 == 0) {
                loop.tell(i, loss(configuration));
            } else if (i % 3 == 1) {
                loop.history.report(i, 1 + i % 4, Map.of("loss", loss(configuration)));
                loop.history.finish(i, TrialState.PRUNED, Map.of("loss", loss(configuration)));
            } else {
                loop.history.finish(i, TrialState.PRUNED, Map.of());
            }
        }
        assertThat(loop.history.finished()).hasSize(40);
    }

    @Test
    void trialsThatRunAtOnceDiffer() {
        Loop loop = new Loop(Spaces.everything(), sampler(), 16);
        loop.run(20, SamplerContractTest::loss);
        HashSet<Configuration> active = new HashSet<>();
        for (int i = 0; i < 8; i++) {
            active.add(loop.ask().orElseThrow());
        }
        assertThat(active).hasSize(8);
    }
}
