package dev.fer.search.sampler.tpe;

import static dev.fer.search.sampler.tpe.PublishedRules.HYPEROPT;
import static dev.fer.search.sampler.tpe.PublishedRules.OPTUNA;
import static dev.fer.search.sampler.tpe.PublishedRules.WATANABE2023;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fer.common.Seeds;
import dev.fer.search.Direction;
import dev.fer.search.Goal;
import dev.fer.search.History;
import dev.fer.search.TrialState;
import dev.fer.search.sampler.internal.UnitSpace;
import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.Condition;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.IntParameter;
import dev.fer.search.space.Parameter;
import dev.fer.search.space.SearchSpace;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TruncatedNormalDistribution;
import org.junit.jupiter.api.Test;

/** Published densities against values computed by hand from the formulas. */
class PublishedRulesTest {
    private static final FloatParameter X = new FloatParameter("x", 0, 10, false);

    private static double truncated(double mean, double sd, double x) {
        return TruncatedNormalDistribution.of(mean, sd, 0, 1).density(x);
    }

    private static double density(Parameter parameter, PublishedRules rules, double at, double... observed) {
        return density(
                List.of(parameter),
                rules,
                new double[] {at},
                Arrays.stream(observed).mapToObj(code -> new double[] {code}).toArray(double[][]::new));
    }

    private static double density(List<Parameter> parameters, PublishedRules rules, double[] at, double[]... observed) {
        UnitSpace space = new UnitSpace(SearchSpace.of(parameters, List.of()));
        Mixture mixture = new Mixture(
                space,
                IntStream.range(0, parameters.size()).toArray(),
                List.of(observed),
                rules.otherWeights(observed.length),
                rules);
        return Math.exp(mixture.logDensity(at));
    }

    @Test
    void splitsGrowAsPublished() {
        assertThat(IntStream.of(1, 10, 11, 100, 1000).map(OPTUNA::good)).containsExactly(1, 1, 2, 10, 25);
        assertThat(IntStream.of(1, 16, 20, 100, 10_000).map(HYPEROPT::good)).containsExactly(1, 1, 2, 3, 25);
        assertThat(IntStream.of(1, 10, 20, 100, 1000).map(WATANABE2023::good)).containsExactly(1, 2, 3, 15, 25);
    }

    @Test
    void oldTrialsFadeLinearlyBeforeTheLatest25() {
        for (PublishedRules rules : List.of(OPTUNA, HYPEROPT)) {
            assertThat(rules.otherWeights(25)).hasSize(26).containsOnly(1);
            double[] weights = rules.otherWeights(28);
            assertThat(weights).hasSize(29);
            assertThat(Arrays.copyOf(weights, 4))
                    .containsExactly(new double[] {1 / 28.0, (1 + 1 / 28.0) / 2, 1, 1}, within(1e-12));
        }
        assertThat(OPTUNA.otherWeights(26)[0]).isEqualTo(1 / 26.0);
        assertThat(WATANABE2023.otherWeights(40)).containsOnly(1);
    }

    @Test
    void goodTrialsWeighByTheirImprovementInWatanabesOnly() {
        assertThat(WATANABE2023.goodWeights(new double[] {1, 3, 4}, 4))
                .containsExactly(new double[] {3, 1, 1e-12, 4.0 / 3}, within(1e-9));
        assertThat(WATANABE2023.goodWeights(new double[] {1, 3}, Double.POSITIVE_INFINITY))
                .containsExactly(1, 1, 1);
        assertThat(OPTUNA.goodWeights(new double[] {1, 3}, 4)).containsExactly(1, 1, 1);
    }

    @Test
    void bandwidthsAreTheDistancesToNeighbours() {
        double[] means = {0.9, 0.2, 0.6, 0.5};
        assertThat(OPTUNA.deviations(means)).containsExactly(new double[] {0.3, 0.4, 0.4, 1}, within(1e-12));
        assertThat(HYPEROPT.deviations(means)).containsExactly(new double[] {0.3, 0.3, 0.3, 1}, within(1e-12));
        assertThat(WATANABE2023.deviations(means)).containsExactly(new double[] {0.3, 0.3, 0.3, 1}, within(1e-12));
        double[] one = {0.2, 0.5};
        assertThat(OPTUNA.deviations(one)).containsExactly(0.8, 1);
        assertThat(HYPEROPT.deviations(one)).containsExactly(0.5, 1);
        assertThat(WATANABE2023.deviations(one)).containsExactly(new double[] {0.3, 1}, within(1e-12));
    }

    @Test
    void bandwidthsHaveALeastOne() {
        double[] means = {0.3, 0.3, 0.3, 0.3, 0.31, 0.3, 0.3, 0.29, 0.5};
        assertThat(OPTUNA.deviations(means)[0]).isEqualTo(0.1);
        assertThat(HYPEROPT.deviations(means)[0]).isEqualTo(0.1);
        assertThat(WATANABE2023.deviations(means)[0]).isEqualTo(0.03);
    }

    @Test
    void optunasDensityIsTheMeanOfTruncatedNormals() {
        double expected = (truncated(0.2, 0.4, 0.3) + truncated(0.6, 0.4, 0.3) + truncated(0.5, 1, 0.3)) / 3;
        assertThat(density(X, OPTUNA, 3, 2, 6)).isCloseTo(expected, within(1e-12));
        assertThat(density(X, OPTUNA, 3)).isCloseTo(truncated(0.5, 1, 0.3), within(1e-12));
    }

    @Test
    void optunasDensityIsJoint() {
        double[][] seen = {{2, 8}, {6, 4}};
        double expected = (truncated(0.2, 0.4, 0.3) * truncated(0.8, 0.4, 0.5)
                        + truncated(0.6, 0.4, 0.3) * truncated(0.4, 0.4, 0.5)
                        + truncated(0.5, 1, 0.3) * truncated(0.5, 1, 0.5))
                / 3;
        FloatParameter y = new FloatParameter("y", 0, 10, false);
        assertThat(density(List.of(X, y), OPTUNA, new double[] {3, 5}, seen)).isCloseTo(expected, within(1e-12));
    }

    @Test
    void hyperoptsDensityIsTruncatedAsAWhole() {
        NormalDistribution a = NormalDistribution.of(0.2, 0.3);
        NormalDistribution b = NormalDistribution.of(0.6, 0.25);
        NormalDistribution prior = NormalDistribution.of(0.5, 1);
        double inside = a.probability(0, 1) + b.probability(0, 1) + prior.probability(0, 1);
        double expected = (a.density(0.3) + b.density(0.3) + prior.density(0.3)) / inside;
        assertThat(density(X, HYPEROPT, 3, 2, 6)).isCloseTo(expected, within(1e-12));
    }

    @Test
    void watanabesDensityHasThePriorAndTheEndsAmongTheNeighbours() {
        double expected = (truncated(0.2, 0.3, 0.3) + truncated(0.6, 0.4, 0.3) + truncated(0.5, 1, 0.3)) / 3;
        assertThat(density(X, WATANABE2023, 3, 2, 6)).isCloseTo(expected, within(1e-12));
    }

    @Test
    void aWholeNumberHasTheNormalsShareOfHalfAStepToEachSide() {
        IntParameter i = new IntParameter("i", 1, 5);
        TruncatedNormalDistribution seen = TruncatedNormalDistribution.of(0.3, 0.7, 0, 1);
        TruncatedNormalDistribution prior = TruncatedNormalDistribution.of(0.5, 1, 0, 1);
        double expected = (seen.probability(0.6, 0.8) + prior.probability(0.6, 0.8)) / 2;
        assertThat(density(i, OPTUNA, 4, 2)).isCloseTo(expected, within(1e-12));
        IntParameter log = new IntParameter("i", 1, 100, 1, true, Optional.empty());
        double range = Math.log(100.5 / 0.5);
        double mean = Math.log(10 / 0.5) / range;
        TruncatedNormalDistribution ten = TruncatedNormalDistribution.of(mean, Math.max(mean, 1 - mean), 0, 1);
        double low = Math.log(19.5 / 0.5) / range;
        double high = Math.log(20.5 / 0.5) / range;
        assertThat(density(log, OPTUNA, 20, 10))
                .isCloseTo((ten.probability(low, high) + prior.probability(low, high)) / 2, within(1e-12));
    }

    @Test
    void choicesAreCountedWithAPrior() {
        CategoricalParameter choice = new CategoricalParameter("c", List.of("p", "q", "r"));
        double row = 1 + 3 * 1 / 4.0;
        double optuna = (2 * (1 + 0.25) / row + 0.25 / row + 1 / 3.0) / 4;
        assertThat(density(choice, OPTUNA, 0, 0, 0, 1)).isCloseTo(optuna, within(1e-12));
        assertThat(density(choice, WATANABE2023, 0, 0, 0, 1)).isCloseTo(optuna, within(1e-12));
        assertThat(density(choice, HYPEROPT, 0, 0, 0, 1)).isCloseTo((2 + 1) / 6.0, within(1e-12));
        assertThat(density(choice, HYPEROPT, 2, 0, 0, 1)).isCloseTo(1 / 6.0, within(1e-12));
    }

    @Test
    void drawsFollowTheDensity() {
        UnitSpace space = new UnitSpace(SearchSpace.of(new CategoricalParameter("c", List.of("p", "q", "r")), X));
        for (PublishedRules rules : PublishedRules.values()) {
            for (int position = 0; position < 2; position++) {
                List<double[]> seen = List.of(new double[] {0, 0.5}, new double[] {0, 6}, new double[] {1, 9});
                Mixture mixture = new Mixture(space, new int[] {position}, seen, rules.otherWeights(3), rules);
                UniformRandomProvider random = Seeds.random(1, "draws");
                int draws = 20_000;
                int below = 0;
                double[] codes = new double[2];
                for (int i = 0; i < draws; i++) {
                    mixture.draw(random, codes);
                    below += codes[position] <= 3.3 * position ? 1 : 0;
                }
                double probability = 0;
                for (int i = 0; i < 330; i++) {
                    codes[position] = position * (i + 0.5) / 100;
                    probability += Math.exp(mixture.logDensity(codes)) / (position == 0 ? 330 : 1000);
                }
                assertThat((double) below / draws).isCloseTo(probability, within(0.012));
            }
        }
    }

    @Test
    void trialsAreSplitAndCountedAsPublished() {
        assertThat(model("optuna").update()).isEqualTo(4);
        assertThat(model("hyperopt").update()).isEqualTo(7);
        double[][] points = {{0.25}, {0.85}};
        double normal = (truncated(0.1, 0.9, 0.25) + truncated(0.5, 1, 0.25)) / 2;
        double[] others = {0.9, 0.4, 0.3, 0.8};
        double[] deviations = OPTUNA.deviations(new double[] {0.9, 0.4, 0.3, 0.8, 0.5});
        double sum = truncated(0.5, 1, 0.25);
        for (int i = 0; i < 4; i++) {
            sum += truncated(others[i], deviations[i], 0.25);
        }
        assertThat(model("optuna").densities().scores(points)[0])
                .isCloseTo(Math.log(normal) - Math.log(sum / 5), within(1e-12));
        assertThat(model("hyperopt").densities().scores(points)[1])
                .as("failures count as bad")
                .isLessThan(model("optuna").densities().scores(points)[1]);
    }

    /** Three complete trials (best .1), one pruned, two failed, one active. */
    private static DensityModel model(String profile) {
        History history = new History(SearchSpace.of(X), List.of(new Goal("loss", Direction.MINIMIZE)));
        double[] at = {9, 1, 4, 3, 8, 8.5, 8.4};
        for (int i = 0; i < at.length; i++) {
            history.start(i, Configuration.of(Map.of("x", at[i])));
        }
        history.finish(1, TrialState.COMPLETE, Map.of("loss", 0.5));
        history.finish(0, TrialState.COMPLETE, Map.of("loss", 3.0));
        history.finish(2, TrialState.COMPLETE, Map.of("loss", 2.0));
        history.finish(3, TrialState.PRUNED, Map.of("loss", 0.1));
        history.finish(5, TrialState.FAILED, Map.of());
        history.finish(6, TrialState.FAILED, Map.of());
        DensityModel model = DensityModel.of(history, TpeProfile.named(profile));
        model.update();
        return model;
    }

    @Test
    void aConditionalParameterIsLearntFromTheTrialsThatHaveIt() {
        SearchSpace space = SearchSpace.of(
                new CategoricalParameter("c", List.of("p", "q")),
                new FloatParameter("x", 0, 1, OptionalDouble.empty(), false, Optional.of(Condition.in("c", "p"))));
        History history = new History(space, List.of(new Goal("loss", Direction.MINIMIZE)));
        history.start(0, Configuration.of(Map.of("c", "p", "x", 0.2)));
        history.start(1, Configuration.of(Map.of("c", "q")));
        history.finish(0, TrialState.COMPLETE, Map.of("loss", 1.0));
        history.finish(1, TrialState.COMPLETE, Map.of("loss", 2.0));
        for (String profile : List.of("optuna", "hyperopt", "watanabe2023")) {
            DensityModel model = DensityModel.of(history, TpeProfile.named(profile));
            model.update();
            double[] scores = model.densities().scores(new double[][] {{0, 0.25}, {0, 0.9}, {1, Double.NaN}});
            assertThat(scores[0]).isGreaterThan(scores[1]).isGreaterThan(scores[2]);
        }
    }
}
