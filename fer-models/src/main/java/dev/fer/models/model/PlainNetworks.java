package dev.fer.models.model;

import dev.fer.models.network.ImageShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.FrozenVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Makes networks of Deeplearning4j's own layers only, with the weights and results of ours. */
final class PlainNetworks {
    private static final String ACTIVATION = "_activation";

    private PlainNetworks() {}

    /**
     * Returns a network that can be read without this project's classes.
     *
     * @param network a row of layers or a graph; not changed
     */
    static Model of(Model network, ImageShape images) {
        InputType input = InputType.convolutional(images.height(), images.width(), images.channels(), CNN2DFormat.NHWC);
        if (network instanceof MultiLayerNetwork row) {
            MultiLayerNetwork plain = new MultiLayerNetwork(row(row.getLayerWiseConfigurations(), input));
            plain.init(row.params(), true);
            return plain;
        }
        ComputationGraph graph = (ComputationGraph) network;
        ComputationGraph plain = new ComputationGraph(graph(graph.getConfiguration(), input));
        plain.init();
        // By name: a graph with more vertices may have them, and so its weights, in another order.
        for (org.deeplearning4j.nn.api.Layer layer : graph.getLayers()) {
            String name = layer.conf().getLayer().getLayerName();
            layer.paramTable()
                    .forEach((parameter, values) ->
                            plain.getLayer(name).getParam(parameter).assign(values));
        }
        return plain;
    }

    private static MultiLayerConfiguration row(MultiLayerConfiguration ours, InputType input) {
        List<InputType> outputs = ours.getLayerActivationTypes(input);
        List<NeuralNetConfiguration> layers = new ArrayList<>();
        Map<Integer, InputPreProcessor> preprocessors = new HashMap<>();
        for (int i = 0; i < ours.getConfs().size(); i++) {
            NeuralNetConfiguration conf = ours.getConf(i);
            List<Layer> plain = PlainLayers.of(conf.getLayer());
            InputPreProcessor own = ours.getInputPreProcess(i);
            InputPreProcessor needed =
                    own != null ? own : plain.get(0).getPreProcessorForInputType(i == 0 ? input : outputs.get(i - 1));
            if (needed != null) {
                preprocessors.put(layers.size(), needed);
            }
            plain.forEach(layer -> layers.add(with(conf, layer)));
        }
        MultiLayerConfiguration plain = ours.clone();
        plain.setConfs(layers);
        plain.setInputPreProcessors(preprocessors);
        return plain;
    }

    private static ComputationGraphConfiguration graph(ComputationGraphConfiguration ours, InputType input) {
        Map<String, InputType> outputs = ours.getLayerActivationTypes(input);
        Map<String, GraphVertex> vertices = new LinkedHashMap<>();
        Map<String, List<String>> inputs = new LinkedHashMap<>();
        Map<String, String> renamed = new HashMap<>();
        ours.getVertices().forEach((name, vertex) -> {
            List<String> from = ours.getVertexInputs().getOrDefault(name, List.of());
            inputs.put(name, from);
            if (!(vertex instanceof LayerVertex layer)) {
                vertices.put(name, thawed(vertex).clone());
                return;
            }
            List<Layer> plain = PlainLayers.of(layer.getLayerConf().getLayer());
            vertices.put(name, plainVertex(layer, plain.get(0), outputs.getOrDefault(from.get(0), input)));
            if (plain.size() > 1) {
                String added = name + ACTIVATION;
                plain.get(1).setLayerName(added);
                vertices.put(added, new LayerVertex(with(layer.getLayerConf(), plain.get(1)), null));
                inputs.put(added, List.of(name));
                renamed.put(name, added);
            }
        });
        inputs.replaceAll((name, from) -> renamed.containsValue(name) ? from : renamed(from, renamed));
        ComputationGraphConfiguration plain = ours.clone();
        plain.setVertices(vertices);
        plain.setVertexInputs(inputs);
        plain.setNetworkOutputs(renamed(ours.getNetworkOutputs(), renamed));
        return plain;
    }

    private static GraphVertex thawed(GraphVertex vertex) {
        return vertex instanceof FrozenVertex frozen ? frozen.getUnderlying() : vertex;
    }

    private static LayerVertex plainVertex(LayerVertex ours, Layer plain, InputType input) {
        InputPreProcessor own = ours.getPreProcessor();
        LayerVertex vertex = new LayerVertex(
                with(ours.getLayerConf(), plain), own != null ? own : plain.getPreProcessorForInputType(input));
        vertex.setOutputVertex(ours.isOutputVertex());
        return vertex;
    }

    private static List<String> renamed(List<String> names, Map<String, String> renamed) {
        return names.stream().map(name -> renamed.getOrDefault(name, name)).collect(Collectors.toList());
    }

    private static NeuralNetConfiguration with(NeuralNetConfiguration conf, Layer layer) {
        NeuralNetConfiguration plain = conf.clone();
        plain.setLayer(layer);
        return plain;
    }
}
