package dev.fer.search.pruner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.search.Direction;
import dev.fer.search.History;
import dev.fer.search.definition.SearchDefinition.Component;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ThresholdPrunerTest extends PrunerContractTest {
    @Override
    Pruner pruner() {
        return Pruners.create(new Component("threshold"), OptionalInt.empty());
    }

    private static String reason(Direction direction, double... values) {
        Component component = new Component("threshold", Map.of("lower", 0.2, "upper", 3L, "warmup_epochs", 2L));
        History history = history(direction);
        start(history, 0);
        report(history, 0, values);
        return Pruners.create(component, OptionalInt.empty()).judge(history, 0).reason();
    }

    @Test
    void aValueOutsideTheBoundsEndsATrialInEitherDirection() {
        for (Direction direction : Direction.values()) {
            assertThat(reason(direction, 9, 9, 0.1)).isEqualTo("validation.score 0.1 at epoch 3 below the bound 0.2");
            assertThat(reason(direction, 1, 1, 3.5)).isEqualTo("validation.score 3.5 at epoch 3 above the bound 3.0");
            assertThat(reason(direction, 9, 9, 0.2)).isEmpty();
        }
    }

    @Test
    void theWarmUpIsNotJudged() {
        assertThat(reason(Direction.MINIMIZE, 9, 9)).isEmpty();
    }

    @Test
    void aLastValueThatIsNotFiniteEndsATrialAndAnEarlierOneDoesNot() {
        assertThat(reason(Direction.MAXIMIZE, 1, 1, Double.NaN))
                .isEqualTo("validation.score NaN at epoch 3 is not finite");
        assertThat(reason(Direction.MAXIMIZE, 1, Double.NaN, 1)).isEmpty();
    }
}
