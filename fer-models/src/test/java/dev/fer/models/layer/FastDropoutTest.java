package dev.fer.models.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class FastDropoutTest {
    private static final LayerWorkspaceMgr NO_WORKSPACES = LayerWorkspaceMgr.noWorkspaces();

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.25, 0.4, 0.95})
    void theShareIsDroppedAndTheExpectationStays(double rate) {
        INDArray ones = Nd4j.ones(DataType.FLOAT, 300, 333);
        INDArray dropped = new FastDropout(rate).applyDropout(ones, ones.ulike(), 0, 0, NO_WORKSPACES);
        double zeros = dropped.eq(0).castTo(DataType.FLOAT).meanNumber().doubleValue();
        assertThat(zeros).isCloseTo(rate, within(0.01));
        assertThat(dropped.meanNumber().doubleValue()).isCloseTo(1, within(0.05));
        assertThat(dropped.maxNumber().doubleValue()).isCloseTo(1 / (1 - rate), within(0.005));
    }

    @Test
    void theGradientGoesWhereTheValueWent() {
        FastDropout dropout = new FastDropout(0.5);
        INDArray ones = Nd4j.ones(DataType.FLOAT, 7, 11);
        INDArray dropped = dropout.applyDropout(ones, ones.ulike(), 0, 0, NO_WORKSPACES);
        INDArray gradient = Nd4j.ones(DataType.FLOAT, 7, 11);
        assertThat(dropout.backprop(gradient, gradient, 0, 0)).isEqualTo(dropped);
        assertThatThrownBy(() -> dropout.backprop(gradient, gradient, 0, 0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theMaskFollowsFromNd4jsSeed() {
        assertThat(drawn(1)).isEqualTo(drawn(1)).isNotEqualTo(drawn(2));
    }

    @Test
    void itIsKeptInAConfiguration() {
        NeuralNetConfiguration conf = new NeuralNetConfiguration.Builder()
                .layer(new DropoutLayer(new FastDropout(0.3)))
                .build();
        NeuralNetConfiguration read = NeuralNetConfiguration.fromJson(conf.toJson());
        assertThat(((FastDropout) read.getLayer().getIDropout()).getRate()).isEqualTo(0.3);
    }

    private static INDArray drawn(long seed) {
        Nd4j.getRandom().setSeed(seed);
        INDArray ones = Nd4j.ones(DataType.FLOAT, 20, 20);
        return new FastDropout(0.5).applyDropout(ones, ones.ulike(), 0, 0, NO_WORKSPACES);
    }
}
