package dev.fer.data.read;

import dev.fer.data.faces.Faces;
import java.util.List;

/**
 * A face made of an image file.
 *
 * @param source the file as it was named
 * @param pixels {@value Faces#PIXELS} unsigned bytes, row by row; not copied
 * @param conversions what had to be done to get there, a phrase each; empty if the image was a 48x48 grey one
 */
public record FaceImage(String source, byte[] pixels, List<String> conversions) {
    /** Copies the phrases. */
    public FaceImage {
        conversions = List.copyOf(conversions);
    }
}
