package dev.fer.models.layer;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The steps that every layer configuration takes when Deeplearning4j asks it for its implementation. */
final class Instances {
    private Instances() {}

    static Layer set(
            Layer layer,
            org.deeplearning4j.nn.conf.layers.Layer declared,
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int index,
            INDArray parameters,
            boolean initialize) {
        layer.setListeners(listeners);
        layer.setIndex(index);
        layer.setParamsViewArray(parameters);
        layer.setParamTable(declared.initializer().init(conf, parameters, initialize));
        layer.setConf(conf);
        return layer;
    }
}
