package dev.fer.models.family;

import dev.fer.models.network.ImageShape;
import dev.fer.models.network.LayerSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A model that is one row of layers, worked out but not built: knows shapes and parameter counts, and no ND4J.
 *
 * @param layers all but the output layer
 * @param style what the layers have in common
 * @param changeable the parameters to change when a layer does not fit, for messages
 */
record SequentialPlan(List<LayerSpec> layers, LayerStyle style, String changeable) {
    SequentialPlan {
        layers = List.copyOf(layers);
    }

    /** Returns why layers cannot follow each other over the faces of FER2013, or empty if they can. */
    static Optional<String> problem(List<LayerSpec> layers) {
        try {
            new SequentialPlan(layers, LayerStyle.DEFAULT, "layers").summaries(ImageShape.FACE, 1);
            return Optional.empty();
        } catch (UnbuildableModelException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** The shape of what lies between two layers: an image, or a flat row when height and width are 1. */
    private record Shape(int height, int width, int channels, boolean flat) {
        long values() {
            return (long) height * width * channels;
        }

        @Override
        public String toString() {
            return flat ? Long.toString(values()) : height + "x" + width + "x" + channels;
        }
    }

    /**
     * Walks through the layers.
     *
     * @throws UnbuildableModelException if an image has become smaller than the next kernel, or a convolution or
     *     pool comes after a dense layer
     */
    List<LayerSummary> summaries(ImageShape images, int classes) {
        List<LayerSummary> summaries = new ArrayList<>();
        Shape shape = new Shape(images.height(), images.width(), images.channels(), false);
        for (LayerSpec layer : layers) {
            Shape output = output(layer, shape);
            summaries.add(new LayerSummary(layer.toString(), output.toString(), parameters(layer, shape)));
            shape = output;
        }
        String output = "output " + style.output();
        summaries.add(new LayerSummary(output, Integer.toString(classes), classes * (shape.values() + 1)));
        return List.copyOf(summaries);
    }

    private Shape output(LayerSpec layer, Shape input) {
        if (layer instanceof LayerSpec.Convolution conv) {
            requireImage(layer, input);
            if (conv.same()) {
                return new Shape(input.height, input.width, conv.filters(), false);
            }
            requireRoom(layer, input, conv.kernelHeight(), conv.kernelWidth());
            return new Shape(
                    input.height - conv.kernelHeight() + 1,
                    input.width - conv.kernelWidth() + 1,
                    conv.filters(),
                    false);
        }
        if (layer instanceof LayerSpec.Pool pool) {
            requireImage(layer, input);
            requireRoom(layer, input, pool.size(), pool.size());
            return new Shape(input.height / pool.size(), input.width / pool.size(), input.channels, false);
        }
        return layer instanceof LayerSpec.Dense dense ? new Shape(1, 1, dense.neurons(), true) : input;
    }

    private void requireImage(LayerSpec layer, Shape input) {
        if (input.flat) {
            throw new UnbuildableModelException(
                    changeable,
                    "'" + layer + "' comes after a dense layer, which has no image left",
                    "put all conv and pool layers before the first dense layer");
        }
    }

    private void requireRoom(LayerSpec layer, Shape input, int height, int width) {
        if (input.height < height || input.width < width) {
            throw new UnbuildableModelException(
                    changeable,
                    "the image has shrunk to " + input + " before '" + layer + "', which needs at least " + height + "x"
                            + width,
                    "change " + changeable);
        }
    }

    private static long parameters(LayerSpec layer, Shape input) {
        if (layer instanceof LayerSpec.Convolution conv) {
            return conv.filters() * ((long) conv.kernelHeight() * conv.kernelWidth() * input.channels + 1);
        }
        if (layer instanceof LayerSpec.Dense dense) {
            return dense.neurons() * (input.values() + 1);
        }
        return layer instanceof LayerSpec.Norm ? 4L * input.channels : 0;
    }
}
