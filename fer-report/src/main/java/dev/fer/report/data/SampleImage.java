package dev.fer.report.data;

import java.util.Arrays;

/**
 * An image from the data that the report may show. Faces are personal data: a report holds only the images
 * that its caller gives, and is not to be sent on where they must not be.
 *
 * @param group what it is a sample of, for instance its class; images of a group stand together
 * @param png the file's bytes, in PNG; not to be changed
 */
public record SampleImage(String group, byte[] png) {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    /** Checks that the bytes are a PNG file. */
    public SampleImage {
        if (png.length < SIGNATURE.length || Arrays.mismatch(png, SIGNATURE) != SIGNATURE.length) {
            throw new IllegalArgumentException("a sample image of '" + group + "' is not a PNG file");
        }
    }
}
