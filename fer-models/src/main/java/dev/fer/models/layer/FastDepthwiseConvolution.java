package dev.fer.models.layer;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution with one filter for each channel (depth multiplier 1), over channels-last images, with
 * Deeplearning4j's parameters and results, at oneDNN's speed.
 *
 * <p>Where oneDNN is missing, or for what it cannot do (several filters for a channel, dilation), Deeplearning4j's own
 * implementation runs.
 */
public final class FastDepthwiseConvolution extends DepthwiseConvolution2D implements ImageLayer {
    private static final long serialVersionUID = 1L;

    private boolean blocked;

    /** For reading from JSON. */
    FastDepthwiseConvolution() {}

    private FastDepthwiseConvolution(Builder builder) {
        super(builder);
    }

    /** Makes the layer from what Deeplearning4j's builder was told. */
    public static FastDepthwiseConvolution of(Builder builder) {
        return new FastDepthwiseConvolution(builder.dataFormat(CNN2DFormat.NHWC));
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
    public FastDepthwiseConvolution clone() {
        return (FastDepthwiseConvolution) super.clone();
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int layerIndex,
            INDArray parameters,
            boolean initialize,
            DataType dataType) {
        LayerValidation.assertNInNOutSet("FastDepthwiseConvolution", getLayerName(), layerIndex, getNIn(), getNOut());
        FastDepthwiseConvolutionLayer layer = new FastDepthwiseConvolutionLayer(conf, dataType);
        return Instances.set(layer, this, conf, listeners, layerIndex, parameters, initialize);
    }
}
