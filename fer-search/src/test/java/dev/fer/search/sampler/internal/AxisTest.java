package dev.fer.search.sampler.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.common.Seeds;
import dev.fer.search.space.NormalParameter;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class AxisTest {
    @Test
    void aLogNormalPriorOfAnyWidthGivesFiniteValues() {
        NormalParameter parameter =
                new NormalParameter("x", 1000, 300, 0, Double.POSITIVE_INFINITY, true, Optional.empty());
        Axis axis = Axis.of(parameter);
        UniformRandomProvider random = Seeds.random(1, "wide");
        for (int i = 0; i < 100_000; i++) {
            double code = axis.code(axis.atQuantile(random.nextDouble()));
            assertThat(code).isFinite().isPositive();
            assertThat(parameter.contains(parameter.decode(code))).isTrue();
            assertThat(axis.coordinate(code)).isBetween(0.0, 1.0);
        }
    }
}
