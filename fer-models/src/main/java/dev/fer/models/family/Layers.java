package dev.fer.models.family;

import dev.fer.models.layer.FastBatchNormalization;
import dev.fer.models.layer.FastConvolution;
import dev.fer.models.layer.FastDense;
import dev.fer.models.layer.FastDepthwiseConvolution;
import dev.fer.models.layer.FastDropout;
import dev.fer.models.layer.FastPooling;
import dev.fer.models.layer.SpatialDropout;
import dev.fer.models.network.ImageShape;
import dev.fer.models.optimize.OptimizerConfiguration;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Makes Deeplearning4j's layers of {@link LayerSpec}s: the one place that chooses their classes. */
final class Layers {
    private final LayerStyle style;
    private final Activation activation;
    private boolean first;

    /** Makes layers in their order; nothing that learns lies below the first one. */
    Layers(LayerStyle style) {
        this(style, true);
    }

    /**
     * Makes layers in their order.
     *
     * @param first whether nothing that learns lies below the first one
     */
    Layers(LayerStyle style, boolean first) {
        this.style = style;
        this.first = first;
        this.activation = activation(style.activation());
    }

    /** Starts the configuration of a network: what all its layers share. */
    static NeuralNetConfiguration.Builder configuration(LayerStyle style, TrainingParameters training, long seed) {
        return OptimizerConfiguration.of(training.optimization(), seed)
                .activation(activation(style.activation()))
                .weightInit(weightInit(style.weightInit()));
    }

    static InputType input(ImageShape images) {
        return InputType.convolutional(images.height(), images.width(), images.channels(), CNN2DFormat.NHWC);
    }

    /**
     * Makes a layer, or those that it consists of, or none for one without effect.
     *
     * @param layer no {@link LayerSpec.Residual}
     * @param beforeNorm whether batch normalisation follows, which then has the activation
     */
    List<Layer> of(LayerSpec layer, boolean beforeNorm) {
        List<Layer> made = make(layer, beforeNorm);
        first &= made.isEmpty();
        return made;
    }

    private List<Layer> make(LayerSpec layer, boolean beforeNorm) {
        Activation own = beforeNorm ? Activation.IDENTITY : activation;
        if (layer instanceof LayerSpec.Convolution conv) {
            return List.of(convolution(conv, conv.linear() ? Activation.IDENTITY : own));
        }
        if (layer instanceof LayerSpec.Separable separable) {
            Layer perChannel = FastDepthwiseConvolution.of(
                    new DepthwiseConvolution2D.Builder(LayerSpec.Separable.KERNEL, LayerSpec.Separable.KERNEL)
                            .convolutionMode(ConvolutionMode.Same)
                            .hasBias(false)
                            .activation(Activation.IDENTITY));
            first = false;
            return List.of(
                    perChannel,
                    convolution(LayerSpec.Convolution.linear(separable.filters(), 1, 1), Activation.IDENTITY));
        }
        if (layer instanceof LayerSpec.GreyToColour) {
            return List.of(convolution(
                    new LayerSpec.Convolution(LayerSpec.GreyToColour.CHANNELS, 1, 1, true), Activation.IDENTITY));
        }
        if (layer instanceof LayerSpec.Dense dense) {
            FastDense.Builder builder = FastDense.of(dense.neurons()).activation(own);
            Layer made = first ? builder.first().build() : builder.build();
            first = false;
            return List.of(made);
        }
        if (layer instanceof LayerSpec.Pool pool) {
            return List.of(pool(pool));
        }
        if (layer instanceof LayerSpec.GlobalAverage) {
            return List.of(new GlobalPoolingLayer(PoolingType.AVG));
        }
        if (layer instanceof LayerSpec.Norm norm) {
            Activation delayed = norm.activated() ? activation : Activation.IDENTITY;
            return List.of(FastBatchNormalization.of(delayed.getActivationFunction()));
        }
        if (layer instanceof LayerSpec.Drop drop) {
            IDropout dropout = drop.spatial() ? new SpatialDropout(drop.rate()) : new FastDropout(drop.rate());
            return drop.rate() > 0 ? List.of(new DropoutLayer(dropout)) : List.of();
        }
        throw new IllegalArgumentException("'" + layer + "' is not one layer");
    }

    private Layer convolution(LayerSpec.Convolution conv, Activation own) {
        ConvolutionLayer.Builder builder = new ConvolutionLayer.Builder(conv.kernelHeight(), conv.kernelWidth())
                .stride(conv.stride(), conv.stride())
                .convolutionMode(conv.same() ? ConvolutionMode.Same : ConvolutionMode.Truncate)
                .nOut(conv.filters())
                .hasBias(!conv.linear())
                .activation(own);
        boolean noneBelow = first;
        first = false;
        return noneBelow ? FastConvolution.first(builder) : FastConvolution.of(builder);
    }

    private static Layer pool(LayerSpec.Pool pool) {
        return FastPooling.of(new SubsamplingLayer.Builder(PoolingType.MAX, new int[] {pool.size(), pool.size()})
                .stride(pool.stride(), pool.stride())
                .convolutionMode(pool.same() ? ConvolutionMode.Same : ConvolutionMode.Truncate));
    }

    /** Makes the layers of a whole plan in which nothing forks. */
    List<Layer> of(LayerPlan plan, int classes) {
        List<Layer> made = new ArrayList<>();
        for (int i = 0; i < plan.layers().size(); i++) {
            made.addAll(of(plan.layers().get(i), LayerPlan.isBeforeNorm(plan.layers(), i)));
        }
        made.addAll(output(plan.output(), classes));
        return made;
    }

    /** Makes the layers that end a model. */
    List<Layer> output(LayerPlan.Output output, int classes) {
        boolean softmax = style.output().equals("softmax");
        LossFunction loss = softmax ? LossFunction.MCXENT : LossFunction.XENT;
        Activation last = softmax ? Activation.SOFTMAX : Activation.SIGMOID;
        return switch (output) {
            case DENSE ->
                List.of(new OutputLayer.Builder(loss)
                        .activation(last)
                        .nOut(classes)
                        .build());
            case AVERAGED_CONVOLUTION -> {
                LossLayer scores = new LossLayer.Builder(loss).activation(last).build();
                scores.setNOut(classes);
                yield List.of(
                        convolution(new LayerSpec.Convolution(classes, 3, 3, true), Activation.IDENTITY),
                        new GlobalPoolingLayer(PoolingType.AVG),
                        scores);
            }
            case NONE -> List.of();
        };
    }

    private static Activation activation(String name) {
        return switch (name) {
            case "relu" -> Activation.RELU;
            case "leaky_relu" -> Activation.LEAKYRELU;
            case "elu" -> Activation.ELU;
            case "selu" -> Activation.SELU;
            case "swish" -> Activation.SWISH;
            case "tanh" -> Activation.TANH;
            case "sigmoid" -> Activation.SIGMOID;
            default -> throw new IllegalArgumentException("no activation '" + name + "'");
        };
    }

    private static WeightInit weightInit(String name) {
        return switch (name) {
            case "glorot_uniform" -> WeightInit.XAVIER_UNIFORM;
            case "glorot_normal" -> WeightInit.XAVIER;
            case "he_uniform" -> WeightInit.RELU_UNIFORM;
            case "he_normal" -> WeightInit.RELU;
            case "lecun_normal" -> WeightInit.LECUN_NORMAL;
            default -> throw new IllegalArgumentException("no weight initialisation '" + name + "'");
        };
    }
}
