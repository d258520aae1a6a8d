package dev.fer.data.augment;

import dev.fer.common.Seeds;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Changes images as an {@link Augmentation} says: flip, rotation about the centre, shift and zoom are one affine
 * map, sampled bilinearly; what comes from outside the image repeats its nearest edge.
 *
 * <p>Pure: the same settings, image and seed give the same pixels on every platform. Immutable and thread-safe.
 */
public final class Augmenter {
    private final Augmentation settings;
    private final int side;

    /**
     * Makes an augmenter of square images.
     *
     * @param settings what may happen to an image
     * @param side width and height of the images, in pixels
     */
    public Augmenter(Augmentation settings, int side) {
        this.settings = settings;
        this.side = side;
    }

    /**
     * Writes a changed image.
     *
     * @param image {@code side * side} unsigned bytes, row by row, from the array's start; not changed
     * @param target where the {@code side * side} pixels, 0 to 255, are written from the array's start
     * @param seed of this image in this epoch, for instance {@code Seeds.derive(epochSeed, "augment", index)}
     */
    public void apply(byte[] image, float[] target, long seed) {
        Affine map = draw(Seeds.random(seed));
        double centre = (side - 1) / 2.0;
        for (int y = 0; y < side; y++) {
            double fromCentreY = y - centre;
            for (int x = 0; x < side; x++) {
                double fromCentreX = x - centre;
                double sourceX = map.xx() * fromCentreX + map.xy() * fromCentreY + map.x() + centre;
                double sourceY = map.yx() * fromCentreX + map.yy() * fromCentreY + map.y() + centre;
                target[y * side + x] = sample(image, sourceX, sourceY);
            }
        }
    }

    /** Where, relative to the centre, a pixel of the new image comes from. */
    private record Affine(double xx, double xy, double yx, double yy, double x, double y) {}

    /** Draws every value, used or not, in a fixed order, so that one setting does not change the others' values. */
    private Affine draw(UniformRandomProvider random) {
        boolean flip = random.nextBoolean() && settings.horizontalFlip();
        double angle = StrictMath.toRadians(symmetric(random, settings.rotation()));
        double shiftX = symmetric(random, settings.widthShift()) * side;
        double shiftY = symmetric(random, settings.heightShift()) * side;
        double scaleX = (1 + symmetric(random, settings.zoom())) * (flip ? -1 : 1);
        double scaleY = 1 + symmetric(random, settings.zoom());
        double sine = StrictMath.sin(angle);
        double cosine = StrictMath.cos(angle);
        return new Affine(cosine * scaleX, -sine * scaleX, sine * scaleY, cosine * scaleY, shiftX, shiftY);
    }

    private static double symmetric(UniformRandomProvider random, double limit) {
        return (2 * random.nextDouble() - 1) * limit;
    }

    private float sample(byte[] image, double x, double y) {
        double clampedX = Math.min(Math.max(x, 0), side - 1);
        double clampedY = Math.min(Math.max(y, 0), side - 1);
        int left = Math.min((int) clampedX, side - 2);
        int top = Math.min((int) clampedY, side - 2);
        double right = clampedX - left;
        double below = clampedY - top;
        int at = top * side + left;
        double upper = mix(image[at] & 0xFF, image[at + 1] & 0xFF, right);
        double lower = mix(image[at + side] & 0xFF, image[at + side + 1] & 0xFF, right);
        return (float) mix(upper, lower, below);
    }

    private static double mix(double a, double b, double share) {
        return a + (b - a) * share;
    }
}
