package dev.fer.search.sampler.tpe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.search.Direction;
import dev.fer.search.Goal;
import dev.fer.search.History;
import dev.fer.search.TrialState;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.SearchSpace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RankingTest {
    private static final Goal LOSS = new Goal("loss", Direction.MINIMIZE);
    private static final Goal SPEED = new Goal("speed", Direction.MAXIMIZE);

    private static History history(Goal... goals) {
        return new History(SearchSpace.of(new FloatParameter("x", 0, 1, false)), List.of(goals));
    }

    private static void finish(History history, TrialState state, int steps, Map<String, Double> metrics) {
        int number = history.finished().size();
        history.start(number, Configuration.of(Map.of("x", 0.01 * number)));
        for (int step = 1; step <= steps; step++) {
            history.report(number, step, metrics);
        }
        history.finish(number, state, metrics);
    }

    private static Ranking ranking(History history) {
        Ranking ranking = Ranking.of(history);
        for (int i = 0; i < history.finished().size(); i++) {
            ranking.add(i);
        }
        return ranking;
    }

    @Test
    void oneGoalRanksByLossThenPrunedTrialsByTheirSteps() {
        History history = history(LOSS);
        finish(history, TrialState.PRUNED, 2, Map.of("loss", 0.1));
        finish(history, TrialState.COMPLETE, 0, Map.of("loss", 3.0));
        finish(history, TrialState.FAILED, 0, Map.of());
        finish(history, TrialState.PRUNED, 5, Map.of("loss", 9.0));
        finish(history, TrialState.COMPLETE, 0, Map.of("loss", 2.0));
        finish(history, TrialState.COMPLETE, 0, Map.of("loss", 3.0));
        assertThat(ranking(history).best(5)).containsExactly(4, 1, 5, 3, 0);
    }

    @Test
    void severalGoalsRankByFrontThenPrunedTrialsAndThoseWithoutAValue() {
        History history = history(LOSS, SPEED);
        finish(history, TrialState.COMPLETE, 0, Map.of("loss", 2.0, "speed", 2.0));
        finish(history, TrialState.COMPLETE, 0, Map.of("loss", 1.0));
        finish(history, TrialState.PRUNED, 3, Map.of("loss", 0.0, "speed", 9.0));
        finish(history, TrialState.COMPLETE, 0, Map.of("loss", 1.0, "speed", 3.0));
        finish(history, TrialState.FAILED, 0, Map.of());
        finish(history, TrialState.COMPLETE, 0, Map.of("loss", 3.0, "speed", 1.0));
        assertThat(ranking(history).best(5)).containsExactly(3, 0, 5, 1, 2);
        assertThat(ranking(history).size()).isEqualTo(5);
    }

    @Test
    void ofAFrontThatIsTooLargeThoseAreTakenThatCoverMost() {
        History history = history(LOSS, SPEED);
        double[][] losses = {{0, 10}, {0.1, 9.9}, {5, 5}, {5.1, 4.9}, {10, 0}};
        for (double[] loss : losses) {
            finish(history, TrialState.COMPLETE, 0, Map.of("loss", loss[0], "speed", -loss[1]));
        }
        assertThat(ranking(history).best(1)).containsExactly(2);
        assertThat(ranking(history).best(3)).containsExactly(2, 1, 4);
    }
}
