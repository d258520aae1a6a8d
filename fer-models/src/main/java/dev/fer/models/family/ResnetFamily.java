package dev.fer.models.family;

import dev.fer.search.definition.ParameterDeclaration;
import dev.fer.search.space.Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Small residual networks with pre-activation (He et al. 2016, arXiv 1603.05027), wide if one likes (Zagoruyko and
 * Komodakis 2016, arXiv 1605.07146): a 3x3 stem, then stages of blocks, then the average over the image.
 *
 * <p>A block is norm, conv, norm, conv beside its own input, or beside a 1x1 convolution of it where width or size
 * change. The first stage keeps the image's size, each further one halves it.
 */
public final class ResnetFamily extends PlannedFamily {
    private static final List<ParameterDeclaration> PARAMETERS = Stream.of(
                    Widths.declarations(4, 16),
                    List.of(
                            ParameterDeclaration.whole(
                                    "blocks_per_stage", 1, 1, 12, "how many blocks of two convolutions a stage has"),
                            ParameterDeclaration.whole(
                                    "stem_stride", 1, 1, 2, "2 halves the image at once, for a quarter of the work"),
                            ParameterDeclaration.real(
                                    "dropout", 0, 0, 0.95, "share of values dropped inside each block"),
                            ParameterDeclaration.real(
                                    "head_dropout", 0.3, 0, 0.95, "share of values dropped before the output")),
                    LayerStyle.declarations("he_normal"))
            .flatMap(List::stream)
            .toList();

    @Override
    public String name() {
        return "resnet";
    }

    @Override
    public String description() {
        return "small residual network: blocks of two convolutions around a shortcut";
    }

    @Override
    public List<ParameterDeclaration> parameters() {
        return PARAMETERS;
    }

    @Override
    LayerPlan plan(Configuration parameters) {
        List<Integer> widths = Widths.of(parameters);
        List<LayerSpec> layers = new ArrayList<>();
        int channels = widths.get(0);
        layers.add(LayerSpec.Convolution.linear(channels, 3, parameters.getInt("stem_stride")));
        for (int stage = 0; stage < widths.size(); stage++) {
            for (int i = 0; i < parameters.getInt("blocks_per_stage"); i++) {
                int stride = i == 0 && stage > 0 ? 2 : 1;
                layers.add(block(channels, widths.get(stage), stride, parameters.getDouble("dropout")));
                channels = widths.get(stage);
            }
        }
        layers.add(new LayerSpec.Norm(true));
        layers.add(new LayerSpec.GlobalAverage());
        layers.add(new LayerSpec.Drop(parameters.getDouble("head_dropout")));
        return new LayerPlan(layers, LayerStyle.of(parameters), Widths.changeable(parameters))
                .madeHeavyBy(Widths.heavy(parameters));
    }

    private static LayerSpec block(int inputs, int width, int stride, double dropout) {
        List<LayerSpec> body = List.of(
                new LayerSpec.Norm(true),
                LayerSpec.Convolution.linear(width, 3, stride),
                new LayerSpec.Norm(true),
                new LayerSpec.Drop(dropout),
                LayerSpec.Convolution.linear(width, 3, 1));
        boolean changes = inputs != width || stride > 1;
        return new LayerSpec.Residual(
                body, changes ? List.of(LayerSpec.Convolution.linear(width, 1, stride)) : List.of());
    }
}
