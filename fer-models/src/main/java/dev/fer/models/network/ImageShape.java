package dev.fer.models.network;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The shape of one input image.
 *
 * @param height in pixels
 * @param width in pixels
 * @param channels 1 for grey
 */
public record ImageShape(int height, int width, int channels) {
    /** A face of FER2013: 48 x 48, grey. */
    public static final ImageShape FACE = new ImageShape(48, 48, 1);

    /** Returns how many numbers an image has. */
    public int values() {
        return height * width * channels;
    }

    /**
     * Returns rows of numbers, one image each, as images; no copy.
     *
     * @param rows row-major, [images, {@link #values}]
     * @return [images, height, width, channels]
     */
    public INDArray shaped(INDArray rows) {
        return rows.reshape('c', rows.size(0), height, width, channels);
    }

    @Override
    public String toString() {
        return height + "x" + width + "x" + channels;
    }
}
