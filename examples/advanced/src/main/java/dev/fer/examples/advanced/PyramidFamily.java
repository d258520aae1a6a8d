package dev.fer.examples.advanced;

import dev.fer.models.family.CnnFamily;
import dev.fer.models.family.ModelFamily;
import dev.fer.models.network.ImageShape;
import dev.fer.models.network.LayerSummary;
import dev.fer.models.network.Network;
import dev.fer.search.definition.ParameterDeclaration;
import dev.fer.search.space.Configuration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A model family of one's own: convolutions and pools by turns, twice as wide each time; found by its line in META-INF/services. */
public final class PyramidFamily implements ModelFamily {
    private final CnnFamily cnn = new CnnFamily();

    @Override
    public String name() {
        return "pyramid";
    }

    @Override
    public String description() {
        return "convolutions and pools by turns, twice as wide each time";
    }

    @Override
    public List<ParameterDeclaration> parameters() {
        return List.of(ParameterDeclaration.whole("depth", 3, 1, 4, "how many convolutions, the first of 8 filters"));
    }

    private Configuration layers(Configuration parameters) {
        Map<String, Object> values = new HashMap<>(parameters.values());
        values.remove("depth");
        values.put(
                "layers",
                IntStream.range(0, parameters.getInt("depth"))
                        .mapToObj(i -> "conv " + (8 << i) + ", pool")
                        .collect(Collectors.joining(", ")));
        return cnn.resolve(Configuration.of(values));
    }

    @Override
    public List<LayerSummary> layers(Configuration parameters, ImageShape images, int classes) {
        return cnn.layers(layers(parameters), images, classes);
    }

    @Override
    public Network build(Configuration parameters, ImageShape images, int classes, long seed) {
        return cnn.build(layers(parameters), images, classes, seed);
    }
}
