package dev.fer.models.family;

import dev.fer.models.network.ImageShape;
import dev.fer.models.network.Network;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.FrozenVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;

/** A network in which paths may fork and meet, as it is put together, from the images on. */
final class Graph {
    /** The name of what goes into the first layer. */
    static final String IMAGES = "images";

    private final ComputationGraphConfiguration.GraphBuilder graph;
    private final int frozen;
    private final List<String> layers = new ArrayList<>();
    private final Set<String> unchanging = new HashSet<>(Set.of(IMAGES));
    private int vertices;

    /**
     * Starts a network.
     *
     * @param frozen how many of the first layers do not learn
     */
    Graph(NeuralNetConfiguration.Builder shared, int frozen) {
        this.graph = shared.graphBuilder().addInputs(IMAGES);
        this.frozen = frozen;
    }

    /** Adds a layer and returns its name. */
    String layer(Layer layer, String input) {
        String name = "layer-" + ++vertices;
        boolean freezes = layers.size() < frozen;
        layers.add(name);
        if (freezes) {
            unchanging.add(name);
        }
        graph.addLayer(name, freezes ? new FrozenLayer(layer) : layer, input);
        return name;
    }

    /** Adds layers, each after the one before it, and returns the name of the last. */
    String row(List<Layer> row, String input) {
        String last = input;
        for (Layer layer : row) {
            last = layer(layer, last);
        }
        return last;
    }

    /** Adds what makes one of several paths, and returns its name. */
    String join(GraphVertex vertex, List<String> inputs) {
        String name = "join-" + ++vertices;
        boolean freezes = unchanging.containsAll(inputs);
        if (freezes) {
            unchanging.add(name);
        }
        // Deeplearning4j would look for a gradient of a vertex that only frozen layers read.
        graph.addVertex(name, freezes ? new FrozenVertex(vertex) : vertex, inputs.toArray(String[]::new));
        return name;
    }

    /** Returns the names of all layers in the order in which they were added. */
    List<String> layers() {
        return List.copyOf(layers);
    }

    /** Builds the network with random weights. */
    Network build(String output, ImageShape images, long seed) {
        graph.setOutputs(output);
        graph.setInputTypes(Layers.input(images));
        return Network.of(graph.build(), seed);
    }
}
