package dev.fer.models.network;

import dev.fer.data.faces.Fingerprint;
import dev.fer.models.layer.BlockedChains;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.FrozenLayer;
import org.deeplearning4j.nn.updater.graph.ComputationGraphUpdater;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The first layers of a network, as far as they are frozen: what they make of an image stays the same while the rest
 * learns, so that it need be worked out only once.
 *
 * <p>Where paths fork, it ends where they have met again, even if some more layers are frozen; those belong to the
 * rest. It shares its memory with the network, which must outlive it. Used by one thread at a time.
 */
public final class FrozenPart {
    private final GraphNetwork whole;
    private final int end;
    private final ComputationGraph front;

    /** Makes the part that ends with a vertex, given by its place in the order of the whole's. */
    private FrozenPart(GraphNetwork whole, int end) {
        this.whole = whole;
        this.end = end;
        this.front = part(whole.unwrap(), 0, end);
    }

    static Optional<FrozenPart> of(GraphNetwork whole) {
        ComputationGraph graph = whole.unwrap();
        List<String> order = order(graph);
        int learning = 0;
        while (!learns(graph, order.get(learning))) {
            learning++;
        }
        int end = 0;
        for (String cut : CutVertices.of(graph.getConfiguration())) {
            int place = order.indexOf(cut);
            end = place < learning ? place : end;
        }
        return parameters(graph, 0, end) == 0 ? Optional.empty() : Optional.of(new FrozenPart(whole, end));
    }

    private static List<String> order(ComputationGraph graph) {
        return graph.getConfiguration().getTopologicalOrderStr();
    }

    private static boolean learns(ComputationGraph graph, String vertex) {
        return graph.getVertex(vertex).hasLayer() && !(graph.getLayer(vertex) instanceof FrozenLayer);
    }

    /** Returns the shape of what comes out of these layers; 1 x 1 x n for a row of n numbers. */
    public ImageShape features(ImageShape images) {
        try (INDArray features = ofOne(images)) {
            return features.rank() == 4
                    ? new ImageShape((int) features.size(1), (int) features.size(2), (int) features.size(3))
                    : new ImageShape(1, 1, (int) features.size(1));
        }
    }

    private INDArray ofOne(ImageShape images) {
        try (INDArray probe = Nd4j.zeros(1, images.height(), images.width(), images.channels())) {
            return features(probe);
        }
    }

    /**
     * Returns what comes out of these layers.
     *
     * @param images float32 [images, height, width, channels]
     * @return float32 [images, height, width, channels], or [images, features]; owned by the caller
     */
    public INDArray features(INDArray images) {
        return front.outputSingle(false, images);
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
     * @param images the shape of what the features are made of
     */
    public Network rest(ImageShape images) {
        ComputationGraph graph = whole.unwrap();
        ComputationGraph rest = part(graph, end, order(graph).size() - 1);
        // Frozen layers have no state, so that all of it is the rest's.
        rest.setUpdater(new ComputationGraphUpdater(rest, graph.getUpdater(true).getStateViewArray()));
        try (INDArray features = ofOne(images)) {
            return new RestNetwork(whole, new GraphNetwork(rest), features.rank() == 2);
        }
    }

    /**
     * Returns some vertices as a graph over the same weights.
     *
     * @param first the place of the vertex whose output is the part's input
     * @param last the place of the vertex whose output is the part's output
     */
    private static ComputationGraph part(ComputationGraph whole, int first, int last) {
        List<String> order = order(whole).subList(first, last + 1);
        List<String> vertices = order.subList(1, order.size());
        ComputationGraphConfiguration configuration = whole.getConfiguration().clone();
        configuration.getVertices().keySet().retainAll(vertices);
        configuration.getVertexInputs().keySet().retainAll(vertices);
        configuration.setNetworkInputs(List.of(order.get(0)));
        configuration.setNetworkOutputs(List.of(order.get(order.size() - 1)));
        // Weights lie in this order, which Deeplearning4j would find anew, and maybe another one.
        configuration.setTopologicalOrder(IntStream.range(0, order.size()).toArray());
        configuration.setTopologicalOrderStr(order);
        configuration.setIterationCount(whole.getConfiguration().getIterationCount());
        configuration.setEpochCount(whole.getConfiguration().getEpochCount());
        BlockedChains.set(configuration);
        ComputationGraph part = new ComputationGraph(configuration);
        long from = parameters(whole, 0, first);
        INDArray weights = whole.params();
        part.init(
                weights.reshape(weights.length())
                        .get(NDArrayIndex.interval(from, from + parameters(whole, first, last))),
                false);
        return part;
    }

    /** Returns how many parameters the vertices after one place and up to another have. */
    private static long parameters(ComputationGraph graph, int after, int upTo) {
        return order(graph).subList(after + 1, upTo + 1).stream()
                .mapToLong(vertex -> graph.getVertex(vertex).numParams())
                .sum();
    }
}
