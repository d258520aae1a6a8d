package dev.fer.search.importance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.search.sampler.internal.UnitSpace;
import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.Condition;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.Parameter;
import dev.fer.search.space.SearchSpace;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RegionTest {
    private static final Parameter MOMENTUM = when("momentum", "sgd");
    private static final Parameter BETA = when("beta", "adam");
    private static final SearchSpace SPACE =
            SearchSpace.of(new CategoricalParameter("optimizer", List.of("sgd", "adam", "rmsprop")), MOMENTUM, BETA);

    private static Parameter when(String name, String optimizer) {
        return new FloatParameter(
                name, 0, 1, OptionalDouble.empty(), false, Optional.of(Condition.in("optimizer", optimizer)));
    }

    @Test
    void aConditionalParameterExistsWhereItsConditionHolds() {
        assertThat(Region.of(SPACE, new UnitSpace(SPACE), MOMENTUM).restricted())
                .containsExactly(0);
    }

    @Test
    void twoThatNeverExistTogetherAreNotRestrictedToNothing() {
        assertThat(Region.of(SPACE, new UnitSpace(SPACE), MOMENTUM, BETA).restricted())
                .isEmpty();
    }
}
