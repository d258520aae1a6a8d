package dev.fer.models.layer;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batch normalisation (Ioffe and Szegedy 2015) over channels-last images or rows, with Deeplearning4j's parameters and
 * results, followed by an activation.
 *
 * <p>Deeplearning4j's own takes twenty times as long as the convolution before it.
 */
public final class FastBatchNormalization extends BatchNormalization implements ImageLayer {
    private static final long serialVersionUID = 1L;

    private boolean blocked;

    /** For reading from JSON. */
    FastBatchNormalization() {}

    /** Makes the layer; an identity activation leaves the normalised values as they are. */
    public static FastBatchNormalization of(IActivation activation) {
        FastBatchNormalization layer = new FastBatchNormalization();
        layer.setUseLogStd(false);
        layer.setCnn2DFormat(CNN2DFormat.NHWC);
        layer.setActivationFn(activation);
        return layer;
    }

    @Override
    public boolean isBlocked() {
        return blocked;
    }

    @Override
    public void setBlocked(boolean blocked) {
        this.blocked = blocked;
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int layerIndex,
            INDArray parameters,
            boolean initialize,
            DataType dataType) {
        LayerValidation.assertNOutSet("FastBatchNormalization", getLayerName(), layerIndex, getNOut());
        FastBatchNormalizationLayer layer = new FastBatchNormalizationLayer(conf, dataType);
        return Instances.set(layer, this, conf, listeners, layerIndex, parameters, initialize);
    }
}
