package dev.fer.models.network;

import dev.fer.models.layer.BlockedChains;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.CrashReportingUtil;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A network that is one row of layers. */
final class SequentialNetwork implements Network {
    private final MultiLayerNetwork network;
    private final Predictions predictions = new Predictions();

    private SequentialNetwork(MultiLayerNetwork network) {
        // Else Deeplearning4j drops a report file into the working directory when memory runs out.
        CrashReportingUtil.crashDumpsEnabled(false);
        this.network = network;
        network.setListeners(predictions);
    }

    static SequentialNetwork create(MultiLayerConfiguration configuration, long seed) {
        BlockedChains.set(configuration);
        Nd4j.getRandom().setSeed(seed);
        MultiLayerNetwork network = new MultiLayerNetwork(configuration);
        network.init();
        TrainingControls.countPenaltiesOnce(network.getLayers());
        return new SequentialNetwork(network);
    }

    static SequentialNetwork of(MultiLayerNetwork network) {
        return new SequentialNetwork(network);
    }

    static SequentialNetwork read(InputStream in) throws IOException {
        return new SequentialNetwork(ModelSerializer.restoreMultiLayerNetwork(in, true));
    }

    @Override
    public TrainingStep train(INDArray images, INDArray labels) {
        predictions.expect(labels);
        network.fit(images, labels);
        return new TrainingStep(network.score() - predictions.penalty(), predictions.correct());
    }

    @Override
    public INDArray probabilities(INDArray images) {
        return network.output(images, false);
    }

    @Override
    public double loss(INDArray probabilities, INDArray labels) {
        return CrossEntropy.mean(network.getOutputLayer(), probabilities, labels);
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
    public Optional<FrozenPart> frozenPart() {
        return FrozenPart.of(network);
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
}
