package dev.fer.search.sampler.tpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fer.common.Seeds;
import dev.fer.search.sampler.internal.UnitSpace;
import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.Condition;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.OrdinalParameter;
import dev.fer.search.space.Parameter;
import dev.fer.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.TruncatedNormalDistribution;
import org.junit.jupiter.api.Test;

class ParzenEstimatorTest {
    private static final FloatParameter X = new FloatParameter("x", 0, 1, false);
    private static final FloatParameter Y = new FloatParameter("y", 0, 1, false);

    private static ParzenEstimator estimator(UnitSpace space, double sd, int observations) {
        Kernel[] kernels = new Kernel[space.size()];
        for (int position : space.searched()) {
            kernels[position] = Kernel.of(space.axis(position), sd, observations, 1);
        }
        return new ParzenEstimator(space, kernels, 1);
    }

    private static UnitSpace space(Parameter... parameters) {
        return new UnitSpace(SearchSpace.of(parameters));
    }

    private static double densityAt(ParzenEstimator estimator, double... point) {
        return Math.exp(estimator.logDensities(new double[][] {point})[0]);
    }

    private static double normal(double mean, double sd, double x) {
        return TruncatedNormalDistribution.of(mean, sd, 0, 1).density(x);
    }

    @Test
    void withoutPointsTheDensityIsThePrior() {
        ParzenEstimator estimator = estimator(
                space(X, new CategoricalParameter("c", List.of("a", "b"), List.of(0.75, 0.25), Optional.empty())),
                0.1,
                1);
        assertThat(densityAt(estimator, 0.3, 1)).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void theDensityIsTheWeightedMeanOfTruncatedNormalsAndThePrior() {
        ParzenEstimator estimator = estimator(space(X, Y), 0.2, 2);
        estimator.add(new double[] {0.1, 0.9}, 1.5);
        estimator.add(new double[] {0.6, 0.5}, 0.5);
        double expected = (1.5 * normal(0.1, 0.2, 0.3) * normal(0.9, 0.2, 0.8)
                        + 0.5 * normal(0.6, 0.2, 0.3) * normal(0.5, 0.2, 0.8)
                        + 1)
                / 3;
        assertThat(densityAt(estimator, 0.3, 0.8)).isCloseTo(expected, within(1e-12));
    }

    @Test
    void thePriorMayWeighMoreThanAPoint() {
        UnitSpace space = space(X);
        ParzenEstimator estimator = new ParzenEstimator(space, new Kernel[] {Kernel.of(space.axis(0), 0.2, 1, 3)}, 3);
        estimator.add(new double[] {0.5}, 1);
        assertThat(densityAt(estimator, 0.3)).isCloseTo((normal(0.5, 0.2, 0.3) + 3) / 4, within(1e-12));
    }

    @Test
    void theDensityOfManyPointsIsThatOfTheFormula() {
        ParzenEstimator estimator = estimator(space(X, Y), 0.15, 1500);
        UniformRandomProvider random = Seeds.random(1, "points");
        double sum = 1;
        for (int i = 0; i < 1500; i++) {
            double[] point = {random.nextDouble(), random.nextDouble()};
            double weight = i % 3;
            estimator.add(point, weight);
            sum += weight * normal(point[0], 0.15, 0.4) * normal(point[1], 0.15, 0.7);
        }
        assertThat(densityAt(estimator, 0.4, 0.7)).isCloseTo(sum / 1501, within(1e-9));
    }

    @Test
    void anOrderedKernelIsTheNormalsProbabilityOfEachCell() {
        ParzenEstimator estimator = estimator(space(new OrdinalParameter("o", List.of(1, 2, 4, 8))), 0.3, 1);
        estimator.add(new double[] {1}, 1);
        TruncatedNormalDistribution kernel = TruncatedNormalDistribution.of(0.375, 0.3, 0, 1);
        double expected = (kernel.probability(0.5, 0.75) + 0.25) / 2;
        assertThat(densityAt(estimator, 2)).isCloseTo(expected, within(1e-12));
    }

    @Test
    void anUnorderedKernelMixesTheObservedChoiceWithItsPrior() {
        ParzenEstimator estimator = estimator(
                space(new CategoricalParameter("c", List.of("a", "b"), List.of(0.75, 0.25), Optional.empty())), 0.3, 4);
        estimator.add(new double[] {0}, 1);
        double prior = 2.0 / 5;
        double kernel = prior * 0.25 / (1 + prior);
        assertThat(densityAt(estimator, 1)).isCloseTo((kernel + 0.25) / 2, within(1e-12));
    }

    @Test
    void aParameterIsLearntOnlyFromPointsThatHaveIt() {
        UnitSpace space = space(
                new CategoricalParameter("c", List.of("a", "b")),
                new FloatParameter("x", 0, 1, OptionalDouble.empty(), false, Optional.of(Condition.in("c", "a"))));
        ParzenEstimator estimator = estimator(space, 0.1, 2);
        estimator.add(new double[] {0, 0.2}, 1);
        estimator.add(new double[] {1, Double.NaN}, 1);
        double prior = 2.0 / 3;
        double same = (1 + prior * 0.5) / (1 + prior);
        double other = 1 - same;
        assertThat(densityAt(estimator, 0, 0.25))
                .isCloseTo((same * normal(0.2, 0.1, 0.25) + other + 0.5) / 3, within(1e-12));
        assertThat(densityAt(estimator, 1, Double.NaN)).isCloseTo((other + same + 0.5) / 3, within(1e-12));
    }

    @Test
    void drawsFollowTheDensity() {
        UnitSpace space = space(
                new CategoricalParameter("c", List.of("a", "b")),
                new FloatParameter("x", 0, 1, OptionalDouble.empty(), false, Optional.of(Condition.in("c", "a"))));
        ParzenEstimator estimator = estimator(space, 0.1, 2);
        estimator.add(new double[] {0, 0.2}, 2);
        estimator.add(new double[] {1, Double.NaN}, 1);
        UniformRandomProvider random = Seeds.random(1, "draws");
        int[] counts = new int[10];
        int draws = 50_000;
        for (int i = 0; i < draws; i++) {
            double[] point = new double[2];
            estimator.draw(random, point);
            if (point[0] == 0) {
                counts[(int) (10 * point[1])]++;
            }
        }
        for (int bin = 0; bin < counts.length; bin++) {
            double probability = 0;
            for (int i = 0; i < 100; i++) {
                probability += densityAt(estimator, 0, (bin + (i + 0.5) / 100) / 10) / 1000;
            }
            assertThat((double) counts[bin] / draws).isCloseTo(probability, within(0.006));
        }
    }

    @Test
    void aPointOfWeightZeroOrThatWasRemovedLeavesNoTrace() {
        ParzenEstimator plain = estimator(space(X), 0.1, 1);
        plain.add(new double[] {0.5}, 1);
        ParzenEstimator changed = estimator(space(X), 0.1, 1);
        changed.add(new double[] {0.2}, 0);
        changed.add(new double[] {0.5}, 1);
        changed.add(new double[] {0.9}, 1);
        changed.truncate(2);
        assertThat(densityAt(changed, 0.3)).isEqualTo(densityAt(plain, 0.3));
    }

    @Test
    void thousandsOfChoicesTakeNoTableOfAllPairs() {
        List<String> names = IntStream.range(0, 3000).mapToObj(i -> "c" + i).toList();
        UnitSpace space = space(new CategoricalParameter("c", names));
        List<ParzenEstimator> many = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            // With tables of 72 MB each, no heap would hold them.
            many.add(estimator(space, 0, 1));
        }
        ParzenEstimator estimator = many.get(0);
        estimator.add(new double[] {7}, 1);
        // The prior weighs 1, as does the kernel, in which that of K choices has the share K/2 / (1 + K/2).
        double own = 1 / 1501.0;
        double prior = 1 / 3000.0;
        assertThat(densityAt(estimator, 7)).isCloseTo((prior + own + (1 - own) * prior) / 2, within(1e-12));
        assertThat(densityAt(estimator, 8)).isCloseTo((prior + (1 - own) * prior) / 2, within(1e-12));
    }
}
