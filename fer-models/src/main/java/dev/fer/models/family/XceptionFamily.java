package dev.fer.models.family;

import dev.fer.search.definition.ParameterDeclaration;
import dev.fer.search.space.Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Mini-Xception (Arriaga, Valdenegro-Toro and Ploeger 2017, arXiv 1710.07557): two convolutions, then modules of two
 * separable convolutions and a pool beside a strided 1x1 convolution, then one filter a class, averaged.
 *
 * <p>The defaults are the published network: 58,423 parameters for 7 classes, of which 1,472 are running statistics
 * of batch normalisation, at any image size. Its authors trained it with {@code l2} .01, on the first two
 * convolutions only, and Adam.
 */
public final class XceptionFamily extends PlannedFamily {
    private static final List<ParameterDeclaration> PARAMETERS = Stream.of(
                    List.of(ParameterDeclaration.whole(
                            "base_filters", 8, 1, 1024, "filters of each of the first two convolutions")),
                    Widths.declarations(4, 16),
                    List.of(ParameterDeclaration.real(
                            "dropout", 0, 0, 0.95, "share of values dropped after each module")),
                    LayerStyle.DECLARATIONS)
            .flatMap(List::stream)
            .toList();

    @Override
    public String name() {
        return "xception";
    }

    @Override
    public String description() {
        return "mini-Xception: residual modules of separable convolutions, few parameters";
    }

    @Override
    public List<ParameterDeclaration> parameters() {
        return PARAMETERS;
    }

    @Override
    LayerPlan plan(Configuration parameters) {
        List<LayerSpec> layers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            int filters = parameters.getInt("base_filters");
            layers.add(new LayerSpec.Convolution(filters, 3, 3, 1, false, true));
            layers.add(new LayerSpec.Norm(true));
        }
        for (int width : Widths.of(parameters)) {
            layers.add(module(width));
            layers.add(new LayerSpec.Drop(parameters.getDouble("dropout")));
        }
        return new LayerPlan(
                        layers,
                        LayerStyle.of(parameters),
                        LayerPlan.Output.AVERAGED_CONVOLUTION,
                        Widths.changeable(parameters))
                .madeHeavyBy(Widths.heavy(parameters));
    }

    private static LayerSpec module(int width) {
        return new LayerSpec.Residual(
                List.of(
                        new LayerSpec.Separable(width),
                        new LayerSpec.Norm(true),
                        new LayerSpec.Separable(width),
                        new LayerSpec.Norm(false),
                        new LayerSpec.Pool(3, 2, true)),
                List.of(LayerSpec.Convolution.linear(width, 1, 2), new LayerSpec.Norm(false)));
    }
}
