package dev.fer.models.model;

import dev.fer.common.FerException;
import dev.fer.models.layer.FastBatchNormalization;
import dev.fer.models.layer.FastConvolution;
import dev.fer.models.layer.FastDense;
import dev.fer.models.layer.FastDropout;
import dev.fer.models.layer.FastPooling;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** Turns layers of this project into those of Deeplearning4j that have the same parameters and results. */
final class PlainLayers {
    private static final String TYPE = "@class";

    private PlainLayers() {}

    /** Thrown when Deeplearning4j has no layer that does the same. */
    static final class NoCounterpartException extends FerException {
        private static final long serialVersionUID = 1L;

        NoCounterpartException(Layer layer) {
            super(
                    "Deeplearning4j has no layer that does what "
                            + layer.getClass().getSimpleName() + " does",
                    "load the model file itself, with fer-models on the class path",
                    null);
        }
    }

    /** Returns one layer or several in a row; only the first has parameters. */
    static List<Layer> of(Layer layer) {
        if (layer instanceof FastConvolution) {
            return List.of(undropped(as(ConvolutionLayer.class, layer)));
        }
        if (layer instanceof FastPooling) {
            return List.of(undropped(as(SubsamplingLayer.class, layer)));
        }
        if (layer instanceof FastDense) {
            return List.of(undropped(as(DenseLayer.class, layer)));
        }
        if (layer instanceof FastBatchNormalization norm) {
            Layer plain = undropped(as(BatchNormalization.class, layer));
            // Deeplearning4j's own leaves the values as they are, whatever its activation.
            return norm.getActivationFn() instanceof ActivationIdentity
                    ? List.of(plain)
                    : List.of(
                            plain,
                            new ActivationLayer.Builder()
                                    .activation(norm.getActivationFn())
                                    .build());
        }
        if (layer.getClass().getName().startsWith("dev.fer.")) {
            throw new NoCounterpartException(layer);
        }
        return List.of(undropped(layer.clone()));
    }

    private static Layer undropped(Layer layer) {
        if (layer.getIDropout() instanceof FastDropout fast) {
            // Deeplearning4j counts what is kept.
            layer.setIDropout(new Dropout(1 - fast.getRate()));
        }
        return layer;
    }

    /** Reads a layer's settings as those of the layer that it extends, or does the same as. */
    private static <L extends Layer> L as(Class<L> type, Layer layer) {
        ObjectMapper mapper = NeuralNetConfiguration.mapper();
        ObjectNode settings = mapper.valueToTree(layer);
        settings.put(TYPE, type.getName());
        settings.remove(List.of("inputGradient", "blocked"));
        try {
            return type.cast(mapper.treeToValue(settings, Layer.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a layer's settings can be read as they were written", e);
        }
    }
}
