package dev.fer.models.network;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Counts right answers during the forward pass of training, so that training accuracy costs no second pass.
 * Deeplearning4j shows listeners every activation but the output's: that one small product is made here.
 */
final class AnswerCounter extends BaseTrainingListener {
    private int[] wanted = {};
    private int correct;
    private double penalty;

    /** Takes the labels of the step to come. */
    void expect(INDArray labels) {
        wanted = labels.argMax(1).toIntVector();
    }

    /** Returns how many answers of the last forward pass were right. */
    int correct() {
        return correct;
    }

    /** Returns the share of regularisation in the last step's score. */
    double penalty() {
        return penalty;
    }

    @Override
    public void onForwardPass(Model model, List<INDArray> activations) {
        MultiLayerNetwork network = (MultiLayerNetwork) model;
        penalty = network.calcRegularizationScore(true);
        count(network.getOutputLayer(), activations.get(activations.size() - 1));
    }

    @Override
    public void onForwardPass(Model model, Map<String, INDArray> activations) {
        ComputationGraph network = (ComputationGraph) model;
        penalty = network.calcRegularizationScore(true);
        String output = network.getConfiguration().getNetworkOutputs().get(0);
        List<String> inputs = Objects.requireNonNull(
                network.getConfiguration().getVertexInputs().get(output), output);
        count(network.getOutputLayer(0), Objects.requireNonNull(activations.get(inputs.get(0)), output));
    }

    /** Takes what goes into the output layer, which is the logits themselves if the layer has no weights. */
    private void count(Layer output, INDArray features) {
        Map<String, INDArray> weights = output.paramTable();
        INDArray logits = features;
        if (weights != null && weights.containsKey(DefaultParamInitializer.WEIGHT_KEY)) {
            logits = features.reshape('c', wanted.length, features.length() / wanted.length)
                    .mmul(weights.get(DefaultParamInitializer.WEIGHT_KEY))
                    .addiRowVector(weights.get(DefaultParamInitializer.BIAS_KEY));
        }
        int[] found = logits.argMax(1).toIntVector();
        correct = 0;
        for (int i = 0; i < wanted.length; i++) {
            correct += found[i] == wanted[i] ? 1 : 0;
        }
    }
}
