package dev.fer.models.family;

import dev.fer.search.definition.ParameterDeclaration;
import dev.fer.search.space.Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Networks after VGG (Simonyan and Zisserman 2015, arXiv 1409.1556) with batch normalisation: stages of padded 3x3
 * convolutions, each stage ending in a pool that halves the image, then a small head.
 *
 * <p>Dropout follows each pool and grows from stage to stage. Convolutions have no bias, as the normalisation after
 * them would take it away.
 */
public final class VggFamily extends PlannedFamily {
    private static final String GLOBAL_AVERAGE = "global_average";
    private static final double MOST_DROPOUT = 0.95;

    private static final List<ParameterDeclaration> PARAMETERS = Stream.of(
                    Widths.declarations(4, 16),
                    List.of(
                            ParameterDeclaration.whole(
                                    "convs_per_stage", 2, 1, 6, "how many convolutions each stage has"),
                            ParameterDeclaration.real(
                                    "dropout", 0.1, 0, MOST_DROPOUT, "share of values dropped after the first stage"),
                            ParameterDeclaration.real(
                                    "dropout_step", 0.05, 0, 0.5, "how much more each further stage drops"),
                            ParameterDeclaration.flag(
                                    "spatial_dropout",
                                    false,
                                    "whether dropout between convolutions drops whole channels, not single values"),
                            ParameterDeclaration.choice(
                                    "head",
                                    GLOBAL_AVERAGE,
                                    List.of(GLOBAL_AVERAGE, "dense"),
                                    "global_average takes each channel's mean over the image; dense sees every place"),
                            ParameterDeclaration.whole("num_neurons", 256, 1, 20_000, "neurons of the dense head")
                                    .countingWith("head", "dense"),
                            ParameterDeclaration.real(
                                    "head_dropout", 0.3, 0, MOST_DROPOUT, "share of values dropped before the output")),
                    LayerStyle.declarations("he_normal"))
            .flatMap(List::stream)
            .toList();

    @Override
    public String name() {
        return "vgg";
    }

    @Override
    public String description() {
        return "VGG-style network with batch normalisation: stages of 3x3 convolutions and a pool";
    }

    @Override
    public List<ParameterDeclaration> parameters() {
        return PARAMETERS;
    }

    @Override
    LayerPlan plan(Configuration parameters) {
        List<LayerSpec> layers = new ArrayList<>();
        double dropout = parameters.getDouble("dropout");
        for (int width : Widths.of(parameters)) {
            for (int i = 0; i < parameters.getInt("convs_per_stage"); i++) {
                layers.add(LayerSpec.Convolution.linear(width, 3, 1));
                layers.add(new LayerSpec.Norm(true));
            }
            layers.add(new LayerSpec.Pool(2));
            layers.add(new LayerSpec.Drop(dropout, parameters.getBoolean("spatial_dropout")));
            dropout = Math.min(MOST_DROPOUT, dropout + parameters.getDouble("dropout_step"));
        }
        if (parameters.getString("head").equals(GLOBAL_AVERAGE)) {
            layers.add(new LayerSpec.GlobalAverage());
        } else {
            layers.add(new LayerSpec.Dense(parameters.getInt("num_neurons")));
        }
        layers.add(new LayerSpec.Drop(parameters.getDouble("head_dropout")));
        return new LayerPlan(layers, LayerStyle.of(parameters), Widths.changeable(parameters))
                .madeHeavyBy(Widths.heavy(parameters));
    }
}
