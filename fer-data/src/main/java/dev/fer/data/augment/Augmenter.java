package dev.fer.data.augment;

import dev.fer.common.Seeds;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Changes images as an {@link Augmentation} says.
 *
 * <p>The geometry is Keras' {@code ImageDataGenerator}: a pixel of the new image, counted from the centre and
 * mirrored if there is a flip, is zoomed, shifted and turned, and what lies there in the old image, interpolated
 * bilinearly, is what it becomes. Without turn and zoom a shift is by whole pixels (Keras' is not, and blurs), so that
 * pixels are copied.
 *
 * <p>Pure: the same settings, image and seed give the same pixels on every platform. Used by one thread at a time,
 * because it reuses its memory.
 */
public final class Augmenter {
    /** What is blotted out becomes mid-grey, which is about the mean of faces. */
    private static final float BLOT = 127.5f;

    private final Augmentation settings;
    private final int side;
    private final Canvas canvas;

    /**
     * Makes an augmenter of square images.
     *
     * @param settings what may happen to an image
     * @param side width and height of the images, in pixels
     * @throws IllegalArgumentException if a crop extends an image by more than its side
     */
    public Augmenter(Augmentation settings, int side) {
        if (settings.crop() > side) {
            throw new IllegalArgumentException(
                    "a crop extends an image by at most its side, " + side + ", found " + settings.crop());
        }
        this.settings = settings;
        this.side = side;
        this.canvas = new Canvas(settings.fillMode(), (float) settings.fillValue(), side);
    }

    /**
     * Writes a changed image.
     *
     * @param image {@code side * side} unsigned bytes, row by row, from the array's start; not changed
     * @param target where the {@code side * side} pixels, 0 to 255, are written from the array's start
     * @param seed of this image in this epoch, for instance {@code Seeds.derive(epochSeed, "augment", index)}
     */
    public void apply(byte[] image, float[] target, long seed) {
        Draw draw = Draw.of(settings, side, Seeds.random(seed));
        canvas.load(image);
        if (!draw.affine()) {
            canvas.copy(draw.cropY(), draw.cropX(), draw.flip(), target);
        } else if (settings.isInterpolating()) {
            turn(draw, target);
        } else {
            canvas.copy((int) draw.shiftY() + draw.cropY(), (int) draw.shiftX() + draw.cropX(), draw.flip(), target);
        }
        light(target, draw);
        if (settings.isCuttingOut()) {
            cutOut(target, Seeds.random(seed, "cutout"));
        }
    }

    private void turn(Draw draw, float[] target) {
        double sine = StrictMath.sin(draw.angle());
        double cosine = StrictMath.cos(draw.angle());
        double mirror = draw.flip() ? -1 : 1;
        double centre = (side - 1) / 2.0;
        canvas.sample(
                new Canvas.Affine(
                        (float) (cosine * draw.zoomY()),
                        (float) (-sine * draw.zoomX() * mirror),
                        (float) (cosine * draw.shiftY() - sine * draw.shiftX() + draw.cropY() + centre),
                        (float) (sine * draw.zoomY()),
                        (float) (cosine * draw.zoomX() * mirror),
                        (float) (sine * draw.shiftY() + cosine * draw.shiftX() + draw.cropX() + centre)),
                target);
    }

    private void light(float[] target, Draw draw) {
        if (settings.brightness() == 0 && settings.contrast() == 0) {
            return;
        }
        float brightness = (float) draw.brightness();
        float contrast = (float) draw.contrast();
        int pixels = side * side;
        float sum = 0;
        for (int p = 0; p < pixels; p++) {
            target[p] = Math.min(255, target[p] * brightness);
            sum += target[p];
        }
        float mean = sum / pixels;
        for (int p = 0; p < pixels; p++) {
            target[p] = Math.max(0, Math.min(255, mean + (target[p] - mean) * contrast));
        }
    }

    /** Blots out squares whose centres lie anywhere in the image (DeVries and Taylor 2017). */
    private void cutOut(float[] target, UniformRandomProvider random) {
        int size = Math.max(1, (int) Math.round(settings.cutoutSize() * side));
        for (int i = 0; i < settings.cutoutCount(); i++) {
            int top = random.nextInt(side) - size / 2;
            int left = random.nextInt(side) - size / 2;
            for (int y = Math.max(0, top); y < Math.min(side, top + size); y++) {
                for (int x = Math.max(0, left); x < Math.min(side, left + size); x++) {
                    target[y * side + x] = BLOT;
                }
            }
        }
    }
}
