package dev.fer.models.family;

import dev.fer.models.layer.FastBatchNormalization;
import dev.fer.models.layer.FastConvolution;
import dev.fer.models.layer.FastDense;
import dev.fer.models.layer.FastDropout;
import dev.fer.models.network.ImageShape;
import dev.fer.models.network.Network;
import dev.fer.models.optimize.OptimizerConfiguration;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Builds a {@link SequentialPlan}; apart from it, so that plans can be checked without loading ND4J. */
final class SequentialBuilder {
    private final SequentialPlan plan;
    private final NeuralNetConfiguration.ListBuilder list;
    private boolean first = true;

    private SequentialBuilder(SequentialPlan plan, TrainingParameters training, long seed) {
        this.plan = plan;
        this.list = OptimizerConfiguration.of(training.optimization(), seed)
                .activation(activation(plan.style().activation()))
                .weightInit(weightInit(plan.style().weightInit()))
                .list();
    }

    /** Builds a network with random weights. */
    static Network build(SequentialPlan plan, TrainingParameters training, ImageShape images, int classes, long seed) {
        plan.summaries(images, classes);
        return new SequentialBuilder(plan, training, seed).build(images, classes, seed);
    }

    private Network build(ImageShape images, int classes, long seed) {
        for (int i = 0; i < plan.layers().size(); i++) {
            boolean beforeNorm = i + 1 < plan.layers().size() && plan.layers().get(i + 1) instanceof LayerSpec.Norm;
            boolean afterWeights = i > 0 && hasWeights(plan.layers().get(i - 1));
            add(plan.layers().get(i), beforeNorm, afterWeights);
        }
        boolean softmax = plan.style().output().equals("softmax");
        list.layer(new OutputLayer.Builder(softmax ? LossFunction.MCXENT : LossFunction.XENT)
                .activation(softmax ? Activation.SOFTMAX : Activation.SIGMOID)
                .nOut(classes)
                .build());
        list.setInputType(
                InputType.convolutional(images.height(), images.width(), images.channels(), CNN2DFormat.NHWC));
        return Network.of(list.build(), seed);
    }

    private static boolean hasWeights(LayerSpec layer) {
        return layer instanceof LayerSpec.Convolution || layer instanceof LayerSpec.Dense;
    }

    private void add(LayerSpec layer, boolean beforeNorm, boolean afterWeights) {
        Activation activation =
                beforeNorm ? Activation.IDENTITY : activation(plan.style().activation());
        if (layer instanceof LayerSpec.Convolution conv) {
            ConvolutionLayer.Builder builder = new ConvolutionLayer.Builder(conv.kernelHeight(), conv.kernelWidth())
                    .convolutionMode(conv.same() ? ConvolutionMode.Same : ConvolutionMode.Truncate)
                    .nOut(conv.filters())
                    .activation(activation);
            list.layer(first ? FastConvolution.first(builder) : FastConvolution.of(builder));
            first = false;
        } else if (layer instanceof LayerSpec.Dense dense) {
            FastDense.Builder builder = FastDense.of(dense.neurons()).activation(activation);
            list.layer(first ? builder.first().build() : builder.build());
            first = false;
        } else if (layer instanceof LayerSpec.Pool pool) {
            list.layer(new SubsamplingLayer.Builder(PoolingType.MAX, new int[] {pool.size(), pool.size()})
                    .stride(pool.size(), pool.size())
                    .dataFormat(CNN2DFormat.NHWC)
                    .build());
        } else if (layer instanceof LayerSpec.Drop drop && drop.rate() > 0) {
            list.layer(new DropoutLayer(new FastDropout(drop.rate())));
        } else if (layer instanceof LayerSpec.Norm) {
            Activation delayed = afterWeights ? activation(plan.style().activation()) : Activation.IDENTITY;
            list.layer(FastBatchNormalization.of(delayed.getActivationFunction()));
        }
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
