package dev.fer.models.family;

import dev.fer.models.network.ImageShape;
import dev.fer.models.network.LayerSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A model's layers, worked out but not built: knows shapes and parameter counts, and no ND4J.
 *
 * @param layers all but the output
 * @param style what the layers have in common
 * @param output what makes class scores of the last layer
 * @param changeable the parameters to change when a layer does not fit, for messages
 * @param heavy the parameters to change when memory does not suffice, for messages
 */
record LayerPlan(List<LayerSpec> layers, LayerStyle style, Output output, String changeable, String heavy) {
    /** What makes class scores. */
    enum Output {
        /** A fully connected layer. */
        DENSE,
        /** A padded 3x3 convolution with one filter a class, averaged over the image. */
        AVERAGED_CONVOLUTION,
        /** Nothing: what the last layer puts out goes on to other layers. */
        NONE
    }

    LayerPlan {
        layers = List.copyOf(layers);
    }

    LayerPlan(List<LayerSpec> layers, LayerStyle style, Output output, String changeable) {
        this(layers, style, output, changeable, changeable);
    }

    LayerPlan(List<LayerSpec> layers, LayerStyle style, String changeable) {
        this(layers, style, Output.DENSE, changeable);
    }

    /** Returns this plan with other parameters that its size is due to. */
    LayerPlan madeHeavyBy(String parameters) {
        return new LayerPlan(layers, style, output, changeable, parameters);
    }

    /** Returns why layers cannot follow each other over the faces of FER2013, or empty if they can. */
    static Optional<String> problem(List<LayerSpec> layers) {
        try {
            new LayerPlan(layers, LayerStyle.DEFAULT, "layers").summaries(ImageShape.FACE, 1);
            return Optional.empty();
        } catch (UnbuildableModelException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** Tells whether each layer takes the one before it and nothing else. */
    boolean isSequential() {
        return layers.stream().noneMatch(LayerSpec.Residual.class::isInstance);
    }

    /** Tells whether batch normalisation follows a layer, which then has its activation. */
    static boolean isBeforeNorm(List<LayerSpec> path, int index) {
        return index + 1 < path.size() && path.get(index + 1) instanceof LayerSpec.Norm;
    }

    /**
     * Walks through the layers.
     *
     * @throws UnbuildableModelException if an image has become smaller than the next kernel, or a convolution or
     *     pool comes after a dense layer
     */
    List<LayerSummary> summaries(ImageShape images, int classes) {
        return walk(images, classes).summaries;
    }

    /** Returns how many numbers one image makes the layers put out, all together. */
    long activations(ImageShape images, int classes) {
        return walk(images, classes).activations;
    }

    /** Returns the shape of what the layers, without the output, make of an image; 1 x 1 x n for n numbers. */
    ImageShape features(ImageShape images) {
        Shape last = new Walk(changeable).through(layers, Shape.of(images), "");
        return new ImageShape(last.height, last.width, last.channels);
    }

    private Walk walk(ImageShape images, int classes) {
        Walk walk = new Walk(changeable);
        Shape last = walk.through(layers, Shape.of(images), "");
        switch (output) {
            case DENSE ->
                walk.add("output " + style.output(), new Shape(1, 1, classes, true), classes * (last.values() + 1));
            case AVERAGED_CONVOLUTION -> {
                LayerSpec scores = new LayerSpec.Convolution(classes, 3, 3, true);
                walk.through(List.of(scores, new LayerSpec.GlobalAverage()), last, "");
                walk.add("output " + style.output(), new Shape(1, 1, classes, true), 0);
            }
            case NONE -> {}
        }
        return walk;
    }

    /** The shape of what lies between two layers: an image, or a flat row when height and width are 1. */
    private record Shape(int height, int width, int channels, boolean flat) {
        static Shape of(ImageShape images) {
            return new Shape(images.height(), images.width(), images.channels(), false);
        }

        long values() {
            return (long) height * width * channels;
        }

        @Override
        public String toString() {
            return flat ? Long.toString(values()) : height + "x" + width + "x" + channels;
        }
    }

    /** What is known after some layers. */
    private static final class Walk {
        private final String changeable;
        private final List<LayerSummary> summaries = new ArrayList<>();
        private long activations;

        Walk(String changeable) {
            this.changeable = changeable;
        }

        void add(String layer, Shape output, long parameters) {
            summaries.add(new LayerSummary(layer, output.toString(), parameters));
            activations += output.values();
        }

        /** Goes through one path and returns the shape at its end. */
        Shape through(List<LayerSpec> path, Shape input, String prefix) {
            Shape shape = input;
            for (LayerSpec layer : path) {
                Shape output;
                if (layer instanceof LayerSpec.Drop drop && drop.rate() == 0) {
                    continue;
                }
                if (layer instanceof LayerSpec.Residual residual) {
                    output = through(residual.body(), shape, prefix);
                    through(residual.shortcut(), shape, prefix + "shortcut: ");
                } else {
                    output = output(layer, shape);
                }
                add(prefix + layer, output, parameters(layer, shape));
                shape = output;
            }
            return shape;
        }

        private Shape output(LayerSpec layer, Shape input) {
            if (layer instanceof LayerSpec.Convolution conv) {
                requireRoom(layer, input, conv.kernelHeight(), conv.kernelWidth(), conv.stride(), conv.same());
                return new Shape(
                        steps(input.height, conv.kernelHeight(), conv.stride(), conv.same()),
                        steps(input.width, conv.kernelWidth(), conv.stride(), conv.same()),
                        conv.filters(),
                        false);
            }
            if (layer instanceof LayerSpec.Pool pool) {
                requireRoom(layer, input, pool.size(), pool.size(), pool.stride(), pool.same());
                return new Shape(
                        steps(input.height, pool.size(), pool.stride(), pool.same()),
                        steps(input.width, pool.size(), pool.stride(), pool.same()),
                        input.channels,
                        false);
            }
            if (layer instanceof LayerSpec.Separable separable) {
                requireRoom(layer, input, 1, 1, 1, true);
                return new Shape(input.height, input.width, separable.filters(), false);
            }
            if (layer instanceof LayerSpec.GreyToColour) {
                return new Shape(input.height, input.width, LayerSpec.GreyToColour.CHANNELS, false);
            }
            if (layer instanceof LayerSpec.GlobalAverage) {
                requireRoom(layer, input, 1, 1, 1, true);
                return new Shape(1, 1, input.channels, true);
            }
            return layer instanceof LayerSpec.Dense dense ? new Shape(1, 1, dense.neurons(), true) : input;
        }

        /** Returns the places that a window has along one side. */
        private static int steps(int side, int window, int stride, boolean same) {
            return same ? (side + stride - 1) / stride : (side - window) / stride + 1;
        }

        /** A padded window always finds a place, yet one that makes 1x1 smaller still has nothing to look at. */
        private void requireRoom(LayerSpec layer, Shape input, int height, int width, int stride, boolean same) {
            if (input.flat) {
                throw new UnbuildableModelException(
                        changeable,
                        "'" + layer + "' comes after a dense layer, which has no image left",
                        "put all conv and pool layers before the first dense layer");
            }
            int leastHeight = same ? stride : height;
            int leastWidth = same ? stride : width;
            if (input.height < leastHeight || input.width < leastWidth) {
                throw new UnbuildableModelException(
                        changeable,
                        "the image has shrunk to " + input + " before '" + layer + "', which needs at least "
                                + leastHeight + "x" + leastWidth,
                        "change " + changeable);
            }
        }

        private static long parameters(LayerSpec layer, Shape input) {
            if (layer instanceof LayerSpec.Convolution conv) {
                long weights = (long) conv.kernelHeight() * conv.kernelWidth() * input.channels;
                return conv.filters() * (weights + (conv.linear() ? 0 : 1));
            }
            if (layer instanceof LayerSpec.Separable separable) {
                return (long) input.channels * (LayerSpec.Separable.KERNEL * LayerSpec.Separable.KERNEL)
                        + (long) input.channels * separable.filters();
            }
            if (layer instanceof LayerSpec.GreyToColour) {
                return LayerSpec.GreyToColour.CHANNELS * (input.channels + 1L);
            }
            if (layer instanceof LayerSpec.Dense dense) {
                return dense.neurons() * (input.values() + 1);
            }
            return layer instanceof LayerSpec.Norm ? 4L * input.channels : 0;
        }
    }
}
