package dev.fer.data.augment;

import java.util.Arrays;

/**
 * An image that goes on beyond its edges. What is seen at a place is looked up in tables, one per axis, so that
 * reading needs no case distinction.
 */
final class Canvas {
    /** In sides of the image: a corner turned, zoomed to twice, shifted and cropped lies nearer than this. */
    private static final int REACH = 5;

    private final int side;
    private final int stride;
    private final int origin;
    private final float[] pixels;
    private final int[] columns;
    private final int[] rows;

    Canvas(FillMode mode, float constant, int side) {
        this.side = side;
        this.stride = side + 1;
        this.origin = REACH * side;
        this.pixels = new float[stride * stride];
        this.columns = new int[2 * origin + side];
        this.rows = new int[2 * origin + side];
        Arrays.fill(pixels, constant);
        for (int i = 0; i < columns.length; i++) {
            int source = mode.source(i - origin, side);
            columns[i] = source < 0 ? side : source;
            rows[i] = columns[i] * stride;
        }
    }

    /** Puts an image of unsigned bytes onto the canvas. */
    void load(byte[] image) {
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                pixels[y * stride + x] = image[y * side + x] & 0xFF;
            }
        }
    }

    /** Writes what is seen through a window moved down and to the right by whole pixels, mirrored or not. */
    void copy(int down, int right, boolean mirrored, float[] target) {
        for (int y = 0; y < side; y++) {
            int row = rows[origin + y + down];
            for (int x = 0; x < side; x++) {
                int column = mirrored ? side - 1 - x : x;
                target[y * side + x] = pixels[row + columns[origin + column + right]];
            }
        }
    }

    /** Writes what is seen, bilinearly, at the places that a map gives. */
    void sample(Affine map, float[] target) {
        float centre = (side - 1) / 2f;
        int at = 0;
        for (int y = 0; y < side; y++) {
            float fromCentre = y - centre;
            float startY = map.yy() * fromCentre + map.y0() + origin;
            float startX = map.xy() * fromCentre + map.x0() + origin;
            for (int x = 0; x < side; x++) {
                float placeY = startY + map.yx() * (x - centre);
                float placeX = startX + map.xx() * (x - centre);
                int top = (int) placeY;
                int left = (int) placeX;
                float below = placeY - top;
                float right = placeX - left;
                int upper = rows[top];
                int lower = rows[top + 1];
                int first = columns[left];
                int second = columns[left + 1];
                float a = pixels[upper + first];
                float c = pixels[lower + first];
                a += (pixels[upper + second] - a) * right;
                c += (pixels[lower + second] - c) * right;
                target[at++] = a + (c - a) * below;
            }
        }
    }

    /**
     * From a pixel of the new image, its row and column counted from the centre, to a place in the old one: y is
     * yy * row + yx * column + y0, and x likewise.
     */
    record Affine(float yy, float yx, float y0, float xy, float xx, float x0) {}
}
