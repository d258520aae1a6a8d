package dev.fer.models.family;

import dev.fer.search.definition.ParameterDeclaration;
import dev.fer.search.space.Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Convolutional networks: an explicit list of layers, or a regular structure counted by {@code num_layers}.
 *
 * <p>Structure {@code report}: conv, conv, drop; from the third convolution on conv, drop, pool, drop; from the
 * fourth on conv, pool, drop; then a dense layer. Structure {@code pairs}: after every two convolutions (and the
 * last) pool, drop, and the next two have {@code filter_growth} times as many filters.
 */
public final class CnnFamily extends PlannedFamily {
    private static final String REPORT = "report";
    private static final String PAIRS = "pairs";
    private static final int MOST_FILTERS = 4096;

    private static final List<ParameterDeclaration> PARAMETERS = Stream.concat(
                    Stream.of(
                            ParameterDeclaration.text(
                                    "layers",
                                    "all hidden layers, for instance 'conv 32, conv 64 5x5, pool 2, drop .25, dense 512'",
                                    value -> LayerList.problem(String.valueOf(value))),
                            ParameterDeclaration.choice(
                                            "structure",
                                            REPORT,
                                            List.of(REPORT, PAIRS),
                                            "where pools and dropout stand between the convolutions")
                                    .countingWithout("layers"),
                            ParameterDeclaration.whole("num_layers", 3, 1, 12, "how many convolutions")
                                    .countingWithout("layers"),
                            ParameterDeclaration.whole("num_filters", 24, 1, 1024, "filters of the first convolution")
                                    .countingWithout("layers"),
                            ParameterDeclaration.real("filter_growth", 2, 1, 4, "factor of filters from pair to pair")
                                    .countingWith("structure", PAIRS),
                            ParameterDeclaration.whole("kernel", 3, 1, 15, "side of each filter, in pixels")
                                    .countingWithout("layers"),
                            ParameterDeclaration.choice(
                                            "padding",
                                            "valid",
                                            List.of("valid", "same"),
                                            "valid lets a convolution shrink the image, same keeps its size")
                                    .countingWithout("layers"),
                            ParameterDeclaration.real(
                                            "dropout", 0.25, 0, 0.95, "share of values dropped at each dropout")
                                    .countingWithout("layers"),
                            ParameterDeclaration.flag(
                                            "spatial_dropout",
                                            false,
                                            "whether dropout between convolutions drops whole channels, not single values")
                                    .countingWithout("layers"),
                            ParameterDeclaration.flag(
                                            "batch_norm",
                                            false,
                                            "whether convolutions and the dense layer are batch-normalised")
                                    .countingWithout("layers"),
                            ParameterDeclaration.whole("num_neurons", 500, 1, 20_000, "neurons of the dense layer")
                                    .countingWithout("layers")),
                    LayerStyle.DECLARATIONS.stream())
            .toList();

    @Override
    public String name() {
        return "cnn";
    }

    @Override
    public String description() {
        return "convolutional network: convolutions and pools, then dense layers";
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
                : new LayerPlan(new Regular(parameters).layers(), style, "num_layers, kernel or padding")
                        .madeHeavyBy("num_filters or num_neurons");
    }

    /** Lays out the regular structures. */
    private static final class Regular {
        private final Configuration parameters;
        private final List<LayerSpec> layers = new ArrayList<>();

        Regular(Configuration parameters) {
            this.parameters = parameters;
        }

        List<LayerSpec> layers() {
            int count = parameters.getInt("num_layers");
            boolean pairs = parameters.getString("structure").equals(PAIRS);
            for (int i = 1; i <= count; i++) {
                if (pairs) {
                    addToPair(i, count);
                } else {
                    addAsReported(i, count);
                }
            }
            layers.add(new LayerSpec.Dense(parameters.getInt("num_neurons")));
            norm();
            return layers;
        }

        private void addAsReported(int number, int count) {
            convolution(parameters.getInt("num_filters"));
            if (number == 3) {
                drop();
            }
            if (number >= 3) {
                layers.add(new LayerSpec.Pool(2));
            }
            if (number >= 2 || number == count) {
                drop();
            }
        }

        private void addToPair(int number, int count) {
            int pair = (number - 1) / 2;
            double filters = parameters.getInt("num_filters") * Math.pow(parameters.getDouble("filter_growth"), pair);
            convolution((int) Math.min(MOST_FILTERS, Math.round(filters)));
            if (number % 2 == 0 || number == count) {
                layers.add(new LayerSpec.Pool(2));
                drop();
            }
        }

        private void convolution(int filters) {
            int kernel = parameters.getInt("kernel");
            boolean same = parameters.getString("padding").equals("same");
            layers.add(new LayerSpec.Convolution(filters, kernel, kernel, same));
            norm();
        }

        private void norm() {
            if (parameters.getBoolean("batch_norm")) {
                layers.add(new LayerSpec.Norm(true));
            }
        }

        private void drop() {
            layers.add(new LayerSpec.Drop(parameters.getDouble("dropout"), parameters.getBoolean("spatial_dropout")));
        }
    }
}
