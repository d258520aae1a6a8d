package dev.fer.models.network;

import dev.fer.data.faces.Fingerprint;
import dev.fer.models.layer.BlockedChains;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.layers.FrozenLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.MultiLayerUpdater;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The first layers of a network, as far as they are frozen: what they make of an image stays the same while the rest
 * learns, so that it need be worked out only once.
 *
 * <p>It shares its memory with the network, which must outlive it. Used by one thread at a time.
 */
public final class FrozenPart {
    private final MultiLayerNetwork whole;
    private final MultiLayerNetwork front;
    private final int layers;

    private FrozenPart(MultiLayerNetwork whole, int layers) {
        this.whole = whole;
        this.layers = layers;
        this.front = front(whole, layers);
    }

    static Optional<FrozenPart> of(MultiLayerNetwork whole) {
        int frozen = 0;
        while (whole.getLayer(frozen) instanceof FrozenLayer) {
            frozen++;
        }
        return frozen == 0 ? Optional.empty() : Optional.of(new FrozenPart(whole, frozen));
    }

    /** Returns the shape of what comes out of these layers; 1 x 1 x n for a row of n numbers. */
    public ImageShape features(ImageShape images) {
        try (INDArray probe = Nd4j.zeros(1, images.height(), images.width(), images.channels());
                INDArray features = features(probe)) {
            return features.rank() == 4
                    ? new ImageShape((int) features.size(1), (int) features.size(2), (int) features.size(3))
                    : new ImageShape(1, 1, (int) features.size(1));
        }
    }

    /**
     * Returns what comes out of these layers.
     *
     * @param images float32 [images, height, width, channels]
     * @return float32 [images, height, width, channels], or [images, features]; owned by the caller
     */
    public INDArray features(INDArray images) {
        return front.output(images, false);
    }

    /**
     * Returns a SHA-256, in hex, over the weights and over what the layers make of the given images: the same
     * layers, the same text.
     */
    public String fingerprint(INDArray images) {
        MessageDigest digest = Fingerprint.sha256();
        update(digest, front.params());
        try (INDArray features = features(images)) {
            update(digest, features);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, INDArray values) {
        float[] numbers = values.reshape(values.length()).toFloatVector();
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Float.BYTES);
        bytes.asFloatBuffer().put(numbers);
        digest.update(bytes);
    }

    /**
     * Returns the network as one that takes {@linkplain #features features} in the place of images. Both are one:
     * what it learns the network has learned, and closing it closes nothing of the network.
     *
     * @param network the one that this is a part of
     */
    public Network rest(Network network) {
        // The very objects that the whole has: learning rates and class weights are set in them.
        List<NeuralNetConfiguration> shared =
                whole.getLayerWiseConfigurations().getConfs().subList(layers, whole.getnLayers());
        MultiLayerNetwork rest = part(whole, layers, whole.getnLayers(), shared);
        rest.setUpdater(new MultiLayerUpdater(rest, whole.getUpdater(true).getStateViewArray()));
        return new RestNetwork(network, whole, rest);
    }

    /** Makes the front of copies, whose last layer puts its channels last. */
    private static MultiLayerNetwork front(MultiLayerNetwork whole, int layers) {
        List<NeuralNetConfiguration> copies = whole.getLayerWiseConfigurations().getConfs().subList(0, layers).stream()
                .map(NeuralNetConfiguration::clone)
                .toList();
        return part(whole, 0, layers, copies);
    }

    /** Returns some layers as a network over the same weights. */
    private static MultiLayerNetwork part(
            MultiLayerNetwork whole, int from, int to, List<NeuralNetConfiguration> layers) {
        MultiLayerConfiguration all = whole.getLayerWiseConfigurations();
        Map<Integer, InputPreProcessor> preProcessors = new HashMap<>();
        all.getInputPreProcessors().forEach((layer, preProcessor) -> {
            if (layer >= from && layer < to) {
                preProcessors.put(layer - from, preProcessor);
            }
        });
        MultiLayerConfiguration configuration = new MultiLayerConfiguration.Builder()
                .confs(layers)
                .inputPreProcessors(preProcessors)
                .dataType(all.getDataType())
                .build();
        BlockedChains.set(configuration);
        MultiLayerNetwork part = new MultiLayerNetwork(configuration);
        long first = parameters(whole, 0, from);
        INDArray weights = whole.params();
        part.init(
                weights.reshape(weights.length())
                        .get(NDArrayIndex.interval(first, first + parameters(whole, from, to))),
                false);
        part.setIterationCount(whole.getIterationCount());
        part.setEpochCount(whole.getEpochCount());
        return part;
    }

    private static long parameters(MultiLayerNetwork network, int from, int to) {
        return Arrays.stream(network.getLayers(), from, to)
                .mapToLong(Layer::numParams)
                .sum();
    }
}
