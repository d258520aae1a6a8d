package dev.fer.search.pruner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.fer.search.Direction;
import dev.fer.search.Goal;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.definition.SearchDefinition.Component;
import dev.fer.search.definition.SearchDefinitions;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.SearchSpace;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LandmarkTest {
    private static final SearchDefinition PLAIN = SearchDefinition.of(
            "s", SearchSpace.of(new FloatParameter("x", 0, 1, false)), new Goal("loss", Direction.MINIMIZE));

    private static final SearchDefinition FIFTY = SearchDefinitions.parse("""
            {"name": "s", "model": "any", "space": {"x": {"type": "float", "low": 0, "high": 1}}, "training": {"epochs": 50},
             "objective": {"metric": "loss", "direction": "minimize"}}
            """, "s");

    @Test
    void halvingHasItsRungs() {
        Component asha = new Component("asha", Map.of("min_epochs", 2L, "reduction_factor", 4L));

        assertThat(Landmark.of(PLAIN.withPruner(asha), 40))
                .extracting(Landmark::epoch, Landmark::meaning)
                .containsExactly(tuple(2, "rung 1"), tuple(8, "rung 2"), tuple(32, "rung 3"));
        assertThat(Landmark.of(PLAIN.withPruner(new Component("hyperband")), 15))
                .extracting(Landmark::epoch)
                .containsExactly(5, 15);
    }

    @Test
    void pausesComeAtTheRungsOfAWholeTrial() {
        assertThat(Landmark.of(FIFTY.withPruner(new Component("halving")), 50))
                .extracting(Landmark::epoch)
                .containsExactly(8, 16, 32);
        assertThat(Landmark.of(
                        PLAIN.withPruner(new Component("halving", Map.of("min_epochs", 3L, "max_epochs", 12L))), 20))
                .extracting(Landmark::epoch)
                .containsExactly(3, 6);
    }

    @Test
    void comparisonsWithOthersBeginAfterTheWarmUp() {
        assertThat(Landmark.of(PLAIN.withPruner(new Component("median")), 20))
                .containsExactly(new Landmark(4, "warm-up ends"));
        assertThat(Landmark.of(PLAIN.withPruner(new Component("patient")), 20))
                .containsExactly(new Landmark(8, "warm-up ends"));
        assertThat(Landmark.of(PLAIN.withPruner(new Component("median")), 3)).isEmpty();
    }

    @Test
    void freezeThawDecidesAtEachDoublingButTheLast() {
        assertThat(Landmark.of(PLAIN.withSampler(new Component("freeze-thaw")), 20))
                .extracting(Landmark::epoch)
                .containsExactly(4, 8);
    }

    @Test
    void freezeThawsDoublingsAreThoseOfAWholeTrialHoweverFarTheLongestHasCome() {
        assertThat(Landmark.of(FIFTY.withSampler(new Component("freeze-thaw")), 20))
                .extracting(Landmark::epoch)
                .containsExactly(4, 8, 16);
    }

    @Test
    void atTheLastEpochNothingIsDecided() {
        Component asha = new Component("asha", Map.of("min_epochs", 2L, "reduction_factor", 5L));

        assertThat(Landmark.of(FIFTY.withPruner(asha), 50))
                .extracting(Landmark::epoch)
                .containsExactly(2, 10);
    }

    @Test
    void whatEndsNobodyOrIsUnknownHasNone() {
        assertThat(Landmark.of(PLAIN, 20)).isEmpty();
        assertThat(Landmark.of(PLAIN.withPruner(new Component("of tomorrow")), 20))
                .isEmpty();
    }
}
