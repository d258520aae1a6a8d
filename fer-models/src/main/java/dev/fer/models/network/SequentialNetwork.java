package dev.fer.models.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.util.CrashReportingUtil;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;

/** A network that is one row of layers. */
final class SequentialNetwork implements Network {
    private static final double LEAST_PROBABILITY = 1e-10;

    private final MultiLayerNetwork network;
    private final Predictions predictions = new Predictions();

    private SequentialNetwork(MultiLayerNetwork network) {
        // Else Deeplearning4j drops a report file into the working directory when memory runs out.
        CrashReportingUtil.crashDumpsEnabled(false);
        this.network = network;
        network.setListeners(predictions);
    }

    static SequentialNetwork create(MultiLayerConfiguration configuration, long seed) {
        Nd4j.getRandom().setSeed(seed);
        MultiLayerNetwork network = new MultiLayerNetwork(configuration);
        network.init();
        TrainingControls.countPenaltiesOnce(network.getLayers());
        return new SequentialNetwork(network);
    }

    static SequentialNetwork read(InputStream in) throws IOException {
        return new SequentialNetwork(ModelSerializer.restoreMultiLayerNetwork(in, true));
    }

    @Override
    public TrainingStep train(INDArray images, INDArray labels) {
        predictions.expect(labels);
        network.fit(images, labels);
        return new TrainingStep(network.score() - predictions.penalty, predictions.correct);
    }

    @Override
    public INDArray probabilities(INDArray images) {
        return network.output(images, false);
    }

    @Override
    public double loss(INDArray probabilities, INDArray labels) {
        boolean perClass =
                ((BaseOutputLayer) network.getOutputLayer().conf().getLayer()).getLossFn() instanceof LossBinaryXENT;
        float[][] found = probabilities.toFloatMatrix();
        float[][] wanted = labels.toFloatMatrix();
        double sum = 0;
        for (int i = 0; i < found.length; i++) {
            for (int c = 0; c < found[i].length; c++) {
                sum -= wanted[i][c] * log(found[i][c]);
                sum -= perClass ? (1 - wanted[i][c]) * log(1 - found[i][c]) : 0;
            }
        }
        return sum / found.length;
    }

    /** Returns the logarithm of a probability; as in training, one of almost 0 costs no more than 23. */
    private static double log(double probability) {
        return Double.isNaN(probability) ? Double.NaN : Math.log(Math.max(probability, LEAST_PROBABILITY));
    }

    @Override
    public void learningRate(double rate) {
        TrainingControls.learningRate(network.getLayers(), rate);
    }

    @Override
    public void classWeights(double[] weights) {
        TrainingControls.classWeights(network.getOutputLayer(), weights);
    }

    @Override
    public void clipGradients(double norm) {
        network.addListeners(new GradientClipping(network.getLayers(), norm));
    }

    @Override
    public INDArray weights() {
        return network.params();
    }

    @Override
    public long parameters() {
        return network.numParams();
    }

    @Override
    public void write(OutputStream out) throws IOException {
        ModelSerializer.writeModel(network, out, true);
    }

    @Override
    public Model unwrap() {
        return network;
    }

    @Override
    public void close() {
        network.close();
        Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
    }

    /**
     * Counts right answers during the forward pass of training, so that training accuracy costs no second pass.
     * Deeplearning4j shows listeners every activation but the output's: that one small product is made here.
     */
    private static final class Predictions extends BaseTrainingListener {
        private int[] wanted = {};
        private int correct;
        private double penalty;

        void expect(INDArray labels) {
            wanted = labels.argMax(1).toIntVector();
        }

        @Override
        public void onForwardPass(Model model, List<INDArray> activations) {
            MultiLayerNetwork network = (MultiLayerNetwork) model;
            penalty = network.calcRegularizationScore(true);
            Map<String, INDArray> output = network.getOutputLayer().paramTable();
            INDArray features = activations.get(activations.size() - 1);
            INDArray logits = features.reshape('c', wanted.length, features.length() / wanted.length)
                    .mmul(output.get(DefaultParamInitializer.WEIGHT_KEY))
                    .addiRowVector(output.get(DefaultParamInitializer.BIAS_KEY));
            int[] found = logits.argMax(1).toIntVector();
            correct = 0;
            for (int i = 0; i < wanted.length; i++) {
                correct += found[i] == wanted[i] ? 1 : 0;
            }
        }
    }
}
