package dev.fer.models.network;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A network that is fed what its frozen part would make of images; weights and updater state are the whole's own. */
final class RestNetwork implements Network {
    private final Network whole;
    private final MultiLayerNetwork wholeLayers;
    private final SequentialNetwork rest;
    private final MultiLayerNetwork restLayers;

    RestNetwork(Network whole, MultiLayerNetwork wholeLayers, MultiLayerNetwork restLayers) {
        this.whole = whole;
        this.wholeLayers = wholeLayers;
        this.restLayers = restLayers;
        this.rest = SequentialNetwork.of(restLayers);
    }

    /** The counters are all that the two networks do not share: Adam's correction, for one, depends on them. */
    @Override
    public TrainingStep train(INDArray features, INDArray labels) {
        TrainingStep step = rest.train(features, labels);
        wholeLayers.setIterationCount(restLayers.getIterationCount());
        wholeLayers.setEpochCount(restLayers.getEpochCount());
        return step;
    }

    @Override
    public INDArray probabilities(INDArray features) {
        return rest.probabilities(features);
    }

    @Override
    public double loss(INDArray probabilities, INDArray labels) {
        return whole.loss(probabilities, labels);
    }

    @Override
    public void learningRate(double rate) {
        rest.learningRate(rate);
    }

    @Override
    public void classWeights(double[] weights) {
        rest.classWeights(weights);
    }

    @Override
    public void clipGradients(double norm) {
        rest.clipGradients(norm);
    }

    @Override
    public Optional<FrozenPart> frozenPart() {
        return Optional.empty();
    }

    @Override
    public INDArray weights() {
        return whole.weights();
    }

    @Override
    public long parameters() {
        return whole.parameters();
    }

    @Override
    public void write(OutputStream out) throws IOException {
        whole.write(out);
    }

    @Override
    public Model unwrap() {
        return whole.unwrap();
    }

    /** Does nothing: all that it holds is the whole's. */
    @Override
    public void close() {}
}
