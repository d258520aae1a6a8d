package dev.fer.models.network;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A network that is fed what its frozen part would make of images; weights and updater state are the whole's own. */
final class RestNetwork implements Network {
    private final GraphNetwork whole;
    private final GraphNetwork rest;
    private final boolean takesRows;

    /** @param takesRows whether features are [images, features] to the rest, though they may come as images of one pixel */
    RestNetwork(GraphNetwork whole, GraphNetwork rest, boolean takesRows) {
        this.whole = whole;
        this.rest = rest;
        this.takesRows = takesRows;
    }

    private INDArray asTaken(INDArray features) {
        return takesRows ? features.reshape('c', features.size(0), features.length() / features.size(0)) : features;
    }

    /** The whole's counters go on too: Adam's correction, for one, depends on them. */
    @Override
    public TrainingStep train(INDArray features, INDArray labels) {
        TrainingStep step = rest.train(asTaken(features), labels);
        ComputationGraphConfiguration counted = rest.unwrap().getConfiguration();
        whole.unwrap().getConfiguration().setIterationCount(counted.getIterationCount());
        whole.unwrap().getConfiguration().setEpochCount(counted.getEpochCount());
        return step;
    }

    @Override
    public INDArray probabilities(INDArray features) {
        return rest.probabilities(asTaken(features));
    }

    @Override
    public double loss(INDArray probabilities, INDArray labels) {
        return whole.loss(probabilities, labels);
    }

    @Override
    public void learningRate(double rate) {
        whole.learningRate(rate);
        rest.learningRate(rate);
    }

    @Override
    public void classWeights(double[] weights) {
        whole.classWeights(weights);
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
    public Network copy() {
        return whole.copy();
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
    public void writeForUse(OutputStream out) throws IOException {
        whole.writeForUse(out);
    }

    @Override
    public Model unwrap() {
        return whole.unwrap();
    }

    /** Does nothing: all that it holds is the whole's. */
    @Override
    public void close() {}
}
