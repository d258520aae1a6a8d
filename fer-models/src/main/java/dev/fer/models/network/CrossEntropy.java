package dev.fer.models.network;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;

/** The loss of class probabilities, worked out apart from a network. */
final class CrossEntropy {
    /** What Deeplearning4j's losses take for the least probability. */
    private static final double LEAST_PROBABILITY = 1e-10;

    private static final double LEAST_PROBABILITY_PER_CLASS = 1e-5;

    private CrossEntropy() {}

    /**
     * Returns the mean loss over images.
     *
     * @param output the network's last layer, whose loss is categorical, or binary for each class
     * @param probabilities [images, classes]
     * @param labels one-hot, [images, classes]
     */
    static double mean(Layer output, INDArray probabilities, INDArray labels) {
        boolean perClass = function(output) instanceof LossBinaryXENT;
        double least = perClass ? LEAST_PROBABILITY_PER_CLASS : LEAST_PROBABILITY;
        float[][] found = probabilities.toFloatMatrix();
        float[][] wanted = labels.toFloatMatrix();
        double sum = 0;
        for (int i = 0; i < found.length; i++) {
            for (int c = 0; c < found[i].length; c++) {
                sum -= wanted[i][c] * log(found[i][c], least);
                sum -= perClass ? (1 - wanted[i][c]) * log(1 - found[i][c], least) : 0;
            }
        }
        return sum / found.length;
    }

    private static ILossFunction function(Layer output) {
        org.deeplearning4j.nn.conf.layers.Layer layer = output.conf().getLayer();
        return layer instanceof LossLayer loss ? loss.getLossFn() : ((BaseOutputLayer) layer).getLossFn();
    }

    /** Returns the logarithm of a probability; as in training, one of almost 0 costs no more than the least one. */
    private static double log(double probability, double least) {
        return Double.isNaN(probability) ? Double.NaN : Math.log(Math.max(probability, least));
    }
}
