package dev.fer.models.family;

import dev.fer.data.batch.Normalization;
import dev.fer.data.batch.Normalizer;
import dev.fer.models.layer.FastDense;
import dev.fer.models.network.CutVertices;
import dev.fer.models.network.ImageShape;
import dev.fer.models.network.LayerSummary;
import dev.fer.models.network.Network;
import dev.fer.models.pretrained.NormalizerJson;
import dev.fer.models.pretrained.WeightsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.FrozenVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The layers of a network that was trained and saved here, up to its last pool or, if that lies on one of several
 * paths, to where they meet; without a pool, all but the layer that makes class scores.
 *
 * @param network what is taken over of it
 * @param vertices their names, each after those that it takes
 * @param weights of each layer that has some, by its name
 */
record SavedBackbone(ComputationGraphConfiguration network, List<String> vertices, Map<String, INDArray> weights)
        implements Backbone {
    /** The entry of a trained model or of a checkpoint that holds the network. */
    private static final String NETWORK = "network.zip";
    /** The first entry of a trained model, which tells how it was trained. */
    private static final String CARD = "model.json";

    /**
     * Reads a network, a row of layers or a graph.
     *
     * @param path a Deeplearning4j model file, or a zip that holds one as {@value #NETWORK}
     * @throws WeightsException if it is none, or nothing in its network comes before the class scores
     */
    static SavedBackbone read(Path path) {
        try (Network network = network(path)) {
            if (network.unwrap() instanceof ComputationGraph graph) {
                return of(graph, path);
            }
            ComputationGraph graph = ((MultiLayerNetwork) network.unwrap()).toComputationGraph();
            try {
                return of(graph, path);
            } finally {
                graph.close();
            }
        } catch (IOException | RuntimeException e) {
            throw e instanceof WeightsException known
                    ? known
                    : WeightsException.unreadable(path, "it holds no network (" + e.getMessage() + ")", e);
        }
    }

    /** Returns what a model that was saved here was trained with; empty if the file does not tell, or cannot be read. */
    static Optional<Normalization> normalization(Path path) {
        try {
            return card(path)
                    .map(card -> Normalization.named(
                            card.path("normalization").path("name").asString("")));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns how pixels became the inputs of a model that was saved here; empty if the file has no card.
     *
     * @throws WeightsException if it cannot be read, or its card tells no such thing
     */
    static Optional<Normalizer> normalizer(Path path) {
        try {
            return card(path).map(card -> NormalizerJson.read(card.required("normalization")));
        } catch (IOException | RuntimeException e) {
            throw WeightsException.unreadable(path, "its " + CARD + " cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private static Optional<JsonNode> card(Path path) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(path))) {
            ZipEntry first = zip.getNextEntry();
            return first == null || !first.getName().equals(CARD)
                    ? Optional.empty()
                    : Optional.of(JsonMapper.shared().readTree(zip.readAllBytes()));
        }
    }

    private static Network network(Path path) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(path))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(NETWORK)) {
                    return Network.read(zip);
                }
            }
        }
        try (InputStream in = Files.newInputStream(path)) {
            return Network.read(in);
        }
    }

    private static SavedBackbone of(ComputationGraph graph, Path path) {
        List<String> order = graph.getConfiguration().getTopologicalOrderStr();
        int scores = order.size() - 1;
        while (graph.getVertex(order.get(scores)).numParams() == 0) {
            scores--;
        }
        int end = end(graph.getConfiguration(), order.subList(0, scores));
        if (end == 0) {
            throw WeightsException.unreadable(path, "nothing in its network comes before its class scores", null);
        }
        List<String> vertices = List.copyOf(order.subList(1, end + 1));
        Map<String, INDArray> weights = new HashMap<>();
        for (String vertex : vertices) {
            if (graph.getVertex(vertex).numParams() > 0) {
                weights.put(vertex, graph.getVertex(vertex).params().dup());
            }
        }
        ComputationGraphConfiguration network = graph.getConfiguration().clone();
        network.getVertices().keySet().retainAll(vertices);
        network.getVertexInputs().keySet().retainAll(vertices);
        return new SavedBackbone(network, vertices, weights);
    }

    /** Returns the place to cut at: the first one from the last pool on, or else the last one. */
    private static int end(ComputationGraphConfiguration network, List<String> order) {
        int pool = order.size() - 1;
        while (pool > 0 && !isPool(vertex(network, order.get(pool)))) {
            pool--;
        }
        int end = 0;
        for (String cut : CutVertices.of(network)) {
            boolean done = pool > 0 && end >= pool;
            end = done ? end : Math.max(end, order.indexOf(cut));
        }
        return end;
    }

    private static boolean isPool(GraphVertex vertex) {
        if (!(vertex instanceof LayerVertex holder)) {
            return false;
        }
        Layer layer = thawed(holder.getLayerConf().getLayer());
        return layer instanceof SubsamplingLayer || layer instanceof GlobalPoolingLayer;
    }

    private static Layer thawed(Layer layer) {
        return layer instanceof FrozenLayer frozen ? frozen.getLayer() : layer;
    }

    /** Returns a copy of a layer that takes on how the new network trains. */
    private static Layer fresh(LayerVertex vertex) {
        Layer layer = thawed(vertex.getLayerConf().getLayer()).clone();
        if (layer instanceof FastDense dense) {
            dense.setInputGradient(true);
        }
        if (layer instanceof BaseLayer base) {
            base.setIUpdater(null);
            base.setBiasUpdater(null);
            base.setRegularization(null);
            base.setRegularizationBias(null);
        }
        return layer;
    }

    private static GraphVertex vertex(ComputationGraphConfiguration network, String name) {
        GraphVertex vertex = Objects.requireNonNull(network.getVertices().get(name), name);
        return vertex instanceof FrozenVertex frozen ? frozen.getUnderlying() : vertex;
    }

    private GraphVertex vertex(String name) {
        return vertex(network, name);
    }

    private List<String> names() {
        return vertices.stream()
                .filter(name -> vertex(name) instanceof LayerVertex)
                .toList();
    }

    @Override
    public int size() {
        return names().size();
    }

    @Override
    public String addTo(Graph graph) {
        Map<String, String> added =
                new HashMap<>(Map.of(network.getNetworkInputs().get(0), Graph.IMAGES));
        String last = Graph.IMAGES;
        for (String name : vertices) {
            List<String> taken =
                    Objects.requireNonNull(network.getVertexInputs().get(name), name);
            List<String> inputs = taken.stream().map(added::get).toList();
            last = vertex(name) instanceof LayerVertex layer
                    ? graph.layer(fresh(layer), inputs.get(0))
                    : graph.join(vertex(name).clone(), inputs);
            added.put(name, last);
        }
        return last;
    }

    @Override
    public void copyTo(List<org.deeplearning4j.nn.api.Layer> layers) {
        List<String> names = names();
        for (int i = 0; i < names.size(); i++) {
            if (weights.containsKey(names.get(i))) {
                layers.get(i).setParams(weights.get(names.get(i)));
            }
        }
    }

    @Override
    public List<LayerSummary> summaries(ImageShape images) {
        Sized sized = sized(images);
        return vertices.stream()
                .map(name -> new LayerSummary(
                        "saved " + saved(vertex(name)).getClass().getSimpleName(),
                        shape(sized.output(name)).toString(),
                        parameters(vertex(sized.network, name))))
                .toList();
    }

    private static Object saved(GraphVertex vertex) {
        return vertex instanceof LayerVertex holder
                ? thawed(holder.getLayerConf().getLayer())
                : vertex;
    }

    private static long parameters(GraphVertex vertex) {
        if (vertex instanceof LayerVertex holder) {
            Layer layer = thawed(holder.getLayerConf().getLayer());
            return layer.initializer().numParams(layer);
        }
        return vertex.numParams(false);
    }

    @Override
    public ImageShape features(ImageShape images) {
        return shape(sized(images).output(vertices.get(vertices.size() - 1)));
    }

    @Override
    public long activations(ImageShape images) {
        Sized sized = sized(images);
        return vertices.stream()
                .mapToLong(name -> sized.output(name).arrayElementsPerExample())
                .sum();
    }

    /** Returns the network for images of a size: a copy, of whose layers Deeplearning4j sets the sizes anew. */
    private Sized sized(ImageShape images) {
        ComputationGraphConfiguration copy = network.clone();
        return new Sized(copy, copy.getLayerActivationTypes(Layers.input(images)));
    }

    /** A network for images of one size, and what each of its vertices puts out. */
    private record Sized(ComputationGraphConfiguration network, Map<String, InputType> outputs) {
        InputType output(String vertex) {
            return Objects.requireNonNull(outputs.get(vertex), vertex);
        }
    }

    private static ImageShape shape(InputType type) {
        if (type instanceof InputType.InputTypeConvolutional image) {
            return new ImageShape((int) image.getHeight(), (int) image.getWidth(), (int) image.getChannels());
        }
        return new ImageShape(1, 1, (int) type.arrayElementsPerExample());
    }
}
