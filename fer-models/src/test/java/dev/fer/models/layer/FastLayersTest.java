package dev.fer.models.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The fast layers against Deeplearning4j's own, and against numerical derivatives. */
class FastLayersTest {
    private static final int IMAGES = 2;
    private static final int CLASSES = 4;

    @AfterEach
    void computeInFloatsAgain() {
        Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
    }

    /** Convolutions that differ in what could go wrong. */
    enum Case {
        PLAIN(Activation.RELU, 1, new ConvolutionLayer.Builder(3, 3)),
        NO_BIAS(Activation.RELU, 1, new ConvolutionLayer.Builder(3, 3).hasBias(false)),
        SAME(Activation.RELU, 2, new ConvolutionLayer.Builder(3, 4).convolutionMode(ConvolutionMode.Same)),
        STRIDED(Activation.TANH, 2, new ConvolutionLayer.Builder(3, 2).stride(2, 3)),
        STRIDED_SAME(
                Activation.RELU,
                1,
                new ConvolutionLayer.Builder(4, 4).stride(2, 2).convolutionMode(ConvolutionMode.Same)),
        SHORTCUT(
                Activation.IDENTITY,
                8,
                new ConvolutionLayer.Builder(1, 1).stride(2, 2).convolutionMode(ConvolutionMode.Same)),
        PADDED(Activation.SIGMOID, 3, new ConvolutionLayer.Builder(3, 3).padding(1, 2)),
        DILATED(Activation.RELU, 1, new ConvolutionLayer.Builder(2, 2).dilation(2, 2)),
        MANY_WEIGHTS(Activation.RELU, 8, new ConvolutionLayer.Builder(3, 3)),
        OTHER_ACTIVATION(Activation.ELU, 1, new ConvolutionLayer.Builder(3, 3));

        private final Activation activation;
        private final int channels;
        private final ConvolutionLayer.Builder builder;

        Case(Activation activation, int channels, ConvolutionLayer.Builder builder) {
            this.activation = activation;
            this.channels = channels;
            this.builder = builder.nOut(3).activation(activation);
            if (builder.getConvolutionMode() == null) {
                builder.convolutionMode(ConvolutionMode.Truncate);
            }
        }
    }

    @Test
    void aDenseLayerRefusesRowsOfAnotherLengthThanItWasMadeFor() {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .list()
                .layer(FastDense.of(3).build())
                .layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(CLASSES)
                        .build())
                .setInputType(InputType.convolutional(48, 48, 1, CNN2DFormat.NHWC))
                .build());
        network.init();
        assertThatThrownBy(() -> network.output(Nd4j.zeros(IMAGES, 40, 40, 1)))
                .hasMessageContaining("takes 2304 numbers an example, found 1600");
        network.close();
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void aConvolutionHasDeeplearning4jsOutputAndGradients(Case given) {
        INDArray images =
                Nd4j.rand(DataType.FLOAT, IMAGES, 9, 8, given.channels).subi(0.5);
        INDArray channelsFirst = images.permute(0, 3, 1, 2).dup('c');
        MultiLayerNetwork own = network(
                DataType.FLOAT,
                images,
                CNN2DFormat.NCHW,
                given.builder.dataFormat(CNN2DFormat.NCHW).build(),
                average(given, images, CNN2DFormat.NCHW));
        INDArray output = own.output(channelsFirst);
        INDArray gradient = gradient(own, channelsFirst);
        for (FastConvolution fast : List.of(FastConvolution.of(given.builder), FastConvolution.first(given.builder))) {
            MultiLayerNetwork network =
                    network(DataType.FLOAT, images, CNN2DFormat.NHWC, fast, average(given, images, CNN2DFormat.NHWC));
            assertThat(network.output(images).equalsWithEps(output, 1e-5)).isTrue();
            assertThat(gradient(network, images).equalsWithEps(gradient, 1e-5)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void aConvolutionsGradientsAreTheNumericalOnes(Case given) {
        Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
        INDArray images =
                Nd4j.rand(DataType.DOUBLE, IMAGES, 6, 6, given.channels).subi(0.5);
        MultiLayerNetwork network = network(
                DataType.DOUBLE,
                images,
                CNN2DFormat.NHWC,
                FastConvolution.first(given.builder),
                FastConvolution.of(new ConvolutionLayer.Builder(2, 1).nOut(2).activation(Activation.TANH)),
                dense(4));
        assertThat(GradientCheckUtil.checkGradients(new GradientCheckUtil.MLNConfig()
                        .net(network)
                        .input(images)
                        .labels(labels(DataType.DOUBLE))
                        .epsilon(1e-6)
                        .maxRelError(1e-4)
                        .minAbsoluteError(1e-9)
                        .print(GradientCheckUtil.PrintMode.FAILURES_ONLY)))
                .isTrue();
    }

    @Test
    void aDenseLayerHasDeeplearning4jsOutputAndGradients() {
        INDArray rows = Nd4j.rand(DataType.FLOAT, IMAGES, 20).subi(0.5);
        List<MultiLayerNetwork> networks = List.of(
                network(
                        DataType.FLOAT,
                        rows,
                        CNN2DFormat.NHWC,
                        new DenseLayer.Builder().nOut(9).build(),
                        new DenseLayer.Builder().nOut(6).build()),
                network(DataType.FLOAT, rows, CNN2DFormat.NHWC, FastDense.of(9).build(), dense(6)),
                network(
                        DataType.FLOAT,
                        rows,
                        CNN2DFormat.NHWC,
                        FastDense.of(9).first().build(),
                        dense(6)));
        INDArray output = networks.get(0).output(rows);
        INDArray gradient = gradient(networks.get(0), rows);
        for (MultiLayerNetwork fast : networks) {
            assertThat(fast.output(rows).equalsWithEps(output, 1e-5)).isTrue();
            assertThat(gradient(fast, rows).equalsWithEps(gradient, 1e-5)).isTrue();
        }
    }

    @Test
    void batchNormalisationHasDeeplearning4jsOutputGradientsAndStatistics() {
        INDArray images = Nd4j.rand(DataType.FLOAT, IMAGES, 5, 4, 3).addi(2);
        BatchNormalization reference = new BatchNormalization.Builder()
                .dataFormat(CNN2DFormat.NHWC)
                .useLogStd(false)
                .build();
        MultiLayerNetwork own = network(DataType.FLOAT, images, CNN2DFormat.NHWC, reference, dense(4));
        MultiLayerNetwork fast = network(
                DataType.FLOAT,
                images,
                CNN2DFormat.NHWC,
                FastBatchNormalization.of(new ActivationIdentity()),
                dense(4));
        assertThat(gradient(fast, images).equalsWithEps(gradient(own, images), 1e-4))
                .isTrue();
        for (MultiLayerNetwork network : List.of(own, fast)) {
            network.fit(images, labels(DataType.FLOAT));
            network.fit(images, labels(DataType.FLOAT));
        }
        assertThat(fast.params().equalsWithEps(own.params(), 1e-3)).isTrue();
        assertThat(fast.output(images).equalsWithEps(own.output(images), 1e-3)).isTrue();
    }

    @Test
    void batchNormalisationsGradientsAreTheNumericalOnes() {
        Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
        INDArray images = Nd4j.rand(DataType.DOUBLE, IMAGES, 5, 4, 2);
        MultiLayerNetwork network = network(
                DataType.DOUBLE,
                images,
                CNN2DFormat.NHWC,
                FastConvolution.first(new ConvolutionLayer.Builder(2, 2).nOut(3).activation(Activation.IDENTITY)),
                FastBatchNormalization.of(new ActivationReLU()),
                dense(4),
                FastBatchNormalization.of(new ActivationTanH()));
        assertThat(GradientCheckUtil.checkGradients(new GradientCheckUtil.MLNConfig()
                        .net(network)
                        .input(images)
                        .labels(labels(DataType.DOUBLE))
                        .epsilon(1e-6)
                        .maxRelError(1e-4)
                        .minAbsoluteError(1e-8)
                        .excludeParams(Set.of("1_mean", "1_var", "3_mean", "3_var"))
                        .print(GradientCheckUtil.PrintMode.FAILURES_ONLY)))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Activation.class,
            names = {"IDENTITY", "RELU", "LEAKYRELU", "ELU", "SELU", "SWISH", "TANH", "SIGMOID"})
    void everyActivationHasDeeplearning4jsValuesAndDerivatives(Activation activation) {
        INDArray z = Nd4j.linspace(DataType.FLOAT, -9, 0.05, 360).reshape(20, 18);
        INDArray epsilon = Nd4j.rand(DataType.FLOAT, 20, 18);
        IActivation function = activation.getActivationFunction();
        INDArray value = function.getActivation(z.dup(), true);
        INDArray gradient = function.backprop(z.dup(), epsilon.dup()).getFirst();

        INDArray kept = z.dup();
        Activations activations = new Activations();
        LayerWorkspaceMgr workspaces = LayerWorkspaceMgr.noWorkspaces();
        assertThat(activations.apply(function, kept, true, workspaces).equalsWithEps(value, 1e-5))
                .isTrue();
        assertThat(activations
                        .backprop(function, kept, epsilon.dup(), workspaces)
                        .equalsWithEps(gradient, 1e-5))
                .isTrue();
        assertThat(activations.apply(function, z.dup(), false, workspaces).equalsWithEps(value, 1e-5))
                .isTrue();
    }

    @Test
    void aNetworkOfFastLayersIsSavedAndReadLikeAnyOther() throws Exception {
        INDArray images = Nd4j.rand(DataType.FLOAT, IMAGES, 9, 8, 1);
        MultiLayerNetwork network = network(
                DataType.FLOAT,
                images,
                CNN2DFormat.NHWC,
                FastConvolution.first(new ConvolutionLayer.Builder(3, 3).nOut(5)),
                FastDense.of(6).build());
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ModelSerializer.writeModel(network, file, true);
        MultiLayerNetwork read =
                ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(file.toByteArray()), true);
        assertThat(read.output(images)).isEqualTo(network.output(images));
        FastConvolution convolution = (FastConvolution) read.getLayer(0).conf().getLayer();
        assertThat(convolution.isInputGradient()).isFalse();
        FastDense dense = (FastDense) read.getLayer(1).conf().getLayer();
        assertThat(dense.isInputGradient()).isTrue();
    }

    private static Layer dense(int neurons) {
        return FastDense.of(neurons).build();
    }

    private static MultiLayerNetwork network(DataType type, INDArray input, CNN2DFormat format, Layer... layers) {
        NeuralNetConfiguration.ListBuilder list = new NeuralNetConfiguration.Builder()
                .seed(7)
                .dataType(type)
                .updater(type == DataType.DOUBLE ? new NoOp() : new Sgd(1))
                .activation(Activation.TANH)
                .biasInit(0.1)
                .list();
        for (Layer layer : layers) {
            list.layer(layer.clone());
        }
        list.layer(new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(CLASSES)
                .activation(Activation.SOFTMAX)
                .build());
        list.setInputType(
                input.rank() == 2
                        ? InputType.feedForward(input.size(1))
                        : InputType.convolutional(input.size(1), input.size(2), input.size(3), format));
        MultiLayerNetwork network = new MultiLayerNetwork(list.build());
        network.init();
        return network;
    }

    /** Averages each channel over the whole image, behind which both data formats are flattened alike. */
    private static Layer average(Case given, INDArray images, CNN2DFormat format) {
        InputType.InputTypeConvolutional convolved = (InputType.InputTypeConvolutional) given.builder
                .dataFormat(format)
                .build()
                .getOutputType(0, InputType.convolutional(images.size(1), images.size(2), images.size(3), format));
        int[] whole = {(int) convolved.getHeight(), (int) convolved.getWidth()};
        return new SubsamplingLayer.Builder(PoolingType.AVG, whole)
                .stride(whole)
                .dataFormat(format)
                .build();
    }

    private static INDArray gradient(MultiLayerNetwork network, INDArray input) {
        network.setInput(input);
        network.setLabels(labels(DataType.FLOAT));
        network.computeGradientAndScore();
        return network.gradient().gradient().dup();
    }

    private static INDArray labels(DataType type) {
        INDArray labels = Nd4j.zeros(type, IMAGES, CLASSES);
        for (int i = 0; i < IMAGES; i++) {
            labels.putScalar(i, i % CLASSES, 1);
        }
        return labels;
    }
}
