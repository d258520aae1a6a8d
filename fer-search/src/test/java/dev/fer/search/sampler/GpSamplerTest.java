package dev.fer.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.Condition;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.SearchSpace;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class GpSamplerTest extends SamplerContractTest {
    @Override
    Sampler sampler() {
        return new GpSampler(10);
    }

    private double best(SearchSpace space, int trials, ToDoubleFunction<Configuration> objective) {
        return new Loop(space, sampler(), 1)
                .run(trials, objective).stream().mapToDouble(objective).min().orElseThrow();
    }

    @Test
    void aSmoothOptimumIsFoundToManyDigitsInsideAndOnTheBoundary() {
        ToDoubleFunction<Configuration> inside =
                c -> Math.pow(c.getDouble("x0") - 0.3, 2) + Math.pow(c.getDouble("x1") + c.getDouble("x0"), 2);
        assertThat(best(Spaces.box(2), 40, inside)).isLessThan(1e-4);
        assertThat(best(Spaces.box(2), 40, c -> Math.exp(c.getDouble("x0") - c.getDouble("x1"))))
                .isLessThan(Math.exp(-2) + 1e-6);
    }

    @Test
    void aLossThatSpansManyOrdersOfMagnitudeIsStillMinimised() {
        ToDoubleFunction<Configuration> steep =
                c -> Math.expm1(20 * (Math.abs(c.getDouble("x0") - 0.2) + Math.abs(c.getDouble("x1") + 0.4)));
        assertThat(best(Spaces.box(2), 60, steep)).isLessThan(3);
    }

    @Test
    void theParametersOfABranchAreLearnedAndTheBetterBranchFound() {
        SearchSpace space = SearchSpace.of(
                new CategoricalParameter("kind", List.of("a", "b", "c")),
                conditional("xa", "a"),
                conditional("ya", "a"),
                conditional("xb", "b"));
        ToDoubleFunction<Configuration> branches = c -> switch (c.getString("kind")) {
            case "a" -> Math.pow(c.getDouble("xa") - c.getDouble("ya"), 2) + Math.pow(c.getDouble("xa") - 0.7, 2);
            case "b" -> 0.02 + 0.1 * Math.pow(c.getDouble("xb") - 0.5, 2);
            default -> 0.3;
        };
        assertThat(best(space, 50, branches)).isLessThan(1e-3);
    }

    @Test
    void whereTrialsFailIsAvoided() {
        List<Configuration> tried = new Loop(Spaces.box(2), sampler(), 1)
                .run(60, c -> c.getDouble("x0") > 0 ? Double.NaN : Math.abs(c.getDouble("x1")));
        assertThat(tried.subList(30, 60)).filteredOn(c -> c.getDouble("x0") > 0).hasSizeLessThan(10);
    }

    @Test
    void whatIsStillRunningIsTakenIntoAccount() {
        Loop loop = new Loop(Spaces.box(1), sampler(), 1);
        loop.run(15, c -> Math.pow(c.getDouble("x0") - 0.5, 2) + 0.1 * Math.sin(9 * c.getDouble("x0")));
        double first = loop.ask().orElseThrow().getDouble("x0");
        double second = loop.ask().orElseThrow().getDouble("x0");
        double third = loop.ask().orElseThrow().getDouble("x0");
        assertThat(List.of(Math.abs(first - second), Math.abs(first - third), Math.abs(second - third)))
                .allMatch(distance -> distance > 1e-6);
    }

    @Test
    void aLongHistoryCostsNoMoreThanAShortOne() {
        Loop loop = new Loop(Spaces.box(2), new RandomSampler(), 1);
        ToDoubleFunction<Configuration> bowl =
                c -> Math.pow(c.getDouble("x0") - 0.3, 2) + Math.pow(c.getDouble("x1") + 0.2, 2);
        loop.run(3000, bowl);
        Configuration next =
                sampler().suggest(loop.history, 3000, 1).orElseThrow().configuration();
        assertThat(bowl.applyAsDouble(next)).isLessThan(0.01);
    }

    private static FloatParameter conditional(String name, String kind) {
        return new FloatParameter(name, 0, 1, OptionalDouble.empty(), false, Optional.of(Condition.in("kind", kind)));
    }
}
