package dev.fer.models.layer;

import dev.fer.models.layer.Layout.ImageBatch;
import org.deeplearning4j.nn.conf.ConvolutionMode;

/**
 * How a filter or a pool moves over an image.
 *
 * @param padding on each side; does not count with {@code same}
 * @param same whether the output is as large as the input, up to the stride
 */
record Window(Sides kernel, Sides stride, Sides padding, boolean same) {

    /** A number for the height and one for the width. */
    record Sides(long height, long width) {
        static final Sides ONE = new Sides(1, 1);

        static Sides of(int... values) {
            return new Sides(values[0], values[1]);
        }

        long[] array() {
            return new long[] {height, width};
        }
    }

    static Window of(int[] kernel, int[] stride, int[] padding, ConvolutionMode mode) {
        return new Window(Sides.of(kernel), Sides.of(stride), Sides.of(padding), mode == ConvolutionMode.Same);
    }

    /** Returns the size of the result. */
    ImageBatch output(ImageBatch input, long channels) {
        return new ImageBatch(
                input.images(),
                channels,
                length(input.height(), kernel.height, stride.height, padding.height),
                length(input.width(), kernel.width, stride.width, padding.width));
    }

    private long length(long input, long size, long step, long pad) {
        return same ? (input + step - 1) / step : (input + 2 * pad - size) / step + 1;
    }

    /** Returns how many rows are added above and columns left. */
    Sides before(ImageBatch input) {
        Sides all = total(input);
        return same ? new Sides(all.height / 2, all.width / 2) : padding;
    }

    /** Returns how many rows are added below and columns right. */
    Sides after(ImageBatch input) {
        Sides all = total(input);
        return same ? new Sides(all.height - all.height / 2, all.width - all.width / 2) : padding;
    }

    private Sides total(ImageBatch input) {
        return new Sides(
                missing(input.height(), kernel.height, stride.height),
                missing(input.width(), kernel.width, stride.width));
    }

    private static long missing(long input, long size, long step) {
        return Math.max(0, ((input + step - 1) / step - 1) * step + size - input);
    }
}
