package dev.fer.data.augment;

/**
 * Which random changes training images undergo; each image draws its own values, uniformly, anew in each epoch.
 *
 * @param horizontalFlip whether an image is mirrored with probability 1/2
 * @param rotation the largest turn to either side, in degrees, 0 to 180
 * @param widthShift the largest shift to either side, as a fraction of the width, 0 to 1
 * @param heightShift the largest shift up or down, as a fraction of the height, 0 to 1
 * @param zoom the largest change of size, 0 to below 1: width and height are each scaled by 1 - zoom to 1 + zoom
 */
public record Augmentation(
        boolean horizontalFlip, double rotation, double widthShift, double heightShift, double zoom) {
    /** No change at all. */
    public static final Augmentation NONE = new Augmentation(false, 0, 0, 0, 0);

    /** Checks the ranges. */
    public Augmentation {
        requireRange("rotation", rotation, 180);
        requireRange("width_shift", widthShift, 1);
        requireRange("height_shift", heightShift, 1);
        requireRange("zoom", zoom, Math.nextDown(1.0));
    }

    /** Returns these settings with another mirroring. */
    public Augmentation withHorizontalFlip(boolean flip) {
        return new Augmentation(flip, rotation, widthShift, heightShift, zoom);
    }

    /** Returns these settings with another largest turn, in degrees. */
    public Augmentation withRotation(double degrees) {
        return new Augmentation(horizontalFlip, degrees, widthShift, heightShift, zoom);
    }

    /** Returns these settings with other largest shifts, as fractions of the side. */
    public Augmentation withShift(double width, double height) {
        return new Augmentation(horizontalFlip, rotation, width, height, zoom);
    }

    /** Returns these settings with another largest change of size. */
    public Augmentation withZoom(double fraction) {
        return new Augmentation(horizontalFlip, rotation, widthShift, heightShift, fraction);
    }

    /** Returns whether images stay as they are. */
    public boolean isNone() {
        return equals(NONE);
    }

    private static void requireRange(String name, double value, double high) {
        if (!(value >= 0 && value <= high)) {
            throw new IllegalArgumentException(name + " is in 0.." + high + ", found " + value);
        }
    }
}
