package dev.fer.models.layer;

import dev.fer.models.layer.Layout.ImageBatch;
import dev.fer.models.layer.WinogradStrip.Rows;
import java.nio.FloatBuffer;

/**
 * The cut of a 3x3 convolution's output into tiles of 4x4 pixels, those at the right and lower edge less where the sizes
 * ask for it, and of its input into the overlapping tiles of 6x6 that these are made of. A strip is a row of tiles of one
 * image; strips are counted through all images.
 *
 * @param top how many rows of zeros lie above the input
 * @param left how many columns of zeros lie beside it
 */
record WinogradTiling(ImageBatch input, ImageBatch output, int top, int left) {
    private static final int TILE = 4;
    private static final int REACH = 2;

    /** Returns the tiling of the convolution with turned filters that takes gradients of outputs to those of inputs. */
    WinogradTiling reversed() {
        return new WinogradTiling(output, input, REACH - top, REACH - left);
    }

    private int down() {
        return (int) (output.height() + TILE - 1) / TILE;
    }

    /** Returns how many tiles a strip has. */
    int across() {
        return (int) (output.width() + TILE - 1) / TILE;
    }

    int strips() {
        return (int) output.images() * down();
    }

    int tiles() {
        return strips() * across();
    }

    /** Returns how many pixels are computed for each one of the output. */
    double waste() {
        return (double) tiles() * TILE * TILE / (output.images() * output.height() * output.width());
    }

    /** Returns the pixels that a strip is made of. */
    Rows inputRows(FloatBuffer numbers, int strip) {
        int y = strip % down() * TILE - top;
        return new Rows(numbers, input, strip / down(), y, -left, WinogradTransform.SIDE, TILE);
    }

    /** Returns the pixels that a strip makes. */
    Rows outputRows(FloatBuffer numbers, int strip) {
        return new Rows(numbers, output, strip / down(), strip % down() * TILE, 0, TILE, TILE);
    }
}
