package dev.fer.search.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fer.common.Seeds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchSpaceTest {
    private static final SearchSpace OPTIMIZERS = SearchSpace.of(
            List.of(
                    new FloatParameter(
                            "momentum",
                            0,
                            1,
                            OptionalDouble.empty(),
                            false,
                            Optional.of(Condition.in("optimizer", "sgd", "rmsprop"))),
                    new CategoricalParameter("optimizer", List.of("sgd", "adam", "rmsprop")),
                    new CategoricalParameter(
                            "nesterov",
                            List.of(false, true),
                            List.of(),
                            Optional.of(new Condition(List.of(List.of(
                                    new Condition.Comparison("momentum", Condition.Operator.GREATER, List.of(0.5))))))),
                    new ConstantParameter("batch_size", 256)),
            List.of(Configuration.of(Map.of("optimizer", "sgd", "nesterov", true))));

    @Test
    void whatEncodesDecodesToTheSameInRandomSpaces() {
        for (int seed = 0; seed < 500; seed++) {
            SearchSpace space = RandomSpaces.of(seed);
            UniformRandomProvider random = Seeds.random(seed, "codes");
            for (int i = 0; i < 20; i++) {
                Configuration configuration = space.decode(RandomSpaces.codes(space, random));
                assertThat(space.decode(space.encode(configuration)))
                        .as("%s", space)
                        .isEqualTo(configuration);
                assertThat(space.normalise(configuration)).isEqualTo(configuration);
            }
        }
    }

    @Test
    void whatIsDecodedLiesInTheSpace() {
        for (int seed = 0; seed < 500; seed++) {
            SearchSpace space = RandomSpaces.of(seed);
            UniformRandomProvider random = Seeds.random(seed, "codes");
            for (int i = 0; i < 20; i++) {
                Configuration configuration = space.decode(RandomSpaces.codes(space, random));
                List<String> problems = space.problems(configuration);
                if (space.isForbidden(configuration)) {
                    assertThat(problems).containsExactly("the combination is forbidden");
                } else {
                    assertThat(problems).as("%s in %s", configuration, space).isEmpty();
                }
            }
        }
    }

    @Test
    void configurationsHoldTheirParametersInTheOrderOfTheSpace() {
        Configuration configuration = OPTIMIZERS.decode(new double[] {0.75, 2, 1, 0});
        assertThat(configuration.names()).containsExactly("momentum", "optimizer", "nesterov", "batch_size");
        assertThat(configuration.values()).containsEntry("batch_size", 256L);
    }

    @Test
    void aChainOfConditionsEndsWithItsFirstInactiveLink() {
        assertThat(OPTIMIZERS.decode(new double[] {0.75, 1, 1, 0}).names()).containsExactly("optimizer", "batch_size");
        assertThat(OPTIMIZERS.decode(new double[] {0.25, 0, 1, 0}).names())
                .containsExactly("momentum", "optimizer", "batch_size");
        assertThat(OPTIMIZERS.encode(Configuration.of(Map.of("optimizer", "adam", "batch_size", 256))))
                .containsExactly(Double.NaN, 1, Double.NaN, 0);
    }

    @Test
    void aForbiddenCombinationIsRecognised() {
        assertThat(OPTIMIZERS.isForbidden(OPTIMIZERS.decode(new double[] {0.75, 0, 1, 0})))
                .isTrue();
        assertThat(OPTIMIZERS.isForbidden(OPTIMIZERS.decode(new double[] {0.75, 0, 0, 0})))
                .isFalse();
        assertThat(OPTIMIZERS.isForbidden(OPTIMIZERS.decode(new double[] {0.75, 2, 1, 0})))
                .isFalse();
    }

    @Test
    void theProblemsOfAConfigurationAreListedTogether() {
        Configuration wrong =
                Configuration.of(Map.of("optimizer", "adam", "momentum", 0.5, "batch_size", 128, "learning_rat", 1));
        assertThat(OPTIMIZERS.problems(wrong))
                .containsExactlyInAnyOrder(
                        "unknown parameter 'learning_rat'",
                        "parameter 'momentum' is not active for these values",
                        "parameter 'batch_size': 128 is not allowed; allowed: the constant 256");
        assertThat(OPTIMIZERS.problems(Configuration.of(Map.of("optimizer", "adam"))))
                .containsExactly("parameter 'batch_size' is missing");
    }

    @Test
    void equalPointsAreEqualConfigurationsOnceNormalised() {
        SearchSpace space = SearchSpace.of(
                new FloatParameter("a", 0, 1, OptionalDouble.of(0.1), false, Optional.empty()),
                new IntParameter("b", 1, 9),
                new OrdinalParameter("c", List.of(10, 20)));
        Configuration loose = Configuration.of(Map.of("c", 20.0, "b", 3.0, "a", 0.1 + 0.2));
        assertThat(space.normalise(loose).values())
                .containsExactly(Map.entry("a", 0.3), Map.entry("b", 3L), Map.entry("c", 20L));
        assertThatThrownBy(() -> space.normalise(Configuration.of(Map.of("a", 0.15))))
                .hasMessage("parameter 'a': 0.15 is not allowed; allowed: float 0..1, step 0.1");
        assertThatThrownBy(() -> space.normalise(Configuration.of(Map.of("aa", 0.1))))
                .hasMessageStartingWith("the space has no parameter 'aa'; did you mean 'a'?");
    }

    @Test
    void circlesAndUnknownParentsAreRefused() {
        Condition onB = Condition.in("b", true);
        Condition onA = Condition.in("a", true);
        assertThatThrownBy(() -> SearchSpace.of(bool("a", onB), bool("b", onA)))
                .hasMessage("parameter 'a': its condition depends, in a circle, on itself");
        assertThatThrownBy(
                        () -> SearchSpace.of(bool("a", Condition.in("mometum", 1)), new IntParameter("momentum", 0, 1)))
                .hasMessage(
                        "parameter 'a': its condition names the unknown parameter 'mometum'; did you mean 'momentum'?");
        assertThatThrownBy(() -> SearchSpace.of(new IntParameter("a", 0, 1), new IntParameter("a", 0, 1)))
                .hasMessage("parameter 'a': stands twice in the space");
    }

    @Test
    void aForbiddenCombinationMustBePossible() {
        List<Parameter> parameters = List.of(new IntParameter("a", 0, 1));
        assertThatThrownBy(() -> SearchSpace.of(parameters, List.of(Configuration.of(Map.of("a", 2)))))
                .hasMessage("parameter 'a': 2 is not allowed; allowed: int 0..1");
        assertThatThrownBy(() -> SearchSpace.of(parameters, List.of(Configuration.EMPTY)))
                .hasMessage("an empty combination would forbid everything");
    }

    private static Parameter bool(String name, Condition when) {
        return new CategoricalParameter(name, List.of(false, true), List.of(), Optional.of(when));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.05, 0.01, 0.7, 1e-5, 3.3})
    void gridsAreFreeOfRoundingErrors(double step) {
        FloatParameter parameter =
                new FloatParameter("x", 0, 20 * step, OptionalDouble.of(step), false, Optional.empty());
        assertThat(parameter.cardinality()).isEqualTo(21);
        for (int i = 0; i <= 20; i++) {
            double value = (Double) parameter.decode(i * step + step * 0.4);
            assertThat(Double.toString(value).replaceAll("E.*|\\.|-", "").length())
                    .as("%s", value)
                    .isLessThanOrEqualTo(6);
            assertThat(parameter.contains(value)).isTrue();
            assertThat(parameter.contains(value + step / 2)).isFalse();
        }
    }

    @Test
    void gridsAcrossZeroHoldZeroAndTheDecimalsThatAPersonWouldWrite() {
        FloatParameter coarse = new FloatParameter("x", -0.3, 0.3, OptionalDouble.of(0.1), false, Optional.empty());
        FloatParameter fine = new FloatParameter("x", -1, 1, OptionalDouble.of(0.01), false, Optional.empty());

        assertThat(coarse.decode(0.02)).isEqualTo(0.0);
        assertThat(fine.decode(-0.0601)).isEqualTo(-0.06);
        assertThat(fine.decode(0.0601)).isEqualTo(0.06);
    }
}
