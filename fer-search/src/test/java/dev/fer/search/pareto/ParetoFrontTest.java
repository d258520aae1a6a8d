package dev.fer.search.pareto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fer.search.Direction;
import dev.fer.search.Goal;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ParetoFrontTest {
    private static final List<Goal> GOALS =
            List.of(new Goal("accuracy", Direction.MAXIMIZE), new Goal("parameters", Direction.MINIMIZE));

    private static Trial trial(int number, TrialState state, Map<String, Double> metrics) {
        return new Trial(
                number,
                state,
                Optional.empty(),
                0,
                metrics,
                Map.of(),
                Optional.empty(),
                0,
                1,
                Optional.empty(),
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO);
    }

    private static Trial complete(int number, double accuracy, double parameters) {
        return trial(number, TrialState.COMPLETE, Map.of("accuracy", accuracy, "parameters", parameters));
    }

    @Test
    void itHoldsTheTrialsThatNoneBeatsInAllGoalsTheMostAccurateFirst() {
        List<Trial> trials = List.of(
                complete(0, 0.5, 100),
                complete(1, 0.6, 100),
                complete(2, 0.7, 900),
                complete(3, 0.4, 50),
                complete(4, 0.7, 900),
                complete(5, 0.69, 901));
        ParetoFront front = ParetoFront.of(trials, GOALS);
        assertThat(front.trials()).extracting(Trial::number).containsExactly(2, 4, 1, 3);
        assertThat(front.hypervolume(new double[] {-0.4, 1000})).isCloseTo(0.3 * 100 + 0.2 * 800, within(1e-9));
    }

    @Test
    void onlyCompleteTrialsWithAllValuesCount() {
        List<Trial> trials = List.of(
                complete(0, 0.5, 100),
                trial(1, TrialState.PRUNED, Map.of("accuracy", 0.9, "parameters", 1.0)),
                trial(2, TrialState.COMPLETE, Map.of("accuracy", 0.9)),
                trial(3, TrialState.RUNNING, Map.of()));
        assertThat(ParetoFront.of(trials, GOALS).trials()).containsExactly(trials.get(0));
        assertThat(ParetoFront.of(List.of(), GOALS).trials()).isEmpty();
    }

    @Test
    void theFrontOfOneGoalHoldsTheBestTrials() {
        List<Trial> trials = List.of(complete(0, 0.5, 1), complete(1, 0.7, 9), complete(2, 0.7, 3));
        assertThat(ParetoFront.of(trials, GOALS.subList(0, 1)).trials())
                .extracting(Trial::number)
                .containsExactly(1, 2);
    }
}
