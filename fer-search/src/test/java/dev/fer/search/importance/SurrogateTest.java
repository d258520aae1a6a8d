package dev.fer.search.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fer.common.Seeds;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.sampler.internal.UnitSpace;
import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.Condition;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.IntParameter;
import dev.fer.search.space.NormalParameter;
import dev.fer.search.space.OrdinalParameter;
import dev.fer.search.space.SearchSpace;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class SurrogateTest {
    private static final SearchSpace MIXED = SearchSpace.of(
            new FloatParameter("rate", 1e-4, 1, true),
            new CategoricalParameter("kind", List.of("p", "q", "r"), List.of(0.5, 0.3, 0.2), Optional.empty()),
            new IntParameter("layers", 1, 4),
            new FloatParameter("noise", 0, 1, false));

    private static final SearchSpace CONDITIONAL = SearchSpace.of(
            new CategoricalParameter("optimizer", List.of("sgd", "adam"), List.of(0.25, 0.75), Optional.empty()),
            new FloatParameter(
                    "momentum", 0, 1, OptionalDouble.empty(), false, Optional.of(Condition.in("optimizer", "sgd"))));

    @Test
    void theMarginalsOfASumAreItsTermsAroundTheMean() {
        Surrogate surrogate = fit(MIXED, 1500, SurrogateTest::sum);
        double mean = -2 + 0.3 * 2 + 0.5 * 2.5;

        Marginal rate = surrogate.marginal("rate", new double[] {1e-3, 1e-2, 1e-1});
        Marginal kind = surrogate.marginal("kind", surrogate.grid("kind", 10));
        Marginal layers = surrogate.marginal("layers", surrogate.grid("layers", 10));

        assertThat(rate.mean()).containsExactly(new double[] {mean - 1, mean, mean + 1}, within(0.1));
        assertThat(kind.mean()).containsExactly(new double[] {mean - 0.6, mean + 1.4, mean - 0.6}, within(0.1));
        assertThat(layers.codes()).containsExactly(1, 2, 3, 4);
        assertThat(layers.mean())
                .containsExactly(new double[] {mean - 0.75, mean - 0.25, mean + 0.25, mean + 0.75}, within(0.1));
        assertThat(Arrays.stream(rate.sd())).allMatch(sd -> sd > 0 && sd < 0.15);
    }

    @Test
    void marginalsAndSurfacesAreTheMeansOfTheTreesPredictions() {
        List<Trial> trials = trials(MIXED, 120, SurrogateTest::sum);
        UnitSpace axes = new UnitSpace(MIXED);
        Forest forest = new Forest(
                axes,
                trials.stream()
                        .map(trial -> new Evaluation(
                                MIXED.encode(trial.configuration().orElseThrow()),
                                trial.metric("loss").orElseThrow()))
                        .toList(),
                7);
        double[][] draws = IntStream.range(0, 8000)
                .mapToObj(i -> axes.point(axes.draw(Seeds.random(3, i))))
                .toArray(double[][]::new);
        Surrogate surrogate = Surrogate.of(MIXED, trials, "loss", 7, 1000);
        double[] rates = {1e-4, 3e-3, 0.5};
        double[] kinds = {0, 1, 2};

        Marginal marginal = surrogate.marginal("rate", rates);
        Surface surface = surrogate.surface("rate", rates, "kind", kinds);

        for (int r = 0; r < 3; r++) {
            double at = axes.axis(0).coordinate(rates[r]);
            assertThat(marginal.mean()[r]).isCloseTo(mean(forest, draws, at, Double.NaN), within(0.02));
            for (int k = 0; k < 3; k++) {
                assertThat(surface.mean()[3 * r + k]).isCloseTo(mean(forest, draws, at, k), within(0.02));
            }
        }
    }

    /** The forest's mean over draws from the prior, of which the first or the first two coordinates are fixed. */
    private static double mean(Forest forest, double[][] draws, double first, double second) {
        return Arrays.stream(draws)
                .mapToDouble(draw -> forest.trees().stream()
                        .mapToDouble(tree -> tree.predict(position -> position == 0
                                ? first
                                : position == 1 && !Double.isNaN(second) ? second : draw[position]))
                        .average()
                        .orElseThrow())
                .average()
                .orElseThrow();
    }

    @Test
    void aSurfaceIsTheSameEitherWayRound() {
        Surrogate surrogate = fit(MIXED, 100, SurrogateTest::sum);
        double[] rates = surrogate.grid("rate", 5);
        double[] layers = surrogate.grid("layers", 5);

        Surface one = surrogate.surface("rate", rates, "layers", layers);
        Surface other = surrogate.surface("layers", layers, "rate", rates);

        for (int r = 0; r < rates.length; r++) {
            for (int l = 0; l < layers.length; l++) {
                assertThat(one.mean()[r * layers.length + l])
                        .isCloseTo(other.mean()[l * rates.length + r], within(1e-12));
            }
        }
    }

    @Test
    void aConditionalParameterIsLookedAtWhereItExists() {
        Surrogate surrogate = fit(
                CONDITIONAL,
                1500,
                c -> c.find("momentum").map(m -> 4 * (Double) m).orElse(-10.0));

        Marginal momentum = surrogate.marginal("momentum", new double[] {0.25, 0.5, 0.75});

        assertThat(momentum.mean()).containsExactly(new double[] {1, 2, 3}, within(0.15));
    }

    @Test
    void aGridSpansARangeOnItsScaleAndHoldsEachValueOnce() {
        SearchSpace space = SearchSpace.of(
                new FloatParameter("rate", 1e-4, 1, true),
                new IntParameter("width", 1, 40),
                new OrdinalParameter("size", List.of(8, 16, 32)),
                new NormalParameter(
                        "n", 0, 1, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false, Optional.empty()));
        Surrogate surrogate = fit(space, 40, c -> c.getDouble("rate"));

        assertThat(surrogate.grid("rate", 5)).containsExactly(1e-4, 1e-3, 1e-2, 0.1, 1);
        assertThat(surrogate.grid("width", 64))
                .hasSize(40)
                .isSorted()
                .startsWith(1)
                .endsWith(40);
        assertThat(surrogate.grid("size", 5)).containsExactly(0, 1, 2);
        assertThat(surrogate.grid("n", 2)).containsExactly(new double[] {-0.6745, 0.6745}, within(1e-4));
    }

    @Test
    void trialsWhoseValuesTheSpaceNoLongerHoldsAreLeftOut() {
        SearchSpace narrowed = SearchSpace.of(new FloatParameter("rate", 1e-4, 1e-2, true));
        List<Trial> trials = trials(MIXED, 100, SurrogateTest::sum);
        long within = trials.stream()
                .filter(trial -> trial.configuration().orElseThrow().getDouble("rate") <= 1e-2)
                .count();

        assertThat(Surrogate.of(narrowed, trials, "loss", 1, 2000).importance().trials())
                .isEqualTo((int) within)
                .isLessThan(100);
    }

    @Test
    void moreTrialsThanAskedForAreSampled() {
        Importance importance = Surrogate.of(MIXED, trials(MIXED, 120, SurrogateTest::sum), "loss", 1, 100)
                .importance();

        assertThat(importance.trials()).isEqualTo(100);
        assertThat(importance.available()).isEqualTo(120);
    }

    @Test
    void withoutDifferentValuesThereIsNoModel() {
        Surrogate surrogate = fit(MIXED, 10, c -> 3);

        assertThat(surrogate.isFitted()).isFalse();
        assertThat(surrogate.importance().caution()).contains("all 10 complete trials have the same value");
        assertThatThrownBy(() -> surrogate.marginal("rate", new double[] {0.1}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("at least 2");
    }

    @Test
    void unknownAndRepeatedParametersAreRefused() {
        Surrogate surrogate = fit(MIXED, 10, SurrogateTest::sum);
        double[] some = {0.1};

        assertThatThrownBy(() -> surrogate.marginal("rat", some)).hasMessageContaining("did you mean 'rate'");
        assertThatThrownBy(() -> surrogate.surface("rate", some, "rate", some)).hasMessageContaining("twice");
    }

    private static double sum(Configuration c) {
        return Math.log10(c.getDouble("rate")) + (c.getString("kind").equals("q") ? 2 : 0) + 0.5 * c.getLong("layers");
    }

    private static Surrogate fit(SearchSpace space, int trials, ToDoubleFunction<Configuration> objective) {
        return Surrogate.of(space, trials(space, trials, objective), "loss", 1, 2000);
    }

    private static List<Trial> trials(SearchSpace space, int trials, ToDoubleFunction<Configuration> objective) {
        UnitSpace axes = new UnitSpace(space);
        UniformRandomProvider random = Seeds.random(5, "trials");
        return IntStream.range(0, trials)
                .mapToObj(number -> {
                    Configuration configuration = axes.configuration(axes.draw(random));
                    return trial(number, configuration, objective.applyAsDouble(configuration));
                })
                .toList();
    }

    private static Trial trial(int number, Configuration configuration, double loss) {
        return new Trial(
                number,
                TrialState.COMPLETE,
                Optional.of(configuration),
                0,
                Map.of("loss", loss),
                Map.of(),
                Optional.empty(),
                0,
                1,
                Optional.empty(),
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO);
    }
}
