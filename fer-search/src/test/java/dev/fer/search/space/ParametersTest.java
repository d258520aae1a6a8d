package dev.fer.search.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ParametersTest {
    @Test
    void aFloatIsClippedToItsBounds() {
        FloatParameter parameter = new FloatParameter("x", 1e-4, 0.1, true);
        assertThat(parameter.decode(-5)).isEqualTo(1e-4);
        assertThat(parameter.decode(5)).isEqualTo(0.1);
        assertThat(parameter.decode(0.03)).isEqualTo(0.03);
        assertThat(parameter.allowed()).isEqualTo("float 1e-4..0.1, log");
        assertThat(parameter.cardinality()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aWholeNumberIsANumberToAFloat() {
        assertThat(new FloatParameter("x", 0, 5, false).contains(3L)).isTrue();
        assertThat(new FloatParameter("x", 0, 5, false).contains(Double.NaN)).isFalse();
        assertThat(new FloatParameter("x", 0, 5, false).contains("3")).isFalse();
    }

    @Test
    void aGridThatMissesTheUpperBoundEndsBelowIt() {
        FloatParameter parameter = new FloatParameter("x", 0, 1, OptionalDouble.of(0.3), false, Optional.empty());
        assertThat(parameter.decode(1)).isEqualTo(0.9);
        assertThat(parameter.cardinality()).isEqualTo(4);
    }

    @Test
    void anIntStaysOnItsGrid() {
        IntParameter parameter = new IntParameter("x", 3, 12, 4, false, Optional.empty());
        assertThat(parameter.decode(100)).isEqualTo(11L);
        assertThat(parameter.decode(4.9)).isEqualTo(3L);
        assertThat(parameter.decode(5.1)).isEqualTo(7L);
        assertThat(parameter.contains(12L)).isFalse();
        assertThat(parameter.contains(7.0)).isTrue();
        assertThat(parameter.contains(7.5)).isFalse();
        assertThat(parameter.cardinality()).isEqualTo(3);
        assertThat(parameter.allowed()).isEqualTo("int 3..12, step 4");
    }

    @Test
    void aChoiceKeepsWhatWasWritten() {
        CategoricalParameter parameter = new CategoricalParameter("x", List.of(12, "12", true, 1.5));
        assertThat(parameter.decode(parameter.encode(12.0))).isEqualTo(12L);
        assertThat(parameter.decode(parameter.encode("12"))).isEqualTo("12");
        assertThat(parameter.contains("true")).isFalse();
        assertThat(parameter.decode(99)).isEqualTo(1.5);
        assertThat(parameter.allowed()).isEqualTo("one of [12, \"12\", true, 1.5]");
    }

    @Test
    void weightsAreNormalised() {
        CategoricalParameter parameter =
                new CategoricalParameter("x", List.of("a", "b"), List.of(1.0, 3.0), Optional.empty());
        assertThat(parameter.weights()).containsExactly(0.25, 0.75);
        assertThat(new CategoricalParameter("x", List.of("a", "b")).weight(1)).isEqualTo(0.5);
    }

    @Test
    void aLogNormalStaysPositive() {
        NormalParameter parameter = new NormalParameter("x", 1, 1, 0, Double.POSITIVE_INFINITY, true, Optional.empty());
        assertThat(parameter.contains(parameter.decode(-1))).isTrue();
        assertThat(parameter.allowed()).isEqualTo("log-normal around 1, sd 1, 0..inf");
    }

    @Test
    void aFaultTellsWhichPartIsWrong() {
        assertThatThrownBy(() -> new FloatParameter("x", 5, 1, false))
                .isInstanceOfSatisfying(InvalidParameterException.class, fault -> {
                    assertThat(fault).hasMessage("parameter 'x': low must not be above high, found 5 and 1");
                    assertThat(fault.parameter()).isEqualTo("x");
                    assertThat(fault.key()).isEqualTo("low");
                    assertThat(fault.demand()).isEqualTo("low must not be above high, found 5 and 1");
                });
    }

    @Test
    void aConditionTellsItselfInWords() {
        Condition condition = new Condition(List.of(
                List.of(
                        new Condition.Comparison("layers", Condition.Operator.AT_LEAST, List.of(3)),
                        new Condition.Comparison("kind", Condition.Operator.IN, List.of("a", "b"))),
                List.of(new Condition.Comparison("kind", Condition.Operator.NOT_IN, List.of("c")))));
        assertThat(condition).hasToString("kind is one of [\"a\", \"b\"] and layers >= 3, or kind is not \"c\"");
        assertThat(condition.parameters()).containsExactly("kind", "layers");
    }

    @Test
    void whatIsInactiveSatisfiesNoComparison() {
        for (Condition.Operator operator : Condition.Operator.values()) {
            Condition condition = new Condition(List.of(List.of(new Condition.Comparison("x", operator, List.of(1)))));
            assertThat(condition.holds(Configuration.EMPTY)).isFalse();
        }
        assertThat(Condition.in("x", 2).holds(Configuration.of(Map.of("x", 2.0))))
                .isTrue();
    }

    @Test
    void configurationsAreEqualWhateverTheOrder() {
        Configuration one = ConfigurationJson.read("{\"a\":1,\"b\":\"x\"}");
        Configuration other = ConfigurationJson.read("{\"b\":\"x\",\"a\":1}");
        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(one).isNotEqualTo(ConfigurationJson.read("{\"a\":1}"));
        assertThat(one.getInt("a")).isEqualTo(1);
        assertThatThrownBy(() -> one.getDouble("b")).hasMessage("parameter 'b' is \"x\", which is not a number");
        assertThatThrownBy(() -> one.getString("c")).hasMessageStartingWith("no parameter 'c' is active here");
    }
}
