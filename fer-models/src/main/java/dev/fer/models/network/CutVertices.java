package dev.fer.models.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/**
 * The vertices of a graph that every path from its input to its output goes through. What one of them puts out is
 * all that those after it know of an image, so that a graph can be cut there in two.
 */
public final class CutVertices {
    private CutVertices() {}

    /**
     * Returns their names from the input, which is the first, to the output, which is the last.
     *
     * @param graph of a network, which has put its vertices in order; with one input and one output
     */
    public static List<String> of(ComputationGraphConfiguration graph) {
        List<String> order = graph.getTopologicalOrderStr();
        Map<String, Integer> lastReaders = new HashMap<>();
        for (int i = 0; i < order.size(); i++) {
            for (String input : graph.getVertexInputs().getOrDefault(order.get(i), List.of())) {
                lastReaders.put(input, i);
            }
        }
        List<String> cuts = new ArrayList<>();
        int reached = 0;
        for (int i = 0; i < order.size(); i++) {
            if (reached <= i) {
                cuts.add(order.get(i));
            }
            reached = Math.max(reached, lastReaders.getOrDefault(order.get(i), i));
        }
        return List.copyOf(cuts);
    }
}
