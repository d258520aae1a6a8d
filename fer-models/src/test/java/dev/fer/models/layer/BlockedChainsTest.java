package dev.fer.models.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks whose images go from layer to layer in blocks of channels, against Deeplearning4j's own layers. */
class BlockedChainsTest {
    private static final int IMAGES = 6;
    private static final int SIDE = 16;
    private static final int CLASSES = 4;

    private final INDArray images = images();

    @Test
    void aChainOfConvolutionsHasDeeplearning4jsOutputAndGradients() {
        MultiLayerNetwork own = sequence(false, List.of(convolution(false, 16), convolution(false, 32), pool(false)));
        MultiLayerNetwork fast = sequence(true, List.of(convolution(true, 16), convolution(true, 32), pool(true)));
        assertAlike(own, fast);
    }

    @Test
    void aChainWithBatchNormalisationHasDeeplearning4jsOutputAndGradients() {
        MultiLayerNetwork own = sequence(false, normalised(false));
        MultiLayerNetwork fast = sequence(true, normalised(true));
        assertAlike(own, fast);
    }

    @Test
    void oneStepOfTrainingLeavesTheSameParameters() {
        MultiLayerNetwork own = sequence(false, normalised(false));
        MultiLayerNetwork fast = sequence(true, normalised(true));
        for (int i = 0; i < 3; i++) {
            own.fit(images.permute(0, 3, 1, 2).dup('c'), labels());
            fast.fit(images, labels());
        }
        assertThat(fast.params().equalsWithEps(own.params(), 1e-3)).isTrue();
        assertThat(fast.output(images)
                        .equalsWithEps(own.output(images.permute(0, 3, 1, 2).dup('c')), 1e-3))
                .isTrue();
    }

    @Test
    void filtersPerChannelHaveDeeplearning4jsOutputAndGradients() {
        for (int width : new int[] {16, 8}) {
            MultiLayerNetwork own = sequence(
                    false, List.of(convolution(false, width), perChannel(false), convolution(false, 16), pool(false)));
            MultiLayerNetwork fast = sequence(
                    true, List.of(convolution(true, width), perChannel(true), convolution(true, 16), pool(true)));
            assertAlike(own, fast);
        }
    }

    /** Deeplearning4j's own check computes in doubles, which go Deeplearning4j's way; this one stays with floats. */
    @Test
    void alongEachParametersGradientTheLossRisesAsItSays() {
        MultiLayerNetwork network = sequence(
                true,
                List.of(
                        FastConvolution.first(smooth(16)),
                        FastDepthwiseConvolution.of(new DepthwiseConvolution2D.Builder(3, 3)
                                .convolutionMode(ConvolutionMode.Same)
                                .activation(Activation.TANH)),
                        FastConvolution.of(smooth(32)),
                        FastBatchNormalization.of(new ActivationTanH()),
                        FastPooling.of(new SubsamplingLayer.Builder(PoolingType.AVG, new int[] {2, 2}).stride(2, 2)),
                        FastDense.of(16).activation(Activation.TANH).build(),
                        FastDense.of(8).activation(Activation.TANH).build()));
        INDArray gradient = gradient(network, images).div(IMAGES);
        INDArray parameters = network.params().dup();
        long from = 0;
        for (var parameter : network.paramTable().entrySet()) {
            long to = from + parameter.getValue().length();
            if (isLearned(parameter.getKey())) {
                INDArray direction = Nd4j.zerosLike(parameters);
                direction
                        .get(NDArrayIndex.all(), NDArrayIndex.interval(from, to))
                        .assign(gradient.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to)));
                double norm = direction.norm2Number().doubleValue();
                double step = 0.02 / norm;
                double rise = loss(network, parameters.add(direction.mul(step)))
                        - loss(network, parameters.sub(direction.mul(step)));
                assertThat(rise / (2 * step)).as(parameter.getKey()).isCloseTo(norm * norm, withinPercentage(3));
            }
            from = to;
        }
    }

    /** Gradients of running means and variances are the steps that they take. */
    private static boolean isLearned(String parameter) {
        return !parameter.endsWith("_mean") && !parameter.endsWith("_var");
    }

    private static ConvolutionLayer.Builder smooth(int filters) {
        return new ConvolutionLayer.Builder(3, 3)
                .nOut(filters)
                .convolutionMode(ConvolutionMode.Truncate)
                .activation(Activation.TANH);
    }

    private double loss(MultiLayerNetwork network, INDArray parameters) {
        network.setParams(parameters);
        network.setInput(images);
        network.setLabels(labels());
        network.computeGradientAndScore();
        return network.score();
    }

    private static Layer perChannel(boolean fast) {
        DepthwiseConvolution2D.Builder builder = new DepthwiseConvolution2D.Builder(3, 3)
                .convolutionMode(ConvolutionMode.Same)
                .activation(Activation.RELU);
        return fast ? FastDepthwiseConvolution.of(builder) : builder.build();
    }

    private static List<Layer> normalised(boolean fast) {
        List<Layer> layers = new ArrayList<>();
        for (int width : new int[] {16, 32}) {
            for (int i = 0; i < 2; i++) {
                layers.add(linear(fast, width));
                layers.addAll(norm(fast));
            }
            layers.add(pool(fast));
        }
        return layers;
    }

    private void assertAlike(MultiLayerNetwork own, MultiLayerNetwork fast) {
        INDArray channelsFirst = images.permute(0, 3, 1, 2).dup('c');
        assertThat(fast.params().equalsWithEps(own.params(), 0)).isTrue();
        INDArray found = gradient(fast, images);
        INDArray wanted = gradient(own, channelsFirst);
        assertThat(found.equalsWithEps(wanted, 1e-4)).isTrue();
        assertThat(fast.output(images).equalsWithEps(own.output(channelsFirst), 1e-4))
                .isTrue();
    }

    /** Always the same: two values that are almost equal may change places in a pool, and the gradient with them. */
    private static INDArray images() {
        Nd4j.getRandom().setSeed(1);
        return Nd4j.rand(DataType.FLOAT, IMAGES, SIDE, SIDE, 1).subi(0.5);
    }

    private static Layer convolution(boolean fast, int filters) {
        ConvolutionLayer.Builder builder = new ConvolutionLayer.Builder(3, 3)
                .nOut(filters)
                .convolutionMode(ConvolutionMode.Truncate)
                .activation(Activation.RELU);
        return fast ? FastConvolution.of(builder) : builder.build();
    }

    private static Layer linear(boolean fast, int filters) {
        ConvolutionLayer.Builder builder = new ConvolutionLayer.Builder(3, 3)
                .nOut(filters)
                .hasBias(false)
                .convolutionMode(ConvolutionMode.Same)
                .activation(Activation.IDENTITY);
        return fast ? FastConvolution.of(builder) : builder.build();
    }

    private static List<Layer> norm(boolean fast) {
        return fast
                ? List.of(FastBatchNormalization.of(new ActivationReLU()))
                : List.of(
                        new BatchNormalization.Builder().useLogStd(false).build(),
                        new ActivationLayer.Builder()
                                .activation(Activation.RELU)
                                .build());
    }

    private static Layer pool(boolean fast) {
        SubsamplingLayer.Builder builder = new SubsamplingLayer.Builder(PoolingType.MAX, new int[] {2, 2}).stride(2, 2);
        return fast ? FastPooling.of(builder) : builder.build();
    }

    private static MultiLayerNetwork sequence(boolean fast, List<Layer> layers) {
        NeuralNetConfiguration.ListBuilder list = new NeuralNetConfiguration.Builder()
                .seed(7)
                .updater(new Sgd(0.1))
                .list();
        layers.forEach(list::layer);
        if (!(layers.get(layers.size() - 1) instanceof FastDense)) {
            list.layer(new GlobalPoolingLayer(PoolingType.AVG));
        }
        list.layer(new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(CLASSES)
                .activation(Activation.SOFTMAX)
                .build());
        list.setInputType(InputType.convolutional(SIDE, SIDE, 1, fast ? CNN2DFormat.NHWC : CNN2DFormat.NCHW));
        MultiLayerConfiguration configuration = list.build();
        BlockedChains.set(configuration);
        MultiLayerNetwork network = new MultiLayerNetwork(configuration);
        network.init();
        return network;
    }

    private static INDArray gradient(MultiLayerNetwork network, INDArray input) {
        network.setInput(input);
        network.setLabels(labels());
        network.computeGradientAndScore();
        return network.gradient().gradient().dup();
    }

    private static INDArray labels() {
        INDArray labels = Nd4j.zeros(DataType.FLOAT, IMAGES, CLASSES);
        for (int i = 0; i < IMAGES; i++) {
            labels.putScalar(i, i % CLASSES, 1);
        }
        return labels;
    }
}
