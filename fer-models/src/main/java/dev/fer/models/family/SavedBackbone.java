package dev.fer.models.family;

import dev.fer.models.network.ImageShape;
import dev.fer.models.network.LayerSummary;
import dev.fer.models.network.Network;
import dev.fer.models.pretrained.WeightsException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The layers of a network that was trained and saved here, up to its last pool.
 *
 * @param layers their configurations
 * @param weights of each layer, in its own order
 */
record SavedBackbone(List<Layer> layers, List<INDArray> weights) implements Backbone {
    /** The entry of a trained model or of a checkpoint that holds the network. */
    private static final String NETWORK = "network.zip";

    /**
     * Reads a network.
     *
     * @param path a Deeplearning4j model file, or a zip that holds one as {@value #NETWORK}
     * @throws WeightsException if it is none, or its network has no pool or is no row of layers
     */
    static SavedBackbone read(Path path) {
        try (Network network = network(path)) {
            if (network.unwrap() instanceof MultiLayerNetwork row) {
                return of(row, path);
            }
            throw WeightsException.unreadable(
                    path,
                    "its network has shortcuts; only a row of layers, as of cnn or vgg, can be gone on from",
                    null);
        } catch (IOException | RuntimeException e) {
            throw e instanceof WeightsException known
                    ? known
                    : WeightsException.unreadable(path, "it holds no network (" + e.getMessage() + ")", e);
        }
    }

    private static Network network(Path path) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(path))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(NETWORK)) {
                    return Network.read(new ByteArrayInputStream(zip.readAllBytes()));
                }
            }
        }
        try (InputStream in = Files.newInputStream(path)) {
            return Network.read(in);
        }
    }

    private static SavedBackbone of(MultiLayerNetwork network, Path path) {
        int end = network.getnLayers();
        while (end > 0 && !isPool(configuration(network, end - 1))) {
            end--;
        }
        if (end == 0) {
            throw WeightsException.unreadable(path, "its network has no pool, so that nothing in it sees images", null);
        }
        List<Layer> layers = new ArrayList<>();
        List<INDArray> weights = new ArrayList<>();
        for (int i = 0; i < end; i++) {
            layers.add(configuration(network, i));
            INDArray parameters = network.getLayer(i).params();
            weights.add(parameters == null ? Nd4j.empty() : parameters.dup());
        }
        return new SavedBackbone(layers, weights);
    }

    private static boolean isPool(Layer layer) {
        return layer instanceof SubsamplingLayer || layer instanceof GlobalPoolingLayer;
    }

    /** Returns a copy of a layer that takes on how the new network trains. */
    private static Layer configuration(MultiLayerNetwork network, int index) {
        Layer layer =
                network.getLayerWiseConfigurations().getConf(index).getLayer().clone();
        Layer thawed = layer instanceof FrozenLayer frozen ? frozen.getLayer() : layer;
        if (thawed instanceof BaseLayer base) {
            base.setIUpdater(null);
            base.setBiasUpdater(null);
            base.setRegularization(null);
            base.setRegularizationBias(null);
        }
        return thawed;
    }

    @Override
    public List<Layer> layers() {
        return layers.stream().map(Layer::clone).toList();
    }

    @Override
    public List<LayerSummary> summaries(ImageShape images) {
        List<LayerSummary> summaries = new ArrayList<>();
        List<InputType> outputs = outputs(images);
        for (int i = 0; i < outputs.size(); i++) {
            String name = layers.get(i).getClass().getSimpleName();
            summaries.add(new LayerSummary(
                    "saved " + name,
                    shape(outputs.get(i)).toString(),
                    weights.get(i).length()));
        }
        return List.copyOf(summaries);
    }

    @Override
    public ImageShape features(ImageShape images) {
        List<InputType> outputs = outputs(images);
        return shape(outputs.get(outputs.size() - 1));
    }

    @Override
    public long activations(ImageShape images) {
        return outputs(images).stream()
                .mapToLong(InputType::arrayElementsPerExample)
                .sum();
    }

    private List<InputType> outputs(ImageShape images) {
        List<InputType> outputs = new ArrayList<>();
        InputType last = Layers.input(images);
        for (Layer layer : layers) {
            last = layer.getOutputType(outputs.size(), last);
            outputs.add(last);
        }
        return outputs;
    }

    private static ImageShape shape(InputType type) {
        if (type instanceof InputType.InputTypeConvolutional image) {
            return new ImageShape((int) image.getHeight(), (int) image.getWidth(), (int) image.getChannels());
        }
        return new ImageShape(1, 1, (int) type.arrayElementsPerExample());
    }

    @Override
    public void copyTo(MultiLayerNetwork network) {
        for (int i = 0; i < weights.size(); i++) {
            if (weights.get(i).length() > 0) {
                network.getLayer(i).setParams(weights.get(i));
            }
        }
    }
}
