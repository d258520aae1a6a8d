package dev.fer.search.sampler.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.mult.VectorVectorMult_DDRM;
import org.junit.jupiter.api.Test;

class MarginalLikelihoodTest {
    private final Examples examples = new Examples(30);
    private final Prior prior = new Prior(examples.features.axes());
    private final MarginalLikelihood likelihood = new MarginalLikelihood(examples.inputs, examples.targets, prior);

    @Test
    void theGradientIsThatOfFiniteDifferences() {
        double[] parameters = prior.start(1e-2);
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] += 0.3 * Math.sin(i);
        }
        double[] gradient = new double[parameters.length];
        likelihood.at(parameters, gradient);
        for (int i = 0; i < parameters.length; i++) {
            assertThat(gradient[i]).as("parameter " + i).isCloseTo(slope(parameters, i), within(1e-5));
        }
    }

    private double slope(double[] parameters, int i) {
        double step = 1e-5;
        double[] above = parameters.clone();
        double[] below = parameters.clone();
        above[i] += step;
        below[i] -= step;
        double[] ignored = new double[parameters.length];
        return (likelihood.at(above, ignored) - likelihood.at(below, ignored)) / (2 * step);
    }

    @Test
    void theValueIsThatOfTheTextbookFormula() {
        double[] parameters = prior.start(1e-2);
        Kernel kernel = prior.kernel(parameters);
        DMatrixRMaj covariance = examples.covariance(kernel, examples.vectors.size());
        double determinant = CommonOps_DDRM.det(covariance);
        CommonOps_DDRM.invert(covariance);
        DMatrixRMaj targets = new DMatrixRMaj(examples.targets.values());
        double fit = VectorVectorMult_DDRM.innerProdA(targets, covariance, targets);
        double expected = 0.5 * fit + 0.5 * Math.log(determinant);
        double[] gradient = new double[parameters.length];
        double penalty = prior.penalty(parameters, new double[parameters.length]);
        assertThat(likelihood.at(parameters, gradient) - penalty).isCloseTo(expected, within(1e-8));
    }

    @Test
    void anAxisThatDoesNotMatterGetsALongLengthScale() {
        double[] low = prior.low();
        double[] best = new BoxMinimizer(100, 1e-7)
                .minimize(likelihood, prior.start(1e-4), low, prior.high())
                .point();
        assertThat(Arrays.stream(best, 1, 4).min().orElseThrow()).isGreaterThan(best[0]);
    }
}
