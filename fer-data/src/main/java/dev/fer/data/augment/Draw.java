package dev.fer.data.augment;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * The values that one image drew.
 *
 * @param affine whether the image is turned, shifted and zoomed; the five values of these are of no account otherwise
 * @param angle in radians, counter-clockwise when rows count upwards
 * @param shiftY in pixels
 * @param shiftX in pixels
 * @param zoomY factor of the height that is seen
 * @param zoomX factor of the width that is seen
 * @param flip whether left and right are swapped
 * @param cropY whole pixels by which the window lies below the image
 * @param cropX whole pixels by which the window lies to the right of the image
 * @param brightness factor of pixels
 * @param contrast factor of distances from the mean
 */
record Draw(
        boolean affine,
        double angle,
        double shiftY,
        double shiftX,
        double zoomY,
        double zoomX,
        boolean flip,
        int cropY,
        int cropX,
        double brightness,
        double contrast) {
    /** Draws every value, used or not, in a fixed order, so that one setting does not change the others' values. */
    static Draw of(Augmentation settings, int side, UniformRandomProvider random) {
        boolean whole = !settings.isInterpolating();
        double angle = StrictMath.toRadians(symmetric(random, settings.rotation()));
        double shiftY = shift(random, settings.heightShift() * side, whole);
        double shiftX = shift(random, settings.widthShift() * side, whole);
        double zoomY = 1 + symmetric(random, settings.zoom());
        double zoomX = 1 + symmetric(random, settings.zoom());
        boolean flip = random.nextDouble() < 0.5 && settings.horizontalFlip();
        int cropY = whole(random, settings.crop());
        int cropX = whole(random, settings.crop());
        double brightness = 1 + symmetric(random, settings.brightness());
        double contrast = 1 + symmetric(random, settings.contrast());
        boolean affine = random.nextDouble() < settings.affineProbability();
        return new Draw(affine, angle, shiftY, shiftX, zoomY, zoomX, flip, cropY, cropX, brightness, contrast);
    }

    /** By whole pixels it is one at least: a share that is given is meant to change something. */
    private static double shift(UniformRandomProvider random, double limit, boolean whole) {
        int least = limit > 0 ? 1 : 0;
        return whole ? whole(random, Math.max(least, (int) Math.round(limit))) : symmetric(random, limit);
    }

    private static double symmetric(UniformRandomProvider random, double limit) {
        return (2 * random.nextDouble() - 1) * limit;
    }

    /** Returns a whole number of -limit to limit, each as likely. */
    private static int whole(UniformRandomProvider random, int limit) {
        return (int) Math.floor(random.nextDouble() * (2 * limit + 1)) - limit;
    }
}
