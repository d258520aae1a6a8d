package dev.fer.models.layer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.FrozenVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.jspecify.annotations.Nullable;

/**
 * Lets layers of this package hand images on in blocks of channels wherever all that follow can read them, so that
 * nothing is copied between two convolutions. Results stay the same but for the last bits.
 */
public final class BlockedChains {
    private final List<Node> nodes = new ArrayList<>();

    /** A layer, or a vertex without one, and what its output goes to. */
    private static final class Node {
        private final @Nullable Layer layer;
        private final boolean joins;
        private final List<Node> sources = new ArrayList<>();
        private final List<Node> readers = new ArrayList<>();
        private boolean blocked;

        Node(@Nullable Layer layer, boolean joins) {
            this.layer = layer instanceof FrozenLayer frozen ? frozen.getLayer() : layer;
            this.joins = joins;
            this.blocked = this.layer instanceof ImageLayer;
        }

        void follow(@Nullable Node source) {
            if (source != null) {
                sources.add(source);
                source.readers.add(this);
            }
        }

        boolean passesOn() {
            return joins || layer instanceof DropoutLayer || layer instanceof ActivationLayer;
        }

        /** Tells whether all that the output reaches can read it in blocks. */
        boolean isRead() {
            return !readers.isEmpty() && readers.stream().allMatch(Node::canRead);
        }

        private boolean canRead() {
            boolean reads = layer instanceof ImageLayer || layer instanceof FastDense;
            return reads || (passesOn() && getsBlocks() && isRead());
        }

        /** What is joined must lie alike. */
        private boolean getsBlocks() {
            return sources.stream().allMatch(source -> source.passesOn() ? source.getsBlocks() : source.blocked);
        }
    }

    private BlockedChains() {}

    /** Sets the layers of a configuration that no network has been made of yet. */
    public static void set(MultiLayerConfiguration configuration) {
        BlockedChains chains = new BlockedChains();
        Node last = null;
        for (int i = 0; i < configuration.getConfs().size(); i++) {
            boolean direct = configuration.getInputPreProcess(i) == null;
            Node node = chains.add(direct ? configuration.getConf(i).getLayer() : null, false);
            node.follow(last);
            last = node;
        }
        chains.set();
    }

    /** Sets the layers of a configuration that no graph has been made of yet. */
    public static void set(ComputationGraphConfiguration configuration) {
        BlockedChains chains = new BlockedChains();
        Map<String, Node> byName = new HashMap<>();
        configuration.getNetworkInputs().forEach(name -> byName.put(name, chains.add(null, false)));
        configuration
                .getVertices()
                .forEach((name, vertex) -> byName.put(name, chains.add(layer(vertex), joins(vertex))));
        configuration
                .getVertexInputs()
                .forEach((name, inputs) -> inputs.forEach(
                        input -> Objects.requireNonNull(byName.get(name)).follow(byName.get(input))));
        chains.set();
    }

    private static boolean joins(GraphVertex vertex) {
        return vertex instanceof FrozenVertex frozen
                ? joins(frozen.getUnderlying())
                : vertex instanceof ElementWiseVertex;
    }

    private static @Nullable Layer layer(GraphVertex vertex) {
        return vertex instanceof LayerVertex holder && holder.getPreProcessor() == null
                ? holder.getLayerConf().getLayer()
                : null;
    }

    private Node add(@Nullable Layer layer, boolean joins) {
        Node node = new Node(layer, joins);
        nodes.add(node);
        return node;
    }

    /** Starts from all handing on blocks and takes back what somebody could not read, until nothing changes. */
    private void set() {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Node node : nodes) {
                if (node.blocked && !node.isRead()) {
                    node.blocked = false;
                    changed = true;
                }
            }
        }
        for (Node node : nodes) {
            if (node.layer instanceof ImageLayer layer) {
                layer.setBlocked(node.blocked);
            }
        }
    }
}
