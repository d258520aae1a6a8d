package dev.fer.data.faces;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * The labelled images of one split: 48x48 pixels, one unsigned byte each, row by row.
 *
 * <p>The pixels usually lie in a mapped file, outside the heap. Immutable and thread-safe.
 */
public final class Faces {
    /** Width and height of an image. */
    public static final int SIDE = 48;

    /** Pixels of an image. */
    public static final int PIXELS = SIDE * SIDE;

    private final byte[] labels;
    private final ByteBuffer pixels;

    private Faces(byte[] labels, ByteBuffer pixels) {
        this.labels = labels;
        this.pixels = pixels;
    }

    /**
     * Makes the images over a buffer, without copying it; the buffer's content must not change afterwards.
     *
     * @param labels one number of an {@link Emotion} per image; copied
     * @param pixels {@value #PIXELS} bytes per image, image by image, from position 0 to the limit
     * @throws IllegalArgumentException if the sizes do not fit each other or a label is not in 0..6
     */
    public static Faces of(byte[] labels, ByteBuffer pixels) {
        if (pixels.limit() != (long) labels.length * PIXELS) {
            throw new IllegalArgumentException(labels.length + " labels need " + (long) labels.length * PIXELS
                    + " bytes, found " + pixels.limit());
        }
        for (byte label : labels) {
            Emotion.of(label);
        }
        return new Faces(labels.clone(), pixels.asReadOnlyBuffer());
    }

    /** Returns how many images there are. */
    public int size() {
        return labels.length;
    }

    /** Returns the number, 0 to 6, of an image's emotion. */
    public int label(int image) {
        return labels[image];
    }

    /** Returns an image's emotion. */
    public Emotion emotion(int image) {
        return Emotion.of(labels[image]);
    }

    /** Copies an image's {@value #PIXELS} pixels, as unsigned bytes, to an array from an offset on. */
    public void copyPixels(int image, byte[] target, int offset) {
        pixels.get(start(image), target, offset, PIXELS);
    }

    /** Returns an image's pixels as a read-only view; two views are equal if the images are byte-identical. */
    public ByteBuffer pixels(int image) {
        return pixels.slice(start(image), PIXELS);
    }

    /** Returns how many images each emotion has; every emotion is a key. */
    public Map<Emotion, Integer> counts() {
        Map<Emotion, Integer> counts = new EnumMap<>(Emotion.class);
        for (Emotion emotion : Emotion.values()) {
            counts.put(emotion, 0);
        }
        for (byte label : labels) {
            counts.merge(Emotion.of(label), 1, Integer::sum);
        }
        return Collections.unmodifiableMap(counts);
    }

    /** Returns an image as the bytes of a grey PNG file. */
    public byte[] toPng(int image) {
        byte[] grey = new byte[PIXELS];
        copyPixels(image, grey, 0);
        return Png.grey(SIDE, SIDE, grey);
    }

    /** Feeds all labels, then all pixels, to a digest. */
    void update(MessageDigest digest) {
        digest.update(labels);
        digest.update(pixels.duplicate());
    }

    private int start(int image) {
        return Objects.checkIndex(image, labels.length) * PIXELS;
    }
}
