package dev.fer.models.network;

import dev.fer.models.layer.BlockedChains;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.CrashReportingUtil;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A network in which paths fork and meet, with one input and one output. */
final class GraphNetwork implements Network {
    private final ComputationGraph network;
    private final Predictions predictions = new Predictions();

    private GraphNetwork(ComputationGraph network) {
        // Else Deeplearning4j drops a report file into the working directory when memory runs out.
        CrashReportingUtil.crashDumpsEnabled(false);
        this.network = network;
        network.setListeners(predictions);
    }

    static GraphNetwork create(ComputationGraphConfiguration configuration, long seed) {
        BlockedChains.set(configuration);
        Nd4j.getRandom().setSeed(seed);
        ComputationGraph network = new ComputationGraph(configuration);
        network.init();
        return new GraphNetwork(network);
    }

    static GraphNetwork read(InputStream in) throws IOException {
        return new GraphNetwork(ModelSerializer.restoreComputationGraph(in, true));
    }

    @Override
    public TrainingStep train(INDArray images, INDArray labels) {
        predictions.expect(labels);
        network.fit(new INDArray[] {images}, new INDArray[] {labels});
        return new TrainingStep(network.score() - predictions.penalty(), predictions.correct());
    }

    @Override
    public INDArray probabilities(INDArray images) {
        return network.outputSingle(false, images);
    }

    @Override
    public double loss(INDArray probabilities, INDArray labels) {
        return CrossEntropy.mean(network.getOutputLayer(0), probabilities, labels);
    }

    @Override
    public void learningRate(double rate) {
        TrainingControls.learningRate(network.getLayers(), rate);
    }

    @Override
    public void classWeights(double[] weights) {
        TrainingControls.classWeights(network.getOutputLayer(0), weights);
    }

    @Override
    public void clipGradients(double norm) {
        network.addListeners(new GradientClipping(network.getLayers(), norm));
    }

    /** Only rows of layers are frozen. */
    @Override
    public Optional<FrozenPart> frozenPart() {
        return Optional.empty();
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
