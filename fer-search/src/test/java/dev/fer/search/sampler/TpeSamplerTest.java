package dev.fer.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fer.search.sampler.tpe.TpeSettings;
import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.Condition;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.SearchSpace;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TpeSamplerTest extends SamplerContractTest {
    @Override
    Sampler sampler() {
        return new TpeSampler(TpeSettings.DEFAULT);
    }

    @Test
    void findsASmoothOptimumAnywhereMuchBetterThanRandomSearch() {
        for (double optimum : new double[] {-0.9, -0.3, 0.6}) {
            ToDoubleFunction<Configuration> bowl = c -> c.names().stream()
                    .mapToDouble(name -> Math.pow(c.getDouble(name) - optimum, 2))
                    .sum();
            double tpe = medianBest(Spaces.box(4), this::sampler, bowl);
            double random = medianBest(Spaces.box(4), RandomSampler::new, bowl);
            assertThat(tpe).isLessThan(random / 5);
        }
    }

    @Test
    void theSuggestionsForOneGoalStayWhatTheyWere() {
        List<Configuration> tried = new Loop(Spaces.box(4), sampler(), 0)
                .run(80, c -> Math.abs(c.getDouble("x0") - 0.3) + Math.pow(c.getDouble("x1"), 2));
        assertThat(tried.get(79).getDouble("x0")).isCloseTo(0.17462460398252233, within(1e-6));
        assertThat(tried.get(79).getDouble("x3")).isCloseTo(-0.6708266844924222, within(1e-6));
    }

    @Test
    void learnsParametersOfABranchWithoutFallingBackToIndependentDraws() {
        SearchSpace space = SearchSpace.of(
                new CategoricalParameter("kind", List.of("a", "b", "c")),
                conditional("xa", "a"),
                conditional("ya", "a"),
                conditional("xb", "b"),
                conditional("xc", "c"));
        ToDoubleFunction<Configuration> ridge = c -> c.getString("kind").equals("a")
                ? Math.abs(c.getDouble("xa") - c.getDouble("ya")) + Math.abs(c.getDouble("xa") - 0.7)
                : 0.5;
        double tpe = medianBest(space, this::sampler, ridge);
        assertThat(tpe).isLessThan(medianBest(space, RandomSampler::new, ridge) / 2);
    }

    @Test
    void avoidsWhereTrialsFail() {
        Loop loop = new Loop(Spaces.box(2), sampler(), 1);
        List<Configuration> tried =
                loop.run(100, c -> c.getDouble("x0") > 0 ? Double.NaN : Math.abs(c.getDouble("x1")));
        long failed = tried.subList(50, 100).stream()
                .filter(c -> c.getDouble("x0") > 0)
                .count();
        assertThat(failed).isLessThan(10);
    }

    @Test
    void aSuggestionSaysWhetherItWasDrawnAtRandomOrFromTheModel() {
        Loop loop = new Loop(Spaces.box(2), sampler(), 1);
        assertThat(note(loop)).isEqualTo("random: 0 trials");
        loop.run(10, c -> c.getDouble("x0"));
        assertThat(note(loop)).isEqualTo("tpe: 10 trials");
    }

    private String note(Loop loop) {
        int number = loop.history.finished().size();
        return sampler()
                .suggest(loop.history, number, 1)
                .orElseThrow()
                .attributes()
                .getOrDefault(Sampler.NOTE, "");
    }

    private static FloatParameter conditional(String name, String kind) {
        return new FloatParameter(name, 0, 1, OptionalDouble.empty(), false, Optional.of(Condition.in("kind", kind)));
    }

    private static double medianBest(
            SearchSpace space, Supplier<Sampler> sampler, ToDoubleFunction<Configuration> objective) {
        double[] best = LongStream.range(0, 9)
                .mapToDouble(seed -> new Loop(space, sampler.get(), seed)
                        .run(60, objective).stream()
                                .mapToDouble(objective)
                                .min()
                                .orElseThrow())
                .toArray();
        Arrays.sort(best);
        return best[4];
    }
}
