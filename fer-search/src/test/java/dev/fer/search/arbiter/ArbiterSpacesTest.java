package dev.fer.search.arbiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fer.search.definition.SearchDefinitions;
import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.ConstantParameter;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.IntParameter;
import dev.fer.search.space.NormalParameter;
import dev.fer.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.CauchyDistribution;
import org.apache.commons.math3.distribution.LogNormalDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.distribution.LogUniformDistribution;
import org.deeplearning4j.arbiter.optimize.parameter.BooleanSpace;
import org.deeplearning4j.arbiter.optimize.parameter.FixedValue;
import org.deeplearning4j.arbiter.optimize.parameter.continuous.ContinuousParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.integer.IntegerParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.math.MathOp;
import org.deeplearning4j.arbiter.optimize.parameter.math.Op;
import org.junit.jupiter.api.Test;

class ArbiterSpacesTest {
    private static final String EVERY_KIND = """
            {"name": "spaces", "objective": {"metric": "loss", "direction": "minimize"}, "space": {
              "momentum": {"type": "float", "low": 0, "high": 0.99},
              "rate": {"type": "float", "low": 1e-4, "high": 0.1, "log": true},
              "dropout": {"type": "float", "low": 0, "high": 0.5, "step": 0.1},
              "only": {"type": "float", "low": 3, "high": 3},
              "layers": {"type": "int", "low": 2, "high": 4},
              "even": {"type": "int", "low": 0, "high": 10, "step": 2},
              "units": {"type": "int", "low": 1, "high": 4096, "log": true},
              "huge": {"type": "int", "low": 0, "high": 10000000000},
              "optimizer": {"type": "categorical", "choices": ["sgd", "adam"]},
              "weighted": {"type": "categorical", "choices": ["rare", "often"], "weights": [0.1, 0.9]},
              "neurons": {"type": "ordinal", "choices": [100, 200, 500]},
              "bias": {"type": "bool"},
              "shift": {"type": "normal", "mean": 1, "sd": 2},
              "decay": {"type": "normal", "mean": 1e-4, "sd": 1, "log": true},
              "bounded": {"type": "normal", "mean": 0, "sd": 1, "low": -1, "high": 2},
              "batch": 256, "name": "x"}}
            """;

    private static SearchSpace space(String text) {
        return SearchDefinitions.parse(text, "test.json").space();
    }

    @Test
    void aSpaceWithEveryKindOfParameterComesBackEqual() {
        SearchSpace space = space(EVERY_KIND);
        assertThat(ArbiterSpaces.fromArbiter(ArbiterSpaces.toArbiter(space))).isEqualTo(space);
    }

    @Test
    void arbitersOwnTypesAreUsedWhereTheyMeanTheSame() {
        Map<String, ParameterSpace<?>> spaces = ArbiterSpaces.toArbiter(space(EVERY_KIND));
        Map<String, Class<?>> types = new TreeMap<>();
        spaces.forEach((name, leaf) -> types.put(name, leaf.getClass()));
        assertThat(types)
                .containsEntry("momentum", ContinuousParameterSpace.class)
                .containsEntry("rate", ContinuousParameterSpace.class)
                .containsEntry("shift", ContinuousParameterSpace.class)
                .containsEntry("decay", ContinuousParameterSpace.class)
                .containsEntry("layers", IntegerParameterSpace.class)
                .containsEntry("optimizer", DiscreteParameterSpace.class)
                .containsEntry("bias", BooleanSpace.class)
                .containsEntry("batch", FixedValue.class);
        assertThat(spaces.get("dropout")).isInstanceOf(DiscreteParameterSpace.class);
        assertThat(spaces.get("neurons")).isInstanceOf(DiscreteParameterSpace.class);
        assertThat(spaces.keySet())
                .containsExactlyElementsOf(space(EVERY_KIND).parameters().stream()
                        .map(p -> p.name())
                        .toList());
    }

    @Test
    void whatArbiterDrawsIsWhatTheSearchFileAllowsWithItsPrior() {
        SearchSpace space = space(EVERY_KIND);
        Map<String, ParameterSpace<?>> spaces = ArbiterSpaces.toArbiter(space);
        Map<String, List<Object>> drawn = new LinkedHashMap<>();
        spaces.forEach((name, leaf) -> {
            if (leaf.numParameters() == 1) {
                leaf.setIndices(0);
            }
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                Object value = leaf.getValue(new double[] {(i + 0.5) / 1000});
                values.add(value instanceof Integer whole ? Long.valueOf(whole) : value);
            }
            drawn.put(name, values);
        });
        drawn.forEach((name, values) -> assertThat(values)
                .as(name)
                .allSatisfy(value ->
                        assertThat(space.parameter(name).contains(value)).isTrue()));
        assertThat(drawn.getOrDefault("weighted", List.of()).stream()
                        .filter("rare"::equals)
                        .count())
                .isEqualTo(100);
        assertThat((Double) drawn.getOrDefault("rate", List.of()).get(500)).isCloseTo(Math.sqrt(1e-5), within(1e-4));
        assertThat((Long) drawn.getOrDefault("units", List.of()).get(500)).isBetween(45L, 85L);
        assertThat(drawn.get("dropout")).containsOnly(0.0, 0.1, 0.2, 0.3, 0.4, 0.5);
    }

    @Test
    void whatArbiterCannotSayIsRefusedByName() {
        String text = """
                {"name": "x", "objective": {"metric": "loss", "direction": "minimize"}, "space": {
                  "optimizer": {"type": "categorical", "choices": ["sgd", "adam"]},
                  "momentum": {"type": "float", "low": 0, "high": 1, "when": {"optimizer": "sgd"}}}}
                """;
        assertThatThrownBy(() -> ArbiterSpaces.toArbiter(space(text)))
                .isInstanceOf(ArbiterSpaceException.class)
                .hasMessage("'momentum': Arbiter knows no conditions: every leaf always has a value");
        String forbidden = """
                {"name": "x", "objective": {"metric": "loss", "direction": "minimize"}, "space": {
                  "layers": {"type": "int", "low": 1, "high": 2}}, "forbidden": [{"layers": 2}]}
                """;
        assertThatThrownBy(() -> ArbiterSpaces.toArbiter(space(forbidden)))
                .hasMessage("'forbidden': Arbiter knows no forbidden combinations");
    }

    @Test
    void spacesOfArbitersUsersBecomeSearchSpaces() {
        Map<String, ParameterSpace<?>> spaces = new LinkedHashMap<>();
        spaces.put("uniform", new ContinuousParameterSpace(new UniformRealDistribution(-1, 1)));
        spaces.put("rate", new ContinuousParameterSpace(new LogUniformDistribution(1e-5, 1e-1)));
        spaces.put("normal", new ContinuousParameterSpace(new NormalDistribution(1, 2)));
        spaces.put("lognormal", new ContinuousParameterSpace(new LogNormalDistribution(0, 0.5)));
        spaces.put("int", new IntegerParameterSpace(-3, 4));
        spaces.put("discrete", new DiscreteParameterSpace<>(16, 32, 64));
        spaces.put("flag", new BooleanSpace());
        spaces.put("fixed", new FixedValue<>(0.5));
        double infinity = Double.POSITIVE_INFINITY;
        assertThat(ArbiterSpaces.fromArbiter(spaces))
                .isEqualTo(SearchSpace.of(
                        new FloatParameter("uniform", -1, 1, false),
                        new FloatParameter("rate", 1e-5, 1e-1, true),
                        new NormalParameter("normal", 1, 2, -infinity, infinity, false, Optional.empty()),
                        new NormalParameter("lognormal", 1, 0.5, 0, infinity, true, Optional.empty()),
                        new IntParameter("int", -3, 4),
                        new CategoricalParameter("discrete", List.of(16, 32, 64)),
                        new CategoricalParameter("flag", List.of(false, true)),
                        new ConstantParameter("fixed", 0.5)));
    }

    @Test
    void spacesThatNoSearchFileCanSayAreRefusedByName() {
        List<ParameterSpace<?>> unsayable = List.of(
                new ContinuousParameterSpace(new BetaDistribution(2, 3)),
                new IntegerParameterSpace(new BinomialDistribution(10, 0.5)),
                new DiscreteParameterSpace<>(Thread.State.NEW, Thread.State.BLOCKED),
                new DiscreteParameterSpace<>("twice", "twice"),
                new FixedValue<>(List.of()),
                new MathOp<>(new IntegerParameterSpace(1, 2), Op.MUL, 2));
        for (ParameterSpace<?> space : unsayable) {
            assertThatThrownBy(() -> ArbiterSpaces.fromArbiter(Map.of("x", space)))
                    .isInstanceOf(ArbiterSpaceException.class)
                    .hasMessageStartingWith("'x': no parameter of a search file means the same as");
        }
    }

    @Test
    void anUnboundedDistributionThatIsUnknownHereStaysFiniteAtBothEnds() {
        ArbiterSpace arbiter = new ArbiterSpace(new ContinuousParameterSpace(new CauchyDistribution()));
        for (double number : new double[] {0, 1}) {
            double quantile = arbiter.numbers(arbiter.configuration(new double[] {number}))[0];
            assertThat(new CauchyDistribution().inverseCumulativeProbability(quantile))
                    .isFinite();
        }
    }
}
