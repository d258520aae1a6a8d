package dev.fer.models.network;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** Changes how a built network trains. */
final class TrainingControls {
    private TrainingControls() {}

    /**
     * Sets the rate in the very objects that the updaters read it from: Deeplearning4j's own way builds all updaters
     * anew, which is too slow for each step.
     */
    static void learningRate(Layer[] layers, double rate) {
        for (Layer layer : layers) {
            for (String parameter : layer.paramTable().keySet()) {
                IUpdater updater = layer.getConfig().getUpdaterByParam(parameter);
                if (updater.hasLearningRate()) {
                    updater.setLrAndSchedule(rate, null);
                }
            }
        }
    }

    /**
     * Leaves each penalty once in each layer. Deeplearning4j gives a weight decay that was set for a whole network to
     * each layer twice, so that weights would shrink twice as fast as they should.
     */
    static void countPenaltiesOnce(Layer[] layers) {
        for (Layer layer : layers) {
            if (layer.conf().getLayer() instanceof BaseLayer base && base.getRegularization() != null) {
                base.setRegularization(new ArrayList<>(new LinkedHashSet<>(base.getRegularization())));
            }
        }
    }

    static void classWeights(Layer output, double[] weights) {
        float[] factors = new float[weights.length];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = (float) weights[i];
        }
        LossMCXENT weighted = new LossMCXENT(Nd4j.createFromArray(factors));
        if (output.conf().getLayer() instanceof BaseOutputLayer layer && layer.getLossFn() instanceof LossMCXENT) {
            layer.setLossFn(weighted);
        } else if (output.conf().getLayer() instanceof LossLayer layer && layer.getLossFn() instanceof LossMCXENT) {
            layer.setLossFn(weighted);
        } else {
            throw new UnsupportedOperationException("only a softmax output weighs classes");
        }
    }
}
