package dev.fer.search.arbiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fer.search.Direction;
import dev.fer.search.sampler.RandomSampler;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.distribution.LogNormalDistribution;
import org.deeplearning4j.arbiter.optimize.api.AbstractParameterSpace;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.BooleanSpace;
import org.deeplearning4j.arbiter.optimize.parameter.FixedValue;
import org.deeplearning4j.arbiter.optimize.parameter.continuous.ContinuousParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.integer.IntegerParameterSpace;
import org.deeplearning4j.arbiter.optimize.runner.CandidateInfo;
import org.deeplearning4j.arbiter.optimize.runner.CandidateStatus;
import org.junit.jupiter.api.Test;

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
}
