package dev.fer.models.benchmark;

import dev.fer.data.faces.Emotion;
import dev.fer.models.network.ImageShape;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The report's networks as Deeplearning4j's own documentation would write them. */
final class Shipped {
    private static final double LEARNING_RATE = 0.01;

    private Shipped() {}

    static MultiLayerNetwork cnn() {
        ImageShape images = ImageShape.FACE;
        return network(
                InputType.convolutional(images.height(), images.width(), images.channels()),
                convolution(32),
                convolution(32),
                pool(),
                drop(0.25),
                convolution(64),
                pool(),
                drop(0.25),
                convolution(64),
                pool(),
                drop(0.25),
                dense(512));
    }

    static MultiLayerNetwork fnn() {
        return network(
                InputType.feedForward(ImageShape.FACE.values()),
                dense(1000),
                drop(0.5),
                dense(500),
                dense(250),
                drop(0.25),
                dense(100),
                dense(100));
    }

    private static MultiLayerNetwork network(InputType input, Layer... layers) {
        NeuralNetConfiguration.ListBuilder list = new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Sgd(LEARNING_RATE))
                .activation(Activation.RELU)
                .list();
        for (Layer layer : layers) {
            list.layer(layer);
        }
        list.layer(new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(Emotion.COUNT)
                .activation(Activation.SOFTMAX)
                .build());
        MultiLayerNetwork network =
                new MultiLayerNetwork(list.setInputType(input).build());
        network.init();
        return network;
    }

    private static Layer convolution(int filters) {
        return new ConvolutionLayer.Builder(3, 3).nOut(filters).build();
    }

    private static Layer pool() {
        return new SubsamplingLayer.Builder(PoolingType.MAX, new int[] {2, 2})
                .stride(2, 2)
                .build();
    }

    private static Layer drop(double rate) {
        return new DropoutLayer(1 - rate);
    }

    private static Layer dense(int neurons) {
        return new DenseLayer.Builder().nOut(neurons).build();
    }
}
