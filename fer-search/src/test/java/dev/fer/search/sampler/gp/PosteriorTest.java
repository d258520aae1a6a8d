package dev.fer.search.sampler.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

class PosteriorTest {
    private static final int SEEN = 25;

    private final Examples examples = new Examples(SEEN + 10);
    private final List<double[]> seen = examples.vectors.subList(0, SEEN);
    private final List<double[]> unseen = examples.vectors.subList(SEEN, SEEN + 10);
    private final Targets targets =
            examples.targets.some(IntStream.range(0, SEEN).toArray());
    private final Kernel kernel = new Kernel(new double[] {4, 1, 0.5, 2}, 0.7, 0.4, 1e-3);
    private final Posterior posterior = Posterior.of(kernel, inputs(seen), targets);

    private Inputs inputs(List<double[]> vectors) {
        return new Inputs(examples.features, vectors);
    }

    @Test
    void meanAndVarianceAreThoseOfTheTextbookFormula() {
        DMatrixRMaj inverse = examples.covariance(kernel, SEEN);
        CommonOps_DDRM.invert(inverse);
        DMatrixRMaj cross = examples.covariance(kernel, unseen, seen);
        DMatrixRMaj weights = CommonOps_DDRM.mult(cross, inverse, null);
        DMatrixRMaj means = CommonOps_DDRM.mult(weights, new DMatrixRMaj(targets.values()), null);
        DMatrixRMaj explained = CommonOps_DDRM.multTransB(weights, cross, null);
        Posterior.Prediction prediction = posterior.predict(inputs(unseen));
        for (int i = 0; i < unseen.size(); i++) {
            assertThat(prediction.means()[i]).isCloseTo(means.get(i), within(1e-9));
            assertThat(prediction.variances()[i]).isCloseTo(kernel.variance() - explained.get(i, i), within(1e-9));
        }
    }

    @Test
    void onePointIsPredictedAsManyAre() {
        Posterior.Prediction prediction = posterior.predict(inputs(unseen));
        for (int i = 0; i < unseen.size(); i++) {
            Posterior.Local local = posterior.at(unseen.get(i));
            assertThat(local.mean()).isCloseTo(prediction.means()[i], within(1e-10));
            assertThat(local.variance()).isCloseTo(prediction.variances()[i], within(1e-10));
        }
    }

    @Test
    void slopesAreThoseOfFiniteDifferences() {
        double step = 1e-6;
        for (double[] vector : unseen) {
            Posterior.Local local = posterior.at(vector);
            for (int f = 0; f < vector.length; f++) {
                if (!examples.features.isChoice(f)) {
                    double[] above = vector.clone();
                    double[] below = vector.clone();
                    above[f] += step;
                    below[f] -= step;
                    Posterior.Local up = posterior.at(above);
                    Posterior.Local down = posterior.at(below);
                    assertThat(local.meanSlopes()[f]).isCloseTo((up.mean() - down.mean()) / (2 * step), within(1e-5));
                    assertThat(local.varianceSlopes()[f])
                            .isCloseTo((up.variance() - down.variance()) / (2 * step), within(1e-5));
                }
            }
        }
    }

    @Test
    void whatIsBelievedOfRunningTrialsLowersTheVarianceThereAndNothingElse() {
        Posterior believing = posterior.believing(unseen.subList(0, 1));
        Posterior.Prediction before = posterior.predict(inputs(unseen));
        Posterior.Prediction after = believing.predict(inputs(unseen));
        assertThat(after.means()).containsExactly(before.means(), within(1e-9));
        assertThat(after.variances()[0]).isLessThan(2 * kernel.noise());
        for (int i = 0; i < unseen.size(); i++) {
            assertThat(after.variances()[i]).isLessThanOrEqualTo(before.variances()[i] + 1e-12);
        }
    }

    @Test
    void skillIsWhatLeavingEachTrialOutFinds() {
        double errors = 0;
        double squares = 0;
        for (int i = 0; i < SEEN; i++) {
            List<double[]> others = new ArrayList<>(seen);
            others.remove(i);
            int left = i;
            Targets rest = targets.some(
                    IntStream.range(0, SEEN).filter(other -> other != left).toArray());
            double predicted =
                    Posterior.of(kernel, inputs(others), rest).at(seen.get(i)).mean();
            errors += Math.pow(targets.values()[i] - predicted, 2);
            squares += Math.pow(targets.values()[i], 2);
        }
        assertThat(posterior.skill(targets.values())).isCloseTo(1 - errors / squares, within(1e-9));
    }

    @Test
    void twoPointsThatBothLackAParameterAreNotApartInIt() {
        double[] lacking = {0.3, 2, 1, Double.NaN};
        double[] having = {0.3, 2, 0, 0.9};
        double[] distances = new double[2];
        Inputs both = inputs(List.of(examples.features.of(lacking), examples.features.of(having)));
        both.squaredDistances(3, examples.features.of(lacking), 0, distances);
        assertThat(distances[0]).isZero();
        assertThat(distances[1]).isGreaterThanOrEqualTo(0.25);
    }
}
