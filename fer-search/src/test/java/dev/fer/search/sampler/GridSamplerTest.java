package dev.fer.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.Condition;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.IntParameter;
import dev.fer.search.space.NormalParameter;
import dev.fer.search.space.Parameter;
import dev.fer.search.space.SearchSpace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class GridSamplerTest extends SamplerContractTest {
    /** So fine that the contract's spaces hold as many trials as it asks for. */
    @Override
    Sampler sampler() {
        return new GridSampler(200);
    }

    private static List<Configuration> all(int points, Parameter... parameters) {
        return new Loop(SearchSpace.of(parameters), new GridSampler(points), 1).run(1000, c -> 0);
    }

    @Test
    void aRangeHasLevelsFromBoundToBound() {
        assertThat(all(5, new FloatParameter("x", 0, 1, false)))
                .extracting(c -> c.getDouble("x"))
                .containsExactlyInAnyOrder(0.0, 0.25, 0.5, 0.75, 1.0);
        assertThat(all(4, new FloatParameter("x", 1e-4, 1e-1, true)))
                .extracting(c -> c.getDouble("x"))
                .containsExactlyInAnyOrder(1e-4, 1e-3, 1e-2, 1e-1);
        assertThat(all(3, new IntParameter("x", 1, 10_000, 1, true, Optional.empty())))
                .extracting(c -> c.getLong("x"))
                .containsExactlyInAnyOrder(1L, 100L, 10_000L);
        assertThat(all(5, new IntParameter("x", 0, 1000, 2, false, Optional.empty())))
                .extracting(c -> c.getLong("x"))
                .containsExactlyInAnyOrder(0L, 250L, 500L, 750L, 1000L);
    }

    @Test
    void anUnboundedPriorHasLevelsOfEqualProbability() {
        double inf = Double.POSITIVE_INFINITY;
        assertThat(all(3, new NormalParameter("x", 2, 1, -inf, inf, false, Optional.empty())))
                .extracting(c -> Math.round(1000 * c.getDouble("x")))
                .containsExactlyInAnyOrder(1033L, 2000L, 2967L);
    }

    @Test
    void aParameterOfFewValuesHasThemAll() {
        assertThat(all(2, new IntParameter("a", 1, 8), new CategoricalParameter("b", List.of(true, false))))
                .hasSize(16);
        assertThat(all(2, new FloatParameter("x", 0, 1, OptionalDouble.of(0.1), false, Optional.empty())))
                .hasSize(11)
                .contains(Configuration.of(Map.of("x", 0.3)));
        assertThat(all(40, new IntParameter("a", 1, 40))).hasSize(40);
        assertThat(all(2, new IntParameter("a", 1, 40))).hasSize(2);
    }

    @Test
    void levelsThatRoundToTheSameNumberAreOne() {
        assertThat(all(30, new IntParameter("x", 1, 40, 1, true, Optional.empty())))
                .doesNotHaveDuplicates()
                .hasSizeLessThan(30)
                .extracting(c -> c.getLong("x"))
                .contains(1L, 2L, 3L, 40L);
    }

    @Test
    void aConditionalParameterMultipliesOnlyItsBranch() {
        FloatParameter momentum =
                new FloatParameter("m", 0, 1, OptionalDouble.empty(), false, Optional.of(Condition.in("o", "sgd")));
        assertThat(all(5, new CategoricalParameter("o", List.of("sgd", "adam", "rmsprop")), momentum))
                .hasSize(7)
                .doesNotHaveDuplicates();
    }

    @Test
    void forbiddenPointsAreLeftOutAndThoseBesideTheGridDoNotMatter() {
        SearchSpace space = SearchSpace.of(
                List.of(new FloatParameter("x", 0, 1, false), new IntParameter("a", 1, 2)),
                List.of(Configuration.of(Map.of("x", 0.5, "a", 1)), Configuration.of(Map.of("x", 0.3))));
        assertThat(new Loop(space, new GridSampler(3), 1).run(10, c -> 0))
                .hasSize(5)
                .allSatisfy(c -> assertThat(space.problems(c)).isEmpty());
    }

    @Test
    void whatWasEnqueuedIsNotRepeated() {
        Loop loop = new Loop(Spaces.box(2), new GridSampler(3), 1);
        loop.history.start(100, Configuration.of(Map.of("x0", 0.0, "x1", 1.0)));
        loop.history.start(101, Configuration.of(Map.of("x0", 0.1, "x1", 1.0)));
        assertThat(loop.run(20, c -> 0)).hasSize(8).doesNotHaveDuplicates();
    }

    @Test
    void aGridThatIsCutOffIsAFairSample() {
        List<Configuration> tried = new Loop(Spaces.box(12), new GridSampler(10), 1).run(500, c -> 0);
        assertThat(tried).hasSize(500).doesNotHaveDuplicates();
        for (String name : tried.get(0).names()) {
            assertThat(tried.stream()
                            .mapToDouble(c -> c.getDouble(name))
                            .average()
                            .orElseThrow())
                    .isBetween(-0.12, 0.12);
        }
    }

    @Test
    void oneLevelIsNoGrid() {
        assertThatThrownBy(() -> new GridSampler(1)).hasMessage("a grid needs at least 2 points to a range, found 1");
    }
}
