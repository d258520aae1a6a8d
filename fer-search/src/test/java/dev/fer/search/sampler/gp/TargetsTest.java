package dev.fer.search.sampler.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fer.search.Curve;
import dev.fer.search.Direction;
import dev.fer.search.Goal;
import dev.fer.search.History;
import dev.fer.search.TrialState;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TargetsTest {
    private final History history = new History(
            SearchSpace.of(new FloatParameter("x", 0, 1, false)), List.of(new Goal("loss", Direction.MINIMIZE)));
    private int number;

    private void finish(TrialState state, Map<String, Double> metrics) {
        history.start(number, Configuration.of(Map.of("x", 0.5)));
        history.finish(number++, state, metrics);
    }

    private void complete(double... losses) {
        Arrays.stream(losses).forEach(loss -> finish(TrialState.COMPLETE, Map.of("loss", loss)));
    }

    private double[] targets() {
        return Targets.of(history.finished()).values();
    }

    @Test
    void theyHaveMeanZeroAndVarianceOneInTheOrderOfTheLosses() {
        complete(3, 1, 7, 2, 90);
        double[] targets = targets();
        assertThat(Arrays.stream(targets).average().orElseThrow()).isCloseTo(0, within(1e-12));
        assertThat(Arrays.stream(targets).map(t -> t * t).average().orElseThrow())
                .isCloseTo(1, within(1e-12));
        assertThat(new double[] {targets[1], targets[3], targets[0], targets[2], targets[4]})
                .isSorted();
    }

    @Test
    void aTerribleLossDoesNotHideTheDifferencesBetweenGoodOnes() {
        complete(1, 2, 3, 4, 5, 6, 1e300, Double.POSITIVE_INFINITY);
        double[] targets = targets();
        assertThat(targets[5] - targets[0]).isGreaterThan(0.5);
        assertThat(targets[7]).isEqualTo(targets[6]);
    }

    @Test
    void aFailedTrialCountsAsTheWorstAndAPrunedOneNotAsBetterThanTheMedian() {
        complete(1, 2, 3, 4, 5);
        finish(TrialState.FAILED, Map.of());
        finish(TrialState.PRUNED, Map.of("loss", 0.5));
        finish(TrialState.PRUNED, Map.of("loss", 4.0));
        finish(TrialState.PRUNED, Map.of());
        double[] targets = targets();
        assertThat(targets[5]).isEqualTo(targets[4]);
        assertThat(targets[6]).isEqualTo(targets[2]);
        assertThat(targets[7]).isEqualTo(targets[3]);
        assertThat(targets[8]).isEqualTo(targets[4]);
    }

    @Test
    void aForecastIsAsUncertainAsItsLossOnTheScaleOfTheTargets() {
        complete(1, 2, 3, 3.001, 90);
        Configuration configuration = Configuration.of(Map.of("x", 0.5));
        List<History.Finished> trials = new ArrayList<>(history.finished());
        trials.add(new History.Finished(
                number, TrialState.COMPLETE, configuration, new double[] {0.5}, List.of(3.0), new Curve(), 0.5));
        Targets targets = Targets.of(trials);
        double slope = (targets.values()[3] - targets.values()[2]) / 0.001;
        assertThat(targets.values()[5]).isEqualTo(targets.values()[2]);
        assertThat(Math.sqrt(targets.variances()[5])).isCloseTo(0.5 * slope, within(1e-3 * slope));
        assertThat(Arrays.copyOf(targets.variances(), 5)).containsOnly(0);
    }

    @Test
    void withoutAnyInformationAllAreZero() {
        complete(Double.POSITIVE_INFINITY);
        finish(TrialState.FAILED, Map.of());
        assertThat(targets()).containsOnly(0);
        number = 10;
        complete(4, 4, 4);
        assertThat(targets()).containsOnly(0);
    }
}
