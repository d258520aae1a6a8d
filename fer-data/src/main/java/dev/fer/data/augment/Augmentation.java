package dev.fer.data.augment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Which random changes training images undergo; each image draws its own values, uniformly, anew in each epoch.
 *
 * <p>Names and meanings are those of Keras' {@code ImageDataGenerator} where it has the change. Start from
 * {@link #NONE}. Flip, zoom, shift, rotation and crop come first, in this order, as one
 * map, so that the image is sampled once; then brightness and contrast, then cutout.
 *
 * @param rotation the largest turn to either side, in degrees, 0 to 180
 * @param widthShift the largest shift to either side, as a fraction of the width, 0 to 1
 * @param heightShift the largest shift up or down, as a fraction of the height, 0 to 1
 * @param zoom the largest change of size, 0 to below 1: what is seen is 1 - zoom to 1 + zoom times as high, and as
 *     wide, as the image
 * @param affineProbability how likely an image is turned, shifted and zoomed at all, 0 to 1; any other keeps its pixels
 *     sharp, since they are copied
 * @param horizontalFlip whether an image is mirrored with probability 1/2
 * @param crop whole pixels by which each edge is extended before a window of the old size is cut out anywhere
 * @param fillMode what is seen beyond the edges
 * @param fillValue the grey value of {@link FillMode#CONSTANT}, 0 to 255
 * @param brightness the largest change of the factor 1 that all pixels are multiplied by, 0 to 1
 * @param contrast the largest change of the factor 1 that distances from the mean grey are multiplied by, 0 to 1
 * @param cutoutSize the side of a square that is blotted out, as a fraction of the image's side, 0 to 1
 * @param cutoutCount how many such squares there are
 */
public record Augmentation(
        double rotation,
        double widthShift,
        double heightShift,
        double zoom,
        double affineProbability,
        boolean horizontalFlip,
        int crop,
        FillMode fillMode,
        double fillValue,
        double brightness,
        double contrast,
        double cutoutSize,
        int cutoutCount) {
    /** No change at all. */
    public static final Augmentation NONE = new Augmentation(0, 0, 0, 0, 1, false, 0, FillMode.NEAREST, 0, 0, 0, 0, 1);

    /** The most pixels by which edges are extended. */
    public static final int LARGEST_CROP = 48;

    /** The most squares blotted out. */
    public static final int MOST_CUTOUTS = 16;

    /** Checks the ranges. */
    public Augmentation {
        requireRange("rotation", rotation, 180);
        requireRange("width_shift", widthShift, 1);
        requireRange("height_shift", heightShift, 1);
        requireRange("zoom", zoom, Math.nextDown(1.0));
        requireRange("affine_probability", affineProbability, 1);
        requireRange("crop", crop, LARGEST_CROP);
        requireRange("fill_value", fillValue, 255);
        requireRange("brightness", brightness, 1);
        requireRange("contrast", contrast, 1);
        requireRange("cutout_size", cutoutSize, 1);
        requireRange("cutout_count", cutoutCount, MOST_CUTOUTS);
    }

    /** Returns these settings with another largest turn, in degrees. */
    public Augmentation withRotation(double degrees) {
        return with(values -> values.rotation = degrees);
    }

    /** Returns these settings with other largest shifts, as fractions of the side. */
    public Augmentation withShift(double width, double height) {
        return with(values -> {
            values.widthShift = width;
            values.heightShift = height;
        });
    }

    /** Returns these settings with another largest change of size. */
    public Augmentation withZoom(double fraction) {
        return with(values -> values.zoom = fraction);
    }

    /** Returns these settings with another probability of a turn, shift and zoom. */
    public Augmentation withAffineProbability(double probability) {
        return with(values -> values.affineProbability = probability);
    }

    /** Returns these settings with another mirroring. */
    public Augmentation withHorizontalFlip(boolean flip) {
        return with(values -> values.horizontalFlip = flip);
    }

    /** Returns these settings with edges extended by other whole pixels before a window is cut out. */
    public Augmentation withCrop(int pixels) {
        return with(values -> values.crop = pixels);
    }

    /**
     * Returns these settings with something else beyond the edges.
     *
     * @param value the grey value of {@link FillMode#CONSTANT}; the other modes do not look at it
     */
    public Augmentation withFill(FillMode mode, double value) {
        return with(values -> {
            values.fillMode = mode;
            values.fillValue = value;
        });
    }

    /** Returns these settings with other largest changes of the two factors. */
    public Augmentation withLight(double brightnessChange, double contrastChange) {
        return with(values -> {
            values.brightness = brightnessChange;
            values.contrast = contrastChange;
        });
    }

    /** Returns these settings with other squares blotted out. */
    public Augmentation withCutout(double size, int count) {
        return with(values -> {
            values.cutoutSize = size;
            values.cutoutCount = count;
        });
    }

    /** Returns every setting by its name in a search file, in the order of the components. */
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("rotation", rotation);
        settings.put("width_shift", widthShift);
        settings.put("height_shift", heightShift);
        settings.put("zoom", zoom);
        settings.put("affine_probability", affineProbability);
        settings.put("horizontal_flip", horizontalFlip);
        settings.put("crop", crop);
        settings.put("fill_mode", fillMode.label());
        settings.put("fill_value", fillValue);
        settings.put("brightness", brightness);
        settings.put("contrast", contrast);
        settings.put("cutout_size", cutoutSize);
        settings.put("cutout_count", cutoutCount);
        return settings;
    }

    /** Returns whether images stay as they are. */
    public boolean isNone() {
        return !isMoving() && !horizontalFlip && brightness == 0 && contrast == 0 && !isCuttingOut();
    }

    /** Tells whether pixels move by something else than mirroring. */
    private boolean isMoving() {
        return isInterpolating() || (affineProbability > 0 && (widthShift > 0 || heightShift > 0)) || crop > 0;
    }

    /** Tells whether pixels come to lie between pixels. */
    boolean isInterpolating() {
        return affineProbability > 0 && (rotation > 0 || zoom > 0);
    }

    /** Tells whether squares are blotted out. */
    boolean isCuttingOut() {
        return cutoutSize > 0 && cutoutCount > 0;
    }

    private static void requireRange(String name, double value, double high) {
        if (!(value >= 0 && value <= high)) {
            throw new IllegalArgumentException(name + " is in 0.." + high + ", found " + value);
        }
    }

    private Augmentation with(Consumer<Values> change) {
        Values values = new Values(this);
        change.accept(values);
        return values.build();
    }

    /** The components, one by one changeable. */
    private static final class Values {
        private double rotation;
        private double widthShift;
        private double heightShift;
        private double zoom;
        private double affineProbability;
        private boolean horizontalFlip;
        private int crop;
        private FillMode fillMode;
        private double fillValue;
        private double brightness;
        private double contrast;
        private double cutoutSize;
        private int cutoutCount;

        Values(Augmentation from) {
            rotation = from.rotation;
            widthShift = from.widthShift;
            heightShift = from.heightShift;
            zoom = from.zoom;
            affineProbability = from.affineProbability;
            horizontalFlip = from.horizontalFlip;
            crop = from.crop;
            fillMode = from.fillMode;
            fillValue = from.fillValue;
            brightness = from.brightness;
            contrast = from.contrast;
            cutoutSize = from.cutoutSize;
            cutoutCount = from.cutoutCount;
        }

        Augmentation build() {
            return new Augmentation(
                    rotation,
                    widthShift,
                    heightShift,
                    zoom,
                    affineProbability,
                    horizontalFlip,
                    crop,
                    fillMode,
                    fillValue,
                    brightness,
                    contrast,
                    cutoutSize,
                    cutoutCount);
        }
    }
}
