package dev.fer.models.network;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Scales the whole gradient down when its Euclidean norm is above a limit (Pascanu et al. 2013). What batch
 * normalisation passes on as a gradient, the change of its running means and variances, is left alone.
 */
final class GradientClipping extends BaseTrainingListener {
    private final Layer[] layers;
    private final double limit;

    GradientClipping(Layer[] layers, double limit) {
        this.layers = layers;
        this.limit = limit;
    }

    /** Deeplearning4j has summed the images' gradients at this point; it divides by their number later. */
    @Override
    public void onGradientCalculation(Model model) {
        List<INDArray> gradients = gradients();
        double squares = 0;
        for (INDArray gradient : gradients) {
            double norm = gradient.norm2Number().doubleValue();
            squares += norm * norm;
        }
        double norm = Math.sqrt(squares) / model.batchSize();
        if (norm > limit) {
            gradients.forEach(gradient -> gradient.muli(limit / norm));
        }
    }

    private List<INDArray> gradients() {
        List<INDArray> gradients = new ArrayList<>();
        for (Layer layer : layers) {
            long from = 0;
            for (var parameter : layer.paramTable().entrySet()) {
                long to = from + parameter.getValue().length();
                if (layer.getConfig().getUpdaterByParam(parameter.getKey()).hasLearningRate()) {
                    INDArray all = layer.getGradientsViewArray();
                    gradients.add(all.reshape(all.length()).get(NDArrayIndex.interval(from, to)));
                }
                from = to;
            }
        }
        return gradients;
    }
}
