package dev.fer.report.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.report.FakeStudies;
import dev.fer.report.FakeStudies.Fake;
import dev.fer.search.Report;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CurveSetTest {
    @Test
    void theGoalsCurvesComeFirstAndThoseOfOtherMetricsAreOfTheBestTrials() {
        StudyData study = FakeStudies.cnn("cnn", 60, 3).data();

        assertThat(study.curves().get(0).metric()).isEqualTo("validation.accuracy");
        assertThat(study.curves().get(0).left()).isZero();
        assertThat(study.curves().subList(1, study.curves().size()))
                .isNotEmpty()
                .allSatisfy(set -> {
                    assertThat(set.curves()).hasSize(CurveSet.BEST_TRIALS);
                    assertThat(set.left()).isPositive();
                });
    }

    @Test
    void manyCurvesAreThinnedButTheBestStays() {
        StudyData study = FakeStudies.withCurves(FakeStudies.generic("g", 2_000, 1, 1), 300)
                .data();
        CurveSet set = study.curves().get(0);

        assertThat(set.curves().size() * CurveSet.MOST_POINTS).isLessThanOrEqualTo(CurveSet.MOST_POINTS_IN_ALL);
        assertThat(set.left()).isEqualTo(2_000 - set.curves().size());
        assertThat(set.curves())
                .extracting(CurveSet.Curve::trial)
                .contains(study.best().orElseThrow().trial().number())
                .isSorted();
    }

    @Test
    void valuesThatAreNotFiniteAndMissingStepsAreKeptAsTheyAre() {
        Fake fake = FakeStudies.generic("g", 1, 1, 1);
        List<Report> reports = List.of(
                new Report(5, Map.of("loss", Double.POSITIVE_INFINITY), 2),
                new Report(2, Map.of("loss", Double.NaN), 1),
                new Report(3, Map.of("other", 1.0), 1));

        CurveSet.Curve curve = StudyData.of(fake.study(), fake.trials(), Map.of(0, reports))
                .curves()
                .get(0)
                .curves()
                .get(0);

        assertThat(curve.steps()).containsExactly(2, 5);
        assertThat(curve.values()).containsExactly(Double.NaN, Double.POSITIVE_INFINITY);
    }

    @Test
    void thinningKeepsTheEndsAndTheSpikes() {
        int[] x = IntStream.range(0, 1_000).toArray();
        double[] y = IntStream.range(0, 1_000)
                .mapToDouble(i -> i == 617 ? 50 : Math.sin(i / 100.0))
                .toArray();

        int[] kept = Downsampling.largestTriangles(x, y, 50);

        assertThat(kept).hasSize(50).isSorted().doesNotHaveDuplicates().contains(0, 617, 999);
    }

    @Test
    void aShortCurveIsNotThinned() {
        assertThat(Downsampling.largestTriangles(new int[] {1, 2}, new double[] {5, 6}, 50))
                .containsExactly(0, 1);
    }
}
