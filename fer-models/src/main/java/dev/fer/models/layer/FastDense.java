package dev.fer.models.layer;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A fully connected layer with Deeplearning4j's parameters and results, and three quarters to half of its work.
 *
 * <p>It takes images as they are (channels last) and flattens them row by row, so that no preprocessor is needed.
 */
public final class FastDense extends FeedForwardLayer {
    private static final long serialVersionUID = 1L;

    private boolean inputGradient = true;

    /** For reading from JSON. */
    FastDense() {}

    private FastDense(Builder builder) {
        super(builder);
        this.inputGradient = builder.inputGradient;
        initializeConstraints(builder);
    }

    /** Starts a layer of so many neurons. */
    public static Builder of(int neurons) {
        return new Builder().nOut(neurons);
    }

    /** Tells whether the backward pass computes the gradient of the layer's input. */
    public boolean isInputGradient() {
        return inputGradient;
    }

    /** Says whether it does: it must where something below learns. */
    public void setInputGradient(boolean inputGradient) {
        this.inputGradient = inputGradient;
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int layerIndex,
            INDArray parameters,
            boolean initialize,
            DataType dataType) {
        LayerValidation.assertNInNOutSet("FastDense", getLayerName(), layerIndex, getNIn(), getNOut());
        FastDenseLayer layer = new FastDenseLayer(conf, dataType);
        return Instances.set(layer, this, conf, listeners, layerIndex, parameters, initialize);
    }

    @Override
    public ParamInitializer initializer() {
        return DefaultParamInitializer.getInstance();
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
        return super.getOutputType(layerIndex, flat(inputType));
    }

    @Override
    public void setNIn(InputType inputType, boolean override) {
        super.setNIn(flat(inputType), override);
    }

    @Override
    public InputPreProcessor getPreProcessorForInputType(InputType inputType) {
        return super.getPreProcessorForInputType(flat(inputType));
    }

    private static InputType flat(InputType type) {
        return type instanceof InputType.InputTypeConvolutional images
                ? InputType.feedForward(images.getHeight() * images.getWidth() * images.getChannels())
                : type;
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType inputType) {
        long parameters = initializer().numParams(this);
        long activations = getOutputType(-1, inputType).arrayElementsPerExample();
        return new LayerMemoryReport.Builder(layerName, FastDense.class, inputType, getOutputType(-1, inputType))
                .standardMemory(parameters, getIUpdater().stateSize(parameters))
                .workingMemory(0, 0, 0, activations)
                .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
                .build();
    }

    /** Takes the settings that all of Deeplearning4j's feed-forward layers share. */
    @SuppressWarnings("unchecked")
    public static final class Builder extends FeedForwardLayer.Builder<Builder> {
        private boolean inputGradient = true;

        private Builder() {}

        /** Says that nothing trainable lies below: the gradient of the input is not computed. */
        public Builder first() {
            this.inputGradient = false;
            return this;
        }

        @Override
        public FastDense build() {
            return new FastDense(this);
        }
    }
}
