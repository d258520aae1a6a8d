package dev.fer.models.layer;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Copies of a batch of images, each shifted as one weight of a convolution's filter sees it. */
final class ShiftedInputs {
    private ShiftedInputs() {}

    /** How a filter moves over an image; each array holds the value for height, then for width. */
    record Window(int[] kernel, int[] stride, int[] padding, int[] dilation) {}

    /** The output positions along one side at which a weight sees the image and not its padding. */
    private record Span(long from, long to, long inputFrom, long inputTo, int stride) {
        static Span of(Window window, int side, int weight, long inputs, long outputs) {
            int stride = window.stride()[side];
            long shift = (long) weight * window.dilation()[side] - window.padding()[side];
            long from = Math.max(0, Math.floorDiv(-shift + stride - 1, stride));
            long to = Math.min(outputs, Math.floorDiv(inputs - 1 - shift, stride) + 1);
            return new Span(from, to, from * stride + shift, (to - 1) * stride + shift + 1, stride);
        }
    }

    /**
     * Writes one row per weight of a filter, in the order channel, row, column.
     *
     * @param input images, shape [images, height, width, channels]
     * @param target row-major, shape [channels x kernel height x kernel width or more, images x outputs]
     */
    static void copy(INDArray input, Window window, long outputHeight, long outputWidth, INDArray target) {
        int row = 0;
        for (int channel = 0; channel < input.size(3); channel++) {
            for (int i = 0; i < window.kernel()[0]; i++) {
                for (int j = 0; j < window.kernel()[1]; j++) {
                    Span y = Span.of(window, 0, i, input.size(1), outputHeight);
                    Span x = Span.of(window, 1, j, input.size(2), outputWidth);
                    INDArray seen = target.slice(row++).reshape('c', input.size(0), outputHeight, outputWidth);
                    boolean whole = y.to - y.from == outputHeight && x.to - x.from == outputWidth;
                    if (!whole) {
                        seen.assign(0.0);
                    }
                    seen.get(
                                    NDArrayIndex.all(),
                                    NDArrayIndex.interval(y.from, y.to),
                                    NDArrayIndex.interval(x.from, x.to))
                            .assign(input.get(
                                    NDArrayIndex.all(),
                                    NDArrayIndex.interval(y.inputFrom, y.stride, y.inputTo),
                                    NDArrayIndex.interval(x.inputFrom, x.stride, x.inputTo),
                                    NDArrayIndex.point(channel)));
                }
            }
        }
    }
}
