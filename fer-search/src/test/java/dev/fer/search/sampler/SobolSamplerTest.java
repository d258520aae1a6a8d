package dev.fer.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.search.History;
import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.SearchSpace;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SobolSamplerTest extends SamplerContractTest {
    @Override
    Sampler sampler() {
        return new SobolSampler();
    }

    @Test
    void aSuggestionDependsOnItsNumberAloneWhateverWasTried() {
        List<Configuration> tried = new Loop(Spaces.box(3), sampler(), 1).run(20, c -> 0);
        History other = new History(Spaces.box(3), List.of(Loop.LOSS));
        other.start(50, Configuration.of(Map.of("x0", 0.5, "x1", 0.5, "x2", 0.5)));
        assertThat(sampler().suggest(other, 13, 1).map(Sampler.Suggestion::configuration))
                .contains(tried.get(13));
    }

    @Test
    void rangesAndChoicesAreCoveredEvenly() {
        SearchSpace space = SearchSpace.of(
                new FloatParameter("rate", 1e-4, 1, true), new CategoricalParameter("c", List.of("a", "b", "c", "d")));
        List<Configuration> tried = new Loop(space, sampler(), 2).run(64, c -> 0);
        assertThat(tried.stream().collect(Collectors.groupingBy(c -> c.getString("c"), Collectors.counting())))
                .hasSize(4)
                .allSatisfy((choice, count) -> assertThat(count).isEqualTo(16));
        assertThat(tried.stream()
                        .collect(Collectors.groupingBy(
                                c -> Math.floor(Math.log10(c.getDouble("rate"))), Collectors.counting())))
                .hasSize(4)
                .allSatisfy((decade, count) -> assertThat(count).isEqualTo(16));
    }

    @Test
    void whatIsForbiddenIsReplacedWithoutMovingTheOtherPoints() {
        CategoricalParameter choice = new CategoricalParameter("c", List.of("a", "b"));
        FloatParameter range = new FloatParameter("x", 0, 1, false);
        List<Configuration> free = new Loop(SearchSpace.of(choice, range), sampler(), 3).run(32, c -> 0);
        SearchSpace half = SearchSpace.of(List.of(choice, range), List.of(Configuration.of(Map.of("c", "b"))));
        List<Configuration> allowed = new Loop(half, sampler(), 3).run(32, c -> 0);
        assertThat(allowed).hasSize(32).doesNotHaveDuplicates();
        for (int i = 0; i < 32; i++) {
            if (free.get(i).getString("c").equals("a")) {
                assertThat(allowed.get(i)).isEqualTo(free.get(i));
            }
        }
    }
}
