package dev.fer.search.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fer.search.space.Condition.Comparison;
import dev.fer.search.space.Condition.Operator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Each short way to make a parameter or a condition makes what the long one does. */
class ShorthandsTest {
    private static final Condition SGD = Condition.in("optimizer", "sgd");

    private static Configuration deep(long layers, String optimizer) {
        return Configuration.of(Map.of("layers", layers, "optimizer", optimizer));
    }

    @Test
    void numbersAreUniformOrLogUniformAndMayHaveStepsAndConditions() {
        assertThat(FloatParameter.of("x", 0, 1)).isEqualTo(new FloatParameter("x", 0, 1, false));
        assertThat(FloatParameter.log("x", 0.1, 1)).isEqualTo(new FloatParameter("x", 0.1, 1, true));
        assertThat(FloatParameter.of("x", 0, 1).withStep(0.25).when(SGD))
                .isEqualTo(new FloatParameter("x", 0, 1, OptionalDouble.of(0.25), false, Optional.of(SGD)));
        assertThat(IntParameter.of("n", 1, 9)).isEqualTo(new IntParameter("n", 1, 9));
        assertThat(IntParameter.log("n", 1, 9).when(SGD))
                .isEqualTo(new IntParameter("n", 1, 9, 1, true, Optional.of(SGD)));
        assertThat(IntParameter.of("n", 1, 9).withStep(2).step()).isEqualTo(2);
    }

    @Test
    void normalPriorsMayBeTruncated() {
        double infinity = Double.POSITIVE_INFINITY;
        assertThat(NormalParameter.of("x", 1, 2))
                .isEqualTo(new NormalParameter("x", 1, 2, -infinity, infinity, false, Optional.empty()));
        assertThat(NormalParameter.log("x", 1, 2).within(0.5, 4).when(SGD))
                .isEqualTo(new NormalParameter("x", 1, 2, 0.5, 4, true, Optional.of(SGD)));
    }

    @Test
    void choicesMayHaveWeightsAndConditions() {
        assertThat(CategoricalParameter.of("c", "a", 2, true))
                .isEqualTo(new CategoricalParameter("c", List.of("a", 2, true)));
        assertThat(CategoricalParameter.bool("b").choices()).containsExactly(false, true);
        assertThat(CategoricalParameter.of("c", "a", "b").withWeights(1, 3).when(SGD))
                .isEqualTo(new CategoricalParameter("c", List.of("a", "b"), List.of(0.25, 0.75), Optional.of(SGD)));
        assertThat(OrdinalParameter.of("o", 16, 32).when(SGD))
                .isEqualTo(new OrdinalParameter("o", List.of(16, 32), Optional.of(SGD)));
    }

    @Test
    void everyComparisonHasAName() {
        assertThat(List.of(
                        Condition.in("n", 3),
                        Condition.notIn("n", 3),
                        Condition.greater("n", 3),
                        Condition.atLeast("n", 3),
                        Condition.less("n", 3),
                        Condition.atMost("n", 3)))
                .extracting(Condition::toString)
                .containsExactly("n is 3", "n is not 3", "n > 3", "n >= 3", "n < 3", "n <= 3");
    }

    @Test
    void conditionsAreJoinedByAndAndOr() {
        Condition both = SGD.and(Condition.atLeast("layers", 3));
        assertThat(both.holds(deep(3, "sgd"))).isTrue();
        assertThat(both.holds(deep(2, "sgd"))).isFalse();
        assertThat(both.holds(deep(3, "adam"))).isFalse();

        Condition either = SGD.or(Condition.atLeast("layers", 3));
        assertThat(either.holds(deep(2, "sgd"))).isTrue();
        assertThat(either.holds(deep(3, "adam"))).isTrue();
        assertThat(either.holds(deep(2, "adam"))).isFalse();
    }

    @Test
    void andOfAlternativesHoldsWhereOneOfEachHolds() {
        Condition shallowOrDeep = Condition.less("layers", 2).or(Condition.greater("layers", 4));
        Condition joined = shallowOrDeep.and(SGD.or(Condition.in("optimizer", "adam")));
        assertThat(joined.anyOf()).hasSize(4);
        assertThat(joined.holds(deep(5, "adam"))).isTrue();
        assertThat(joined.holds(deep(3, "adam"))).isFalse();
        assertThat(joined.anyOf().get(0)).contains(new Comparison("optimizer", Operator.IN, List.of("sgd")));
        assertThatThrownBy(() -> SGD.and(SGD)).isInstanceOf(InvalidParameterException.class);
    }
}
