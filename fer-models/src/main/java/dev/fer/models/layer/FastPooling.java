package dev.fer.models.layer;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Pooling over channels-last images by the largest or the mean value, with Deeplearning4j's results, at oneDNN's speed.
 *
 * <p>Where oneDNN is missing, or for what it cannot do (other means, dilation), Deeplearning4j's own implementation
 * runs.
 */
public final class FastPooling extends SubsamplingLayer implements ImageLayer {
    private static final long serialVersionUID = 1L;

    private boolean blocked;

    /** For reading from JSON. */
    FastPooling() {}

    private FastPooling(Builder builder) {
        super(builder);
    }

    /** Makes the layer from what Deeplearning4j's builder was told. */
    public static FastPooling of(Builder builder) {
        return new FastPooling(builder.dataFormat(CNN2DFormat.NHWC));
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
    public FastPooling clone() {
        return (FastPooling) super.clone();
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int layerIndex,
            INDArray parameters,
            boolean initialize,
            DataType dataType) {
        FastPoolingLayer layer = new FastPoolingLayer(conf, dataType);
        return Instances.set(layer, this, conf, listeners, layerIndex, parameters, initialize);
    }
}
