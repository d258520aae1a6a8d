package dev.fer.models.layer;

import dev.fer.models.layer.Layout.ImageBatch;

/**
 * The cut of a 3x3 convolution's result into tiles of 4x4 pixels, those at the right and lower edge less where the sizes
 * ask for it, and of its source into the overlapping squares of 6x6 that these are made of.
 *
 * @param top how many rows of zeros lie above the source
 * @param left how many columns of zeros lie beside it
 */
record WinogradTiling(ImageBatch source, ImageBatch result, int top, int left) {
    static final int TILE = 4;

    private static final int REACH = 2;

    /** Returns the tiling of the convolution with turned filters that takes gradients of results to those of sources. */
    WinogradTiling reversed() {
        return new WinogradTiling(result, source, REACH - top, REACH - left);
    }

    int images() {
        return (int) source.images();
    }

    /** Returns how many rows of tiles an image has. */
    int down() {
        return (int) (result.height() + TILE - 1) / TILE;
    }

    /** Returns how many tiles a row has. */
    int across() {
        return (int) (result.width() + TILE - 1) / TILE;
    }

    int perImage() {
        return down() * across();
    }
}
