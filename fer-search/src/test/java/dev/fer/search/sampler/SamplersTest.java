package dev.fer.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fer.search.Direction;
import dev.fer.search.Goal;
import dev.fer.search.History;
import dev.fer.search.definition.ComponentException;
import dev.fer.search.definition.SearchDefinition.Component;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SamplersTest {
    private static final List<Goal> ONE = List.of(Loop.LOSS);
    private static final List<Goal> TWO = List.of(Loop.LOSS, new Goal("seconds", Direction.MINIMIZE));

    @Test
    void anUnknownTypeIsRefusedWithTheNearestName() {
        assertThatThrownBy(() -> Samplers.create(new Component("tpee", Map.of()), ONE))
                .isInstanceOf(ComponentException.class)
                .hasMessage("there is no sampler 'tpee'; did you mean 'tpe'?");
    }

    @Test
    void aSamplerOfOneGoalRefusesSeveral() {
        assertThatThrownBy(() -> Samplers.create(new Component("gp", Map.of()), TWO))
                .isInstanceOf(ComponentException.class)
                .hasMessage("sampler 'gp' optimises one goal, found 2");
    }

    @Test
    void wrongOptionsAreRefused() {
        assertThatThrownBy(() -> Samplers.create(new Component("tpe", Map.of("candidate", 3L)), ONE))
                .hasMessage("sampler 'tpe' has no option 'candidate'; did you mean 'candidates'?");
        assertThatThrownBy(() -> Samplers.create(new Component("tpe", Map.of("candidates", 0L)), ONE))
                .hasMessageStartingWith("sampler 'tpe': 'candidates' takes a whole number from 1 to")
                .hasMessageEndingWith("found 0");
    }

    @Test
    void autoSaysWhatItChose() {
        Sampler auto = Samplers.create(new Component("auto", Map.of()), ONE);
        assertThat(auto.suggest(new History(Spaces.box(1), ONE), 0, 1)
                        .orElseThrow()
                        .attributes())
                .containsEntry("sampler", "random: 1 parameter, 0 trials");
        Sampler many = Samplers.create(new Component("auto", Map.of()), TWO);
        assertThat(many.suggest(new History(Spaces.box(1), TWO), 0, 1)
                        .orElseThrow()
                        .attributes())
                .containsEntry("sampler", "random: 0 trials, several goals");
    }
}
