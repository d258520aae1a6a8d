package dev.fer.models.family;

import java.util.List;

/** One layer of a model, or a few that belong together, before it is built. */
sealed interface LayerSpec {
    /**
     * A convolution.
     *
     * @param stride pixels from one position of the filter to the next
     * @param same whether the image is padded, so that it shrinks by the stride only
     * @param linear whether it has neither bias nor activation, since a norm or a sum follows
     */
    record Convolution(int filters, int kernelHeight, int kernelWidth, int stride, boolean same, boolean linear)
            implements LayerSpec {
        /** A convolution with bias, followed by the model's activation. */
        Convolution(int filters, int kernelHeight, int kernelWidth, boolean same) {
            this(filters, kernelHeight, kernelWidth, 1, same, false);
        }

        /** A padded convolution with neither bias nor activation. */
        static Convolution linear(int filters, int kernel, int stride) {
            return new Convolution(filters, kernel, kernel, stride, true, true);
        }

        @Override
        public String toString() {
            return "conv " + filters + " " + kernelHeight + "x" + kernelWidth + (stride > 1 ? " stride " + stride : "")
                    + (same ? " same" : "");
        }
    }

    /** The same grey in three channels, each scaled and shifted as a network for colour images was trained. */
    record GreyToColour() implements LayerSpec {
        static final int CHANNELS = 3;

        @Override
        public String toString() {
            return "grey to blue, green, red";
        }
    }

    /** A padded 3x3 filter on each channel, then a 1x1 convolution over all; without bias and activation. */
    record Separable(int filters) implements LayerSpec {
        static final int KERNEL = 3;

        @Override
        public String toString() {
            return "separable conv " + filters + " " + KERNEL + "x" + KERNEL + " same";
        }
    }

    /**
     * Max pooling by squares.
     *
     * @param same whether the image is padded, so that it shrinks by the stride only
     */
    record Pool(int size, int stride, boolean same) implements LayerSpec {
        /** Pooling by squares that do not overlap. */
        Pool(int size) {
            this(size, size, false);
        }

        @Override
        public String toString() {
            return "pool " + size + (stride == size ? "" : " stride " + stride) + (same ? " same" : "");
        }
    }

    /** The average of each channel over the whole image. */
    record GlobalAverage() implements LayerSpec {
        @Override
        public String toString() {
            return "global average";
        }
    }

    /**
     * Dropout.
     *
     * @param rate share of what is set to 0 in training
     * @param spatial whether that is whole channels of an image, or else single values
     */
    record Drop(double rate, boolean spatial) implements LayerSpec {
        /** Dropout of single values. */
        Drop(double rate) {
            this(rate, false);
        }

        @Override
        public String toString() {
            return "drop " + (float) rate + (spatial ? " spatial" : "");
        }
    }

    /** Batch normalisation, followed by the model's activation or not. */
    record Norm(boolean activated) implements LayerSpec {
        @Override
        public String toString() {
            return "norm";
        }
    }

    /** A fully connected layer with bias, followed by the model's activation. */
    record Dense(int neurons) implements LayerSpec {
        @Override
        public String toString() {
            return "dense " + neurons;
        }
    }

    /**
     * The sum of two paths from the same input.
     *
     * @param shortcut empty for the input itself
     */
    record Residual(List<LayerSpec> body, List<LayerSpec> shortcut) implements LayerSpec {
        public Residual {
            body = List.copyOf(body);
            shortcut = List.copyOf(shortcut);
        }

        @Override
        public String toString() {
            return shortcut.isEmpty() ? "sum with input" : "sum with shortcut";
        }
    }
}
