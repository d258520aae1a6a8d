package dev.fer.models.family;

import dev.fer.models.network.ImageShape;
import dev.fer.models.network.LayerSummary;
import dev.fer.models.pretrained.KerasWeights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * VGG16 without its top (Simonyan and Zisserman 2015), as Keras has it: 13 convolutions in 5 blocks, 14,714,688
 * weights.
 *
 * <p>It was trained on channels in the order blue, green, red, from 0 to 255, less the mean of ImageNet's. Its first
 * layer here makes that of one grey channel from -0.5 to 0.5, exactly: 255 x + 127.5 - mean.
 *
 * @param weights the Keras file; empty for random ones
 */
record Vgg16(Optional<Path> weights) implements Backbone {
    private static final int[] BLOCKS = {2, 2, 3, 3, 3};
    private static final int[] WIDTHS = {64, 128, 256, 512, 512};
    private static final int KERNEL = 3;

    /** Blue, green, red: keras.applications.imagenet_utils.preprocess_input in the mode "caffe". */
    private static final float[] MEANS = {103.939f, 116.779f, 123.68f};

    private static final float GREYS = 255;
    private static final LayerPlan PLAN = plan();

    private static LayerPlan plan() {
        List<LayerSpec> layers = new ArrayList<>(List.of(new LayerSpec.GreyToColour()));
        for (int block = 0; block < BLOCKS.length; block++) {
            for (int i = 0; i < BLOCKS[block]; i++) {
                layers.add(new LayerSpec.Convolution(WIDTHS[block], KERNEL, KERNEL, true));
            }
            layers.add(new LayerSpec.Pool(2));
        }
        return new LayerPlan(layers, LayerStyle.DEFAULT, LayerPlan.Output.NONE, "weights");
    }

    @Override
    public List<LayerSummary> summaries(ImageShape images) {
        return PLAN.summaries(images, 0);
    }

    @Override
    public ImageShape features(ImageShape images) {
        return PLAN.features(images);
    }

    @Override
    public long activations(ImageShape images) {
        return PLAN.activations(images, 0);
    }

    @Override
    public int size() {
        return made().size();
    }

    @Override
    public String addTo(Graph graph) {
        return graph.row(made(), Graph.IMAGES);
    }

    private static List<org.deeplearning4j.nn.conf.layers.Layer> made() {
        return new Layers(PLAN.style()).of(PLAN, 0);
    }

    @Override
    public void copyTo(List<Layer> layers) {
        layers.get(0).getParam(ConvolutionParamInitializer.WEIGHT_KEY).assign(GREYS);
        try (INDArray means = Nd4j.createFromArray(MEANS)) {
            bias(layers.get(0)).assign(means.rsub(GREYS / 2));
        }
        weights.ifPresent(path -> {
            try (KerasWeights file = KerasWeights.open(path)) {
                copy(file, layers);
            }
        });
    }

    private static void copy(KerasWeights file, List<Layer> layers) {
        int inputs = MEANS.length;
        int layer = 1;
        for (int block = 0; block < BLOCKS.length; block++) {
            int outputs = WIDTHS[block];
            for (int i = 0; i < BLOCKS[block]; i++) {
                String name = "block" + (block + 1) + "_conv" + (i + 1);
                try (INDArray kernel = Nd4j.createFromArray(file.kernel(name, KERNEL, KERNEL, inputs, outputs));
                        INDArray bias = Nd4j.createFromArray(file.bias(name, outputs))) {
                    layers.get(layer)
                            .getParam(ConvolutionParamInitializer.WEIGHT_KEY)
                            .assign(kernel.reshape('c', KERNEL, KERNEL, inputs, outputs)
                                    .permute(3, 2, 0, 1));
                    bias(layers.get(layer)).assign(bias);
                }
                inputs = outputs;
                layer++;
            }
            layer++;
        }
    }

    private static INDArray bias(Layer layer) {
        INDArray bias = layer.getParam(ConvolutionParamInitializer.BIAS_KEY);
        return bias.reshape(bias.length());
    }
}
