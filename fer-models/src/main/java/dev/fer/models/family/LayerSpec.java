package dev.fer.models.family;

/** One layer of a sequential model, before it is built. */
sealed interface LayerSpec {
    /** A convolution with bias, followed by the model's activation. */
    record Convolution(int filters, int kernelHeight, int kernelWidth, boolean same) implements LayerSpec {
        @Override
        public String toString() {
            return "conv " + filters + " " + kernelHeight + "x" + kernelWidth + (same ? " same" : "");
        }
    }

    /** Max pooling by squares that do not overlap. */
    record Pool(int size) implements LayerSpec {
        @Override
        public String toString() {
            return "pool " + size;
        }
    }

    /** Sets a share of values to 0 in training. */
    record Drop(double rate) implements LayerSpec {
        @Override
        public String toString() {
            return "drop " + rate;
        }
    }

    /** Batch normalisation; directly after a convolution or a dense layer it comes before the activation. */
    record Norm() implements LayerSpec {
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
}
