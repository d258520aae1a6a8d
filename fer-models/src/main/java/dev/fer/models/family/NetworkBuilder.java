package dev.fer.models.family;

import dev.fer.models.network.ImageShape;
import dev.fer.models.network.Network;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** Builds a {@link LayerPlan}; apart from it, so that plans can be checked without loading ND4J. */
final class NetworkBuilder {
    private NetworkBuilder() {}

    /** Builds a network with random weights. */
    static Network build(LayerPlan plan, TrainingParameters training, ImageShape images, int classes, long seed) {
        MemoryEstimate.of(plan, training, images, classes).requireRoom(MemoryEstimate.limit());
        NeuralNetConfiguration.Builder shared = Layers.configuration(plan.style(), training, seed);
        return plan.isSequential()
                ? row(plan, shared, images, classes, seed)
                : graph(plan, shared, images, classes, seed);
    }

    /**
     * Puts a head with random weights on layers that have learned.
     *
     * @param trainable how many of the last layers of the backbone go on learning; the others are frozen
     */
    static Network build(
            Backbone backbone,
            int trainable,
            LayerPlan head,
            TrainingParameters training,
            ImageShape images,
            int classes,
            long seed) {
        Graph graph =
                new Graph(Layers.configuration(head.style(), training, seed), Math.max(0, backbone.size() - trainable));
        String features = backbone.addTo(graph);
        String output = graph.row(new Layers(head.style(), trainable == 0).of(head, classes), features);
        Network network = graph.build(output, images, seed);
        ComputationGraph built = (ComputationGraph) network.unwrap();
        backbone.copyTo(graph.layers().stream().map(built::getLayer).toList());
        return network;
    }

    private static Network row(
            LayerPlan plan, NeuralNetConfiguration.Builder shared, ImageShape images, int classes, long seed) {
        NeuralNetConfiguration.ListBuilder list = shared.list();
        new Layers(plan.style()).of(plan, classes).forEach(list::layer);
        list.setInputType(Layers.input(images));
        return Network.of(list.build(), seed);
    }

    private static Network graph(
            LayerPlan plan, NeuralNetConfiguration.Builder shared, ImageShape images, int classes, long seed) {
        Graph graph = new Graph(shared, 0);
        Layers layers = new Layers(plan.style());
        String last = path(plan.layers(), layers, graph, Graph.IMAGES);
        return graph.build(graph.row(layers.output(plan.output(), classes), last), images, seed);
    }

    /** Adds a path and returns the name of its last vertex. */
    private static String path(List<LayerSpec> path, Layers layers, Graph graph, String input) {
        String last = input;
        for (int i = 0; i < path.size(); i++) {
            if (path.get(i) instanceof LayerSpec.Residual residual) {
                String body = path(residual.body(), layers, graph, last);
                String shortcut = path(residual.shortcut(), layers, graph, last);
                last = graph.join(new ElementWiseVertex(ElementWiseVertex.Op.Add), List.of(body, shortcut));
            } else {
                last = graph.row(layers.of(path.get(i), LayerPlan.isBeforeNorm(path, i)), last);
            }
        }
        return last;
    }
}
