package dev.fer.models.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SpatialDropoutTest {
    private static final LayerWorkspaceMgr NO_WORKSPACES = LayerWorkspaceMgr.noWorkspaces();

    @Test
    void channelsAreDroppedAsAWhole() {
        INDArray dropped = dropped(1, 40, 5, 3, 32);
        for (int image = 0; image < 40; image++) {
            for (int channel = 0; channel < 32; channel++) {
                float first = dropped.getFloat(image, 0, 0, channel);
                assertThat(first == 0 || Math.abs(first - 1 / 0.7f) < 1e-6).isTrue();
                for (int y = 0; y < 5; y++) {
                    for (int x = 0; x < 3; x++) {
                        assertThat(dropped.getFloat(image, y, x, channel)).isEqualTo(first);
                    }
                }
            }
        }
        assertThat(dropped.meanNumber().doubleValue()).isCloseTo(1, within(0.1));
    }

    @Test
    void theSameChannelsAreDroppedInEitherLayout() {
        INDArray last = dropped(4, 6, 5, 3, 32);
        INDArray blocked = dropped(4, 6, 2, 5, 3, 16);
        INDArray expected = blocked.permute(0, 2, 3, 1, 4).dup('c').reshape('c', 6, 5, 3, 32);
        assertThat(last).isEqualTo(expected);
    }

    @Test
    void rowsLoseSingleValues() {
        INDArray dropped = dropped(1, 100, 200);
        assertThat(dropped.eq(0).castTo(DataType.FLOAT).meanNumber().doubleValue())
                .isCloseTo(0.3, within(0.01));
    }

    @Test
    void theGradientGoesWhereTheValueWent() {
        SpatialDropout dropout = new SpatialDropout(0.5);
        INDArray ones = Nd4j.ones(DataType.FLOAT, 3, 4, 4, 8);
        INDArray dropped = dropout.applyDropout(ones, ones.ulike(), 0, 0, NO_WORKSPACES);
        assertThat(dropout.backprop(ones.dup(), ones.ulike(), 0, 0)).isEqualTo(dropped);
    }

    @Test
    void itIsKeptInAConfiguration() {
        NeuralNetConfiguration conf = new NeuralNetConfiguration.Builder()
                .layer(new DropoutLayer(new SpatialDropout(0.3)))
                .build();
        NeuralNetConfiguration read = NeuralNetConfiguration.fromJson(conf.toJson());
        assertThat(((SpatialDropout) read.getLayer().getIDropout()).getRate()).isEqualTo(0.3);
    }

    private static INDArray dropped(long seed, long... shape) {
        Nd4j.getRandom().setSeed(seed);
        INDArray ones = Nd4j.ones(DataType.FLOAT, shape);
        return new SpatialDropout(0.3).applyDropout(ones, ones.ulike(), 0, 0, NO_WORKSPACES);
    }
}
