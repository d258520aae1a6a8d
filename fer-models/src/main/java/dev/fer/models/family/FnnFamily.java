package dev.fer.models.family;

import dev.fer.search.definition.ParameterDeclaration;
import dev.fer.search.space.Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Fully connected networks: an explicit list of layers, or equal layers counted by {@code num_layers}. */
public final class FnnFamily extends PlannedFamily {
    private static final List<ParameterDeclaration> PARAMETERS = Stream.concat(
                    Stream.of(
                            ParameterDeclaration.text(
                                    "layers",
                                    "all hidden layers, for instance '1000 drop .5, 100, 100 drop .25'",
                                    value -> problem(String.valueOf(value))),
                            ParameterDeclaration.whole("num_layers", 3, 1, 20, "how many hidden layers")
                                    .countingWithout("layers"),
                            ParameterDeclaration.whole("num_neurons", 500, 1, 20_000, "neurons of each hidden layer")
                                    .countingWithout("layers"),
                            ParameterDeclaration.real(
                                            "dropout", 0.25, 0, 0.95, "share of values dropped after each hidden layer")
                                    .countingWithout("layers"),
                            ParameterDeclaration.flag(
                                            "batch_norm", false, "whether each hidden layer is batch-normalised")
                                    .countingWithout("layers")),
                    LayerStyle.DECLARATIONS.stream())
            .toList();

    @Override
    public String name() {
        return "fnn";
    }

    @Override
    public String description() {
        return "fully connected network";
    }

    @Override
    public List<ParameterDeclaration> parameters() {
        return PARAMETERS;
    }

    @Override
    LayerPlan plan(Configuration parameters) {
        LayerStyle style = LayerStyle.of(parameters);
        return parameters.contains("layers")
                ? new LayerPlan(LayerList.parse(parameters.getString("layers")), style, "layers")
                : new LayerPlan(regular(parameters), style, "num_layers or num_neurons");
    }

    private static List<LayerSpec> regular(Configuration parameters) {
        List<LayerSpec> layers = new ArrayList<>();
        for (int i = 0; i < parameters.getInt("num_layers"); i++) {
            layers.add(new LayerSpec.Dense(parameters.getInt("num_neurons")));
            if (parameters.getBoolean("batch_norm")) {
                layers.add(new LayerSpec.Norm(true));
            }
            layers.add(new LayerSpec.Drop(parameters.getDouble("dropout")));
        }
        return layers;
    }

    private static Optional<String> problem(String layers) {
        return LayerList.problem(layers)
                .or(() -> LayerList.parse(layers).stream()
                        .filter(layer -> layer instanceof LayerSpec.Convolution || layer instanceof LayerSpec.Pool)
                        .findFirst()
                        .map(layer -> "'" + layer + "' is no layer of an fnn; use model 'cnn'"));
    }
}
