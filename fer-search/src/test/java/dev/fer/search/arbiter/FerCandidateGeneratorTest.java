package dev.fer.search.arbiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fer.search.Direction;
import dev.fer.search.Goal;
import dev.fer.search.definition.SearchDefinition.Component;
import dev.fer.search.sampler.RandomSampler;
import dev.fer.search.sampler.Sampler;
import dev.fer.search.sampler.Samplers;
import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.SearchSpace;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.CauchyDistribution;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.ExponentialDistribution;
import org.apache.commons.math3.distribution.FDistribution;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.GeometricDistribution;
import org.apache.commons.math3.distribution.GumbelDistribution;
import org.apache.commons.math3.distribution.HypergeometricDistribution;
import org.apache.commons.math3.distribution.IntegerDistribution;
import org.apache.commons.math3.distribution.LaplaceDistribution;
import org.apache.commons.math3.distribution.LevyDistribution;
import org.apache.commons.math3.distribution.LogNormalDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.ParetoDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.distribution.RealDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.distribution.TriangularDistribution;
import org.apache.commons.math3.distribution.UniformIntegerDistribution;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.apache.commons.math3.distribution.WeibullDistribution;
import org.apache.commons.math3.distribution.ZipfDistribution;
import org.deeplearning4j.arbiter.optimize.api.AbstractParameterSpace;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.config.OptimizationConfiguration;
import org.deeplearning4j.arbiter.optimize.distribution.LogUniformDistribution;
import org.deeplearning4j.arbiter.optimize.parameter.BooleanSpace;
import org.deeplearning4j.arbiter.optimize.parameter.FixedValue;
import org.deeplearning4j.arbiter.optimize.parameter.continuous.ContinuousParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.integer.IntegerParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.math.MathOp;
import org.deeplearning4j.arbiter.optimize.parameter.math.Op;
import org.deeplearning4j.arbiter.optimize.parameter.math.PairMathOp;
import org.deeplearning4j.arbiter.optimize.runner.CandidateInfo;
import org.deeplearning4j.arbiter.optimize.runner.CandidateStatus;
import org.deeplearning4j.arbiter.optimize.runner.LocalOptimizationRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FerCandidateGeneratorTest {
    private record Network(double rate, int layers, String activation, boolean bias, int batch)
            implements Serializable {}

    /** A space of one of each leaf, as Arbiter's users write them. */
    @SuppressWarnings("rawtypes")
    private static final class NetworkSpace extends AbstractParameterSpace<Network> {
        private final ContinuousParameterSpace rate =
                new ContinuousParameterSpace(new LogNormalDistribution(Math.log(0.01), 1));
        private final IntegerParameterSpace layers = new IntegerParameterSpace(1, 5);
        private final DiscreteParameterSpace<String> activation = new DiscreteParameterSpace<>("relu", "tanh", "elu");
        private final BooleanSpace bias = new BooleanSpace();
        private final FixedValue<Integer> batch = new FixedValue<>(32);

        @Override
        public Network getValue(double[] numbers) {
            return new Network(
                    rate.getValue(numbers),
                    layers.getValue(numbers),
                    activation.getValue(numbers),
                    bias.getValue(numbers),
                    batch.getValue(numbers));
        }

        @Override
        public int numParameters() {
            return 4;
        }

        @Override
        public List<ParameterSpace> collectLeaves() {
            return List.of(rate, layers, activation, bias, batch);
        }

        @Override
        public boolean isLeaf() {
            return false;
        }

        @Override
        public void setIndices(int... indices) {
            throw new UnsupportedOperationException("not a leaf");
        }

        @Override
        public Map<String, ParameterSpace> getNestedSpaces() {
            return Map.of();
        }
    }

    private static double score(Network network) {
        return Math.abs(Math.log(network.rate() / 0.003))
                + Math.abs(network.layers() - 4)
                + (network.activation().equals("tanh") ? 0 : 1)
                + (network.bias() ? 0 : 0.5);
    }

    private static List<Network> loop(CandidateGenerator generator, int candidates) {
        List<Network> networks = new ArrayList<>();
        for (int i = 0; i < candidates && generator.hasMoreCandidates(); i++) {
            Candidate<?> candidate = generator.getCandidate();
            Network network = (Network) candidate.getValue();
            networks.add(network);
            generator.reportResults(result(candidate, score(network)));
        }
        return networks;
    }

    private static OptimizationResult result(Candidate<?> candidate, double score) {
        CandidateInfo info =
                new CandidateInfo(candidate.getIndex(), CandidateStatus.Complete, score, 0L, 0L, 0L, null, "");
        return new OptimizationResult(candidate, score, candidate.getIndex(), null, info, null);
    }

    private static double best(List<Network> networks) {
        return networks.stream()
                .mapToDouble(FerCandidateGeneratorTest::score)
                .min()
                .orElseThrow();
    }

    @Test
    void searchesEveryKindOfLeafBetterThanRandomSearch() {
        double tpe = 0;
        double random = 0;
        for (long seed = 0; seed < 5; seed++) {
            FerCandidateGenerator learning = new FerCandidateGenerator(new NetworkSpace(), Direction.MINIMIZE);
            FerCandidateGenerator drawing =
                    new FerCandidateGenerator(new NetworkSpace(), Direction.MINIMIZE, new RandomSampler());
            learning.setRngSeed(seed);
            drawing.setRngSeed(seed);
            tpe += best(loop(learning, 60));
            random += best(loop(drawing, 60));
        }
        assertThat(tpe).isLessThan(random / 2);
    }

    @Test
    void everyValueOfDiscreteLeavesIsReached() {
        FerCandidateGenerator generator =
                new FerCandidateGenerator(new NetworkSpace(), Direction.MINIMIZE, new RandomSampler());
        List<Network> networks = loop(generator, 100);
        assertThat(networks).extracting(Network::layers).contains(1, 2, 3, 4, 5);
        assertThat(networks).extracting(Network::activation).contains("relu", "tanh", "elu");
        assertThat(networks).extracting(Network::bias).contains(true, false);
        assertThat(networks).extracting(Network::batch).containsOnly(32);
    }

    @Test
    void aFiniteSpaceEndsWithoutRepetition() {
        FerCandidateGenerator generator =
                new FerCandidateGenerator(new DiscreteParameterSpace<>("a", "b", "c"), Direction.MAXIMIZE);
        HashSet<Object> values = new HashSet<>();
        while (generator.hasMoreCandidates()) {
            Candidate<?> candidate = generator.getCandidate();
            assertThat(values.add(candidate.getValue())).isTrue();
            generator.reportResults(result(candidate, Double.NaN));
        }
        assertThat(values).containsExactlyInAnyOrder("a", "b", "c");
        assertThatThrownBy(generator::getCandidate).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theSameSeedGivesTheSameCandidates() {
        FerCandidateGenerator one = new FerCandidateGenerator(new NetworkSpace(), Direction.MINIMIZE);
        FerCandidateGenerator two = new FerCandidateGenerator(new NetworkSpace(), Direction.MINIMIZE);
        one.setRngSeed(7);
        two.setRngSeed(7);
        assertThat(loop(one, 30)).isEqualTo(loop(two, 30));
    }

    private static List<RealDistribution> distributions() {
        return List.of(
                new UniformRealDistribution(-2, 5),
                new LogUniformDistribution(1e-4, 1e-1),
                new NormalDistribution(1, 2),
                new LogNormalDistribution(-3, 1),
                new BetaDistribution(2, 5),
                new CauchyDistribution(0, 1),
                new ChiSquaredDistribution(3),
                new ExponentialDistribution(2),
                new FDistribution(4, 7),
                new GammaDistribution(2, 3),
                new LevyDistribution(0, 1),
                new ParetoDistribution(1, 3),
                new TDistribution(4),
                new TriangularDistribution(0, 1, 3),
                new WeibullDistribution(2, 1),
                new GumbelDistribution(0, 1),
                new LaplaceDistribution(0, 1));
    }

    @ParameterizedTest
    @MethodSource("distributions")
    void aContinuousLeafIsDrawnFromItsDistribution(RealDistribution distribution) {
        FerCandidateGenerator generator = new FerCandidateGenerator(
                new ContinuousParameterSpace(distribution), Direction.MINIMIZE, new RandomSampler());
        double[] quantiles = values(generator, 400)
                .mapToDouble(value -> distribution.cumulativeProbability((Double) value))
                .sorted()
                .toArray();
        assertThat(quantiles[0]).isBetween(0.0, 0.03);
        assertThat(quantiles[100]).isBetween(0.19, 0.31);
        assertThat(quantiles[200]).isBetween(0.43, 0.57);
        assertThat(quantiles[399]).isBetween(0.97, 1.0);
    }

    private static List<IntegerDistribution> integerDistributions() {
        return List.of(
                new UniformIntegerDistribution(-3, 3),
                new UniformIntegerDistribution(0, 500),
                new BinomialDistribution(10, 0.3),
                new PoissonDistribution(4),
                new GeometricDistribution(0.2),
                new ZipfDistribution(20, 1.5),
                new HypergeometricDistribution(30, 10, 8));
    }

    @ParameterizedTest
    @MethodSource("integerDistributions")
    void anIntegerLeafIsDrawnFromItsDistribution(IntegerDistribution distribution) {
        FerCandidateGenerator generator = new FerCandidateGenerator(
                new IntegerParameterSpace(distribution), Direction.MINIMIZE, new RandomSampler());
        double mean = values(generator, 400)
                .mapToInt(value -> (Integer) value)
                .average()
                .orElseThrow();
        assertThat(mean)
                .isCloseTo(distribution.getNumericalMean(), within(Math.sqrt(distribution.getNumericalVariance()) / 3));
    }

    private static Stream<Object> values(CandidateGenerator generator, int most) {
        generator.setRngSeed(5);
        List<Object> values = new ArrayList<>();
        while (values.size() < most && generator.hasMoreCandidates()) {
            Candidate<?> candidate = generator.getCandidate();
            values.add(candidate.getValue());
            generator.reportResults(result(candidate, 1));
        }
        return values.stream();
    }

    @Test
    void sumsAndProductsAndSharedLeavesAreSearched() {
        IntegerParameterSpace shared = new IntegerParameterSpace(1, 3);
        ParameterSpace<Integer> sum =
                new PairMathOp<>(shared, new MathOp<>(new IntegerParameterSpace(0, 1), Op.MUL, 10), Op.ADD);
        assertThat(values(new FerCandidateGenerator(sum, Direction.MINIMIZE), 20))
                .containsExactlyInAnyOrder(1, 2, 3, 11, 12, 13);
        ParameterSpace<Integer> twice = new PairMathOp<>(shared, shared, Op.MUL);
        assertThat(values(new FerCandidateGenerator(twice, Direction.MINIMIZE), 20))
                .containsExactlyInAnyOrder(1, 4, 9);
    }

    @Test
    void aSpaceWithoutLeavesHasOneCandidate() {
        assertThat(values(new FerCandidateGenerator(new FixedValue<>("only"), Direction.MINIMIZE), 5))
                .containsExactly("only");
    }

    @Test
    void leavesThatTurnedFromASearchFileAreSearchedByTheirOwnPrior() {
        SearchSpace file = SearchSpace.of(
                new CategoricalParameter("weighted", List.of("rare", "often"), List.of(0.1, 0.9), Optional.empty()));
        ParameterSpace<?> weighted =
                ArbiterSpaces.toArbiter(file).values().iterator().next();
        assertThat(values(new FerCandidateGenerator(weighted, Direction.MINIMIZE), 5))
                .containsExactlyInAnyOrder("rare", "often");
    }

    private static List<Sampler> samplers() {
        return Stream.of("auto", "tpe", "random", "genetic")
                .map(type -> Samplers.create(new Component(type), List.of(new Goal("score", Direction.MINIMIZE))))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void arbitersOwnRunnerRunsEverySampler(Sampler sampler) {
        OptimizationConfiguration configuration = PlainOptimization.configuration(
                new FerCandidateGenerator(new NetworkSpace(), Direction.MINIMIZE, sampler), true, 40);
        LocalOptimizationRunner runner =
                new LocalOptimizationRunner(2, configuration, new PlainOptimization.Tasks((value, seed) -> {
                    Network network = (Network) value;
                    return network.layers() == 5 ? Double.NaN : score(network);
                }));
        runner.execute();
        assertThat(runner.numCandidatesCompleted()).isGreaterThanOrEqualTo(40);
        assertThat(runner.numCandidatesFailed()).isZero();
    }
}
