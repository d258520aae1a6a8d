package dev.fer.models.layer;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A two-dimensional convolution over channels-last images, with Deeplearning4j's parameters and results, at
 * oneDNN's speed.
 *
 * <p>Where oneDNN is missing, or the layer uses what this one does not (masks, weight noise, dilation, numbers other
 * than float32), Deeplearning4j's own implementation runs.
 */
public final class FastConvolution extends ConvolutionLayer implements ImageLayer {
    private static final long serialVersionUID = 1L;

    private boolean inputGradient = true;
    private boolean blocked;

    /** For reading from JSON. */
    FastConvolution() {}

    private FastConvolution(Builder builder, boolean inputGradient) {
        super(builder);
        this.inputGradient = inputGradient;
    }

    /** Makes the layer from what Deeplearning4j's builder was told. */
    public static FastConvolution of(Builder builder) {
        return new FastConvolution(builder.dataFormat(CNN2DFormat.NHWC), true);
    }

    /**
     * Makes a layer that nothing trainable lies below: the gradient of its input, half the work of its backward
     * pass, is not computed.
     */
    public static FastConvolution first(Builder builder) {
        return new FastConvolution(builder.dataFormat(CNN2DFormat.NHWC), false);
    }

    /** Tells whether the backward pass computes the gradient of the layer's input. */
    public boolean isInputGradient() {
        return inputGradient;
    }

    /** For reading from JSON. */
    void setInputGradient(boolean inputGradient) {
        this.inputGradient = inputGradient;
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
        LayerValidation.assertNInNOutSet("FastConvolution", getLayerName(), layerIndex, getNIn(), getNOut());
        FastConvolutionLayer layer = new FastConvolutionLayer(conf, dataType);
        return Instances.set(layer, this, conf, listeners, layerIndex, parameters, initialize);
    }
}
