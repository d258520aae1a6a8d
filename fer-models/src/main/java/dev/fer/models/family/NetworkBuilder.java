package dev.fer.models.family;

import dev.fer.models.network.ImageShape;
import dev.fer.models.network.Network;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Builds a {@link LayerPlan}; apart from it, so that plans can be checked without loading ND4J. */
final class NetworkBuilder {
    private NetworkBuilder() {}

    /** Builds a network with random weights. */
    static Network build(LayerPlan plan, TrainingParameters training, ImageShape images, int classes, long seed) {
        MemoryEstimate.of(plan, training, images, classes).requireRoom(MemoryEstimate.limit());
        NeuralNetConfiguration.Builder shared = Layers.configuration(plan.style(), training, seed);
        return plan.isSequential()
                ? sequence(plan, shared, images, classes, seed)
                : new Graph(plan, shared).build(images, classes, seed);
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
        NeuralNetConfiguration.ListBuilder list =
                Layers.configuration(head.style(), training, seed).list();
        List<Layer> layers = backbone.layers();
        int frozen = Math.max(0, layers.size() - trainable);
        layers.subList(0, frozen).forEach(layer -> list.layer(new FrozenLayer(layer)));
        layers.subList(frozen, layers.size()).forEach(list::layer);
        new Layers(head.style(), frozen == layers.size()).of(head, classes).forEach(list::layer);
        list.setInputType(Layers.input(images));
        Network network = Network.of(list.build(), seed);
        backbone.copyTo((MultiLayerNetwork) network.unwrap());
        return network;
    }

    private static Network sequence(
            LayerPlan plan, NeuralNetConfiguration.Builder shared, ImageShape images, int classes, long seed) {
        NeuralNetConfiguration.ListBuilder list = shared.list();
        new Layers(plan.style()).of(plan, classes).forEach(list::layer);
        list.setInputType(Layers.input(images));
        return Network.of(list.build(), seed);
    }

    /** Builds a plan in which paths fork and meet. */
    private static final class Graph {
        private static final String IMAGES = "images";

        private final LayerPlan plan;
        private final Layers layers;
        private final ComputationGraphConfiguration.GraphBuilder graph;
        private int vertices;

        Graph(LayerPlan plan, NeuralNetConfiguration.Builder shared) {
            this.plan = plan;
            this.layers = new Layers(plan.style());
            this.graph = shared.graphBuilder().addInputs(IMAGES);
        }

        Network build(ImageShape images, int classes, long seed) {
            String last = path(plan.layers(), IMAGES);
            for (Layer layer : layers.output(plan.output(), classes)) {
                last = layer(layer, last);
            }
            graph.setOutputs(last);
            graph.setInputTypes(Layers.input(images));
            return Network.of(graph.build(), seed);
        }

        /** Adds a path and returns the name of its last vertex. */
        private String path(List<LayerSpec> path, String input) {
            String last = input;
            for (int i = 0; i < path.size(); i++) {
                if (path.get(i) instanceof LayerSpec.Residual residual) {
                    last = sum(path(residual.body(), last), path(residual.shortcut(), last));
                } else {
                    for (Layer layer : layers.of(path.get(i), LayerPlan.isBeforeNorm(path, i))) {
                        last = layer(layer, last);
                    }
                }
            }
            return last;
        }

        private String layer(Layer layer, String input) {
            String name = "layer-" + ++vertices;
            graph.addLayer(name, layer, input);
            return name;
        }

        private String sum(String one, String other) {
            String name = "sum-" + ++vertices;
            graph.addVertex(name, new ElementWiseVertex(ElementWiseVertex.Op.Add), one, other);
            return name;
        }
    }
}
