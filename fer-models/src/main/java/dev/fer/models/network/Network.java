package dev.fer.models.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A classifier of images that can be trained. Used by one thread at a time; holds native memory until closed.
 */
public interface Network extends AutoCloseable {
    /**
     * Makes a new network with random weights.
     *
     * @param configuration takes channels-last images and ends in an output layer
     * @param seed of the weights
     */
    static Network of(MultiLayerConfiguration configuration, long seed) {
        return SequentialNetwork.create(configuration, seed);
    }

    /**
     * Makes a new network, in which paths may fork and meet, with random weights.
     *
     * @param configuration takes channels-last images as its one input and has one output layer
     * @param seed of the weights
     */
    static Network of(ComputationGraphConfiguration configuration, long seed) {
        return GraphNetwork.create(configuration, seed);
    }

    /**
     * Reads what {@link #write} wrote, a row of layers or a graph.
     *
     * @throws IOException if the stream fails or holds no network
     */
    static Network read(InputStream in) throws IOException {
        return NetworkFile.read(in);
    }

    /**
     * Makes one step of training.
     *
     * @param images float32 [images, height, width, channels]
     * @param labels the wanted probabilities, float32 [images, classes]; rows sum to 1
     */
    TrainingStep train(INDArray images, INDArray labels);

    /**
     * Returns each class's probability (or score, with a sigmoid output).
     *
     * @param images float32 [images, height, width, channels]
     * @return [images, classes], owned by the caller
     */
    INDArray probabilities(INDArray images);

    /**
     * Returns the mean loss of an answer, by the function that training minimises, without regularisation.
     *
     * @param probabilities what {@link #probabilities} returned
     * @param labels one-hot, [images, classes]
     */
    double loss(INDArray probabilities, INDArray labels);

    /**
     * Sets the learning rate of all steps from now on.
     *
     * @param rate above 0
     */
    void learningRate(double rate);

    /**
     * Sets how much each class's loss counts in steps from now on; {@link #loss} stays the plain one.
     *
     * @param weights one factor per class
     * @throws UnsupportedOperationException if the output is no softmax
     */
    void classWeights(double[] weights);

    /**
     * Scales gradients down to a greatest Euclidean norm, taken over all weights together, in steps from now on.
     *
     * @param norm above 0
     */
    void clipGradients(double norm);

    /** Returns the first layers as far as they are frozen, or empty if none is; of use until the network is closed. */
    Optional<FrozenPart> frozenPart();

    /**
     * Returns all numbers that the network learns or keeps, in one row: not a copy, what is written into it changes
     * the network.
     */
    INDArray weights();

    /** Returns another network that is the same in everything, owned by the caller. */
    Network copy();

    /** Returns how many numbers the network learns or keeps. */
    long parameters();

    /** Writes a Deeplearning4j model file: layers, weights, updater state and counters. Leaves the stream open. */
    void write(OutputStream out) throws IOException;

    /** Writes the same without updater state, a third of it with Adam: what is needed to use the network, not to go on. */
    void writeForUse(OutputStream out) throws IOException;

    /** Returns the Deeplearning4j network itself, for what this interface does not offer. */
    Model unwrap();

    /** Frees the native memory. */
    @Override
    void close();
}
