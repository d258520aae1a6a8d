package dev.fer.search.pareto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fer.common.Seeds;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HypervolumeTest {
    /** Counts the unit cells of a grid from -6 to 6 that some point dominates. */
    private static double counted(double[][] losses, int goals) {
        int cells = (int) Math.pow(12, goals);
        int covered = 0;
        for (int cell = 0; cell < cells; cell++) {
            int code = cell;
            double[] corner = new double[goals];
            for (int goal = 0; goal < goals; goal++) {
                corner[goal] = code % 12 - 6;
                code /= 12;
            }
            covered += Arrays.stream(losses)
                            .anyMatch(point ->
                                    NonDominatedSorting.dominates(point, corner) || Arrays.equals(point, corner))
                    ? 1
                    : 0;
        }
        return covered;
    }

    private static double[] reference(int goals) {
        double[] reference = new double[goals];
        Arrays.fill(reference, 6);
        return reference;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void itIsTheNumberOfCoveredCellsOfAGrid(int goals) {
        for (int seed = 0; seed < 4; seed++) {
            double[][] losses = NonDominatedSortingTest.grid(12, goals, seed);
            assertThat(Hypervolume.of(losses, reference(goals))).isEqualTo(counted(losses, goals));
        }
    }

    @Test
    void aLinearFrontCoversWhatGeometrySays() {
        int n = 1000;
        double[][] front = new double[n + 1][];
        Arrays.setAll(front, i -> new double[] {(double) i / n, 1 - (double) i / n});
        assertThat(Hypervolume.of(front, new double[] {1, 1})).isCloseTo(0.5 - 0.5 / n, within(1e-12));
    }

    @Test
    void aSphereOfThreeGoalsCoversTheCubeLessAnEighthOfABall() {
        UniformRandomProvider random = Seeds.random(1, "sphere");
        double[][] front = new double[1200][3];
        for (double[] point : front) {
            Arrays.setAll(point, i -> Math.abs(random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5));
            double norm = Math.sqrt(Arrays.stream(point).map(x -> x * x).sum());
            Arrays.setAll(point, i -> point[i] / norm);
        }
        double exact = 1 - Math.PI / 6;
        assertThat(Hypervolume.of(front, new double[] {1, 1, 1})).isBetween(exact - 0.03, exact);
    }

    @Test
    void pointsOutsideTheReferenceOrWithoutANumberCoverNothing() {
        double[][] losses = {{6, 0}, {0, 7}, {Double.NaN, 0}, {Double.NEGATIVE_INFINITY, 0}, {5, 5}};
        assertThat(Hypervolume.of(losses, reference(2))).isEqualTo(1);
        assertThat(Hypervolume.of(new double[0][], reference(2))).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void aContributionIsWhatIsLostWithoutThePoint(int goals) {
        double[][] losses = NonDominatedSortingTest.grid(15, goals, 7);
        double all = Hypervolume.of(losses, reference(goals));
        double[] contributions = Hypervolume.contributions(losses, reference(goals));
        for (int i = 0; i < losses.length; i++) {
            double[][] others = losses.clone();
            others[i] = reference(goals);
            assertThat(contributions[i]).isEqualTo(all - Hypervolume.of(others, reference(goals)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void progressIsTheVolumeOfTheFirstPoints(int goals) {
        double[][] losses = NonDominatedSortingTest.grid(25, goals, 8);
        losses[3] = new double[goals];
        Arrays.fill(losses[3], Double.NaN);
        double[] progress = Hypervolume.progress(losses, reference(goals));
        for (int i = 0; i < losses.length; i++) {
            assertThat(progress[i]).isEqualTo(Hypervolume.of(Arrays.copyOf(losses, i + 1), reference(goals)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void theSubsetGrowsByThePointThatAddsMost(int goals) {
        double[][] losses = NonDominatedSortingTest.grid(30, goals, 9);
        int[] subset = Hypervolume.subset(losses, 8, reference(goals));
        double[][] chosen = {};
        for (int next : subset) {
            double most = 0;
            for (double[] point : losses) {
                most = Math.max(most, Hypervolume.of(with(chosen, point), reference(goals)));
            }
            chosen = with(chosen, losses[next]);
            assertThat(Hypervolume.of(chosen, reference(goals))).isEqualTo(most);
        }
        assertThat(subset).doesNotHaveDuplicates();
    }

    private static double[][] with(double[][] points, double[] another) {
        double[][] more = Arrays.copyOf(points, points.length + 1);
        more[points.length] = another;
        return more;
    }

    @Test
    void theReferenceLiesATenthOfTheRangeBeyondTheWorst() {
        double[][] losses = {{0, 5}, {10, 5}, {Double.NaN, 99}, {Double.POSITIVE_INFINITY, 0}};
        assertThat(Hypervolume.reference(losses)).containsExactly(11, 5.5);
        assertThatThrownBy(() -> Hypervolume.reference(new double[][] {{Double.NaN}}))
                .hasMessage("a reference point needs at least one point of finite losses");
    }
}
